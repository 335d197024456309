// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../interfaces/IHospitalRegistry.sol";

/// @title EIP-712 struct hashes of what patients sign
/// @dev The words are hashed as they came. One with dirty upper bits cannot pass: its hash is not what anybody signed,
/// and reading the field reverts.
library ConsentHash {
    bytes32 internal constant GRANT_TYPEHASH = keccak256(
        "Grant(address patient,uint24 grantee,bytes32 scope,bytes32 envelope,uint40 expiresAt,uint32 nonce,uint40 deadline)"
    );
    bytes32 internal constant REVOCATION_TYPEHASH = keccak256("Revocation(address patient,uint32 nonce)");

    /// @return structHash keccak256(abi.encode(GRANT_TYPEHASH, grant))
    function hash(IHospitalRegistry.Grant calldata grant) internal pure returns (bytes32 structHash) {
        bytes32 typeHash = GRANT_TYPEHASH;
        assembly ("memory-safe") {
            let encoded := mload(0x40)
            mstore(encoded, typeHash)
            calldatacopy(add(encoded, 32), grant, 224)
            structHash := keccak256(encoded, 256)
        }
    }

    /// @return keccak256(abi.encode(REVOCATION_TYPEHASH, revocation))
    function hash(IHospitalRegistry.Revocation calldata revocation) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOCATION_TYPEHASH, revocation));
    }
}
