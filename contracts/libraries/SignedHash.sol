// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../interfaces/IHospitalRegistry.sol";
import {GrantId} from "../types/GrantId.sol";
import {GrantTerms} from "../types/GrantTerms.sol";
import {HospitalId} from "../types/HospitalId.sol";
import {PatientRef} from "../types/PatientRef.sol";
import {Pointer} from "../types/Pointer.sol";

/// @title EIP-712 struct hashes of what patients and their guardians sign
library SignedHash {
    bytes32 internal constant GRANT_TYPEHASH = keccak256(
        "Grant(address patient,uint24 grantee,bytes24 scope,bytes32 envelope,uint40 expiresAt,uint40 nonce,uint40 deadline)"
    );
    bytes32 internal constant REVOCATION_TYPEHASH = keccak256("Revocation(address patient,uint40 nonce)");
    /// @dev Two types over the same fields: what a patient signs is never what guardians sign.
    bytes32 internal constant KEY_ROTATION_TYPEHASH =
        keccak256("KeyRotation(address patient,address key,uint40 nonce,uint40 deadline)");
    bytes32 internal constant KEY_RECOVERY_TYPEHASH =
        keccak256("KeyRecovery(address patient,address key,uint40 nonce,uint40 deadline)");
    bytes32 internal constant RECOVERY_CANCELLATION_TYPEHASH =
        keccak256("RecoveryCancellation(address patient,address key,uint40 readyAt)");
    bytes32 internal constant GUARDIAN_CHOICE_TYPEHASH =
        keccak256("GuardianChoice(address patient,bytes32 guardians,uint40 nonce,uint40 deadline)");

    /// @notice keccak256(abi.encode(GRANT_TYPEHASH, patient, grantee, scope, envelope, expiresAt, nonce, deadline)): what a
    /// patient signs is spelled out field by field, whatever form it travels in.
    /// @dev Written beyond the free memory without claiming it. Masked, because assembly may meet dirty upper bits.
    function ofGrant(GrantId grantId, GrantTerms terms, Pointer envelope, uint40 deadline)
        internal
        pure
        returns (bytes32 structHash)
    {
        bytes32 typeHash = GRANT_TYPEHASH;
        PatientRef patient = grantId.patientOf();
        uint96 nonce = grantId.nonceOf();
        HospitalId grantee = terms.granteeOf();
        bytes24 scope = terms.scopeOf();
        uint40 expiresAt = terms.expiresAtOf();
        assembly ("memory-safe") {
            let encoded := mload(0x40)
            mstore(encoded, typeHash)
            mstore(add(encoded, 32), shr(96, shl(96, patient)))
            mstore(add(encoded, 64), and(grantee, 0xffffff))
            mstore(add(encoded, 96), and(scope, not(0xffffffffffffffff)))
            mstore(add(encoded, 128), envelope)
            mstore(add(encoded, 160), and(expiresAt, 0xffffffffff))
            mstore(add(encoded, 192), and(nonce, 0xffffffffffffffffffffffff))
            mstore(add(encoded, 224), and(deadline, 0xffffffffff))
            structHash := keccak256(encoded, 256)
        }
    }

    function ofRevocation(GrantId grantId) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOCATION_TYPEHASH, grantId.patientOf(), grantId.nonceOf()));
    }

    /// @param typeHash `KEY_ROTATION_TYPEHASH` or `KEY_RECOVERY_TYPEHASH`
    function hash(IHospitalRegistry.KeyChange calldata change, bytes32 typeHash) internal pure returns (bytes32) {
        return keccak256(abi.encode(typeHash, change));
    }

    function hash(IHospitalRegistry.RecoveryCancellation calldata cancellation) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECOVERY_CANCELLATION_TYPEHASH, cancellation));
    }

    function hash(IHospitalRegistry.GuardianChoice calldata choice) internal pure returns (bytes32) {
        return keccak256(abi.encode(GUARDIAN_CHOICE_TYPEHASH, choice));
    }
}
