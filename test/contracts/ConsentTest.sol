// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {GrantTerms} from "../../contracts/types/GrantTerms.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {Pointer} from "../../contracts/types/Pointer.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @notice What a patient signs, written down a second time and independently of the contract.
abstract contract ConsentTest is RegistryTest {
    bytes32 internal constant SALT = keccak256("salt");
    uint16 internal constant OBSERVATIONS = 1 << 6;
    uint16 internal constant ALLERGIES = 1 << 3;

    /// @notice A consent as the patient reads and signs it.
    struct Grant {
        PatientRef patient;
        HospitalId grantee;
        bytes24 scope;
        Pointer envelope;
        uint40 expiresAt;
        uint40 nonce;
        uint40 deadline;
    }

    function aGrant() internal view returns (Grant memory) {
        return Grant({
            patient: patient,
            grantee: hospitalB,
            scope: bytes24(keccak256(abi.encode(OBSERVATIONS | ALLERGIES, SALT))),
            envelope: pointer("envelope"),
            expiresAt: uint40(block.timestamp + 30 days),
            nonce: 0,
            deadline: uint40(block.timestamp + 1 days)
        });
    }

    function termsOf(Grant memory grant) internal pure returns (GrantTerms) {
        uint256 low = (uint256(grant.expiresAt) << 24) | HospitalId.unwrap(grant.grantee);
        return GrantTerms.wrap(bytes32(grant.scope) | bytes32(low));
    }

    function digestOf(Grant memory grant) internal view returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Grant(address patient,uint24 grantee,bytes24 scope,bytes32 envelope,uint40 expiresAt,uint40 nonce,uint40 deadline)"
        );
        return typedDataDigest(
            keccak256(
                abi.encode(
                    typeHash,
                    grant.patient,
                    grant.grantee,
                    grant.scope,
                    grant.envelope,
                    grant.expiresAt,
                    grant.nonce,
                    grant.deadline
                )
            ),
            block.chainid,
            address(registry)
        );
    }

    function digestOfRevocation(GrantId grantId) internal view returns (bytes32) {
        bytes32 typeHash = keccak256("Revocation(address patient,uint40 nonce)");
        (address owner, uint96 nonce) =
            (address(bytes20(GrantId.unwrap(grantId))), uint96(uint256(GrantId.unwrap(grantId))));
        return typedDataDigest(keccak256(abi.encode(typeHash, owner, nonce)), block.chainid, address(registry));
    }

    function typedDataDigest(bytes32 structHash, uint256 chainId, address verifier) internal pure returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Wardkeep HospitalRegistry"),
                keccak256("1"),
                chainId,
                verifier
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function signed(bytes32 digest) internal pure returns (bytes memory) {
        return signedBy(PATIENT_KEY, digest);
    }

    /// @return Who signed it, zero if nobody can have.
    function recovered(bytes32 digest, bytes memory signature) internal pure returns (address) {
        (bytes32 r, bytes32 s, bytes1 v) = (bytes32(0), bytes32(0), bytes1(0));
        vm.assertEq(signature.length, 65);
        assembly ("memory-safe") {
            r := mload(add(signature, 32))
            s := mload(add(signature, 64))
            v := mload(add(signature, 96))
        }
        return ecrecover(digest, uint8(v), r, s);
    }

    function relay(Grant memory grant) internal {
        relay(grant, signed(digestOf(grant)));
    }

    function relay(Grant memory grant, bytes memory signature) internal {
        vm.prank(STRANGER);
        registry.grantAccess(
            grant.deadline, grantIdOf(grant.patient, grant.nonce), termsOf(grant), grant.envelope, signature
        );
    }

    function revoke(uint40 nonce) internal {
        GrantId grantId = grantIdOf(patient, nonce);
        bytes memory signature = signed(digestOfRevocation(grantId));
        vm.prank(STRANGER);
        registry.revokeAccess(grantId, signature);
    }

    function disclosed() internal pure returns (IHospitalRegistry.Scope memory) {
        return IHospitalRegistry.Scope({categories: OBSERVATIONS | ALLERGIES, salt: SALT});
    }

    function isAuthorized(uint40 nonce, uint16 categories) internal view returns (bool) {
        return registry.isAuthorized(grantIdOf(patient, nonce), hospitalB, categories, disclosed());
    }

    function nonceOf() internal view returns (uint40 nonce) {
        (,, nonce,) = registry.getPatient(patient);
    }
}
