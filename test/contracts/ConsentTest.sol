// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @notice What a patient signs, written down a second time and independently of the contract.
abstract contract ConsentTest is RegistryTest {
    bytes32 internal constant SALT = keccak256("salt");
    uint16 internal constant OBSERVATIONS = 1 << 6;
    uint16 internal constant ALLERGIES = 1 << 3;

    function aGrant() internal view returns (IHospitalRegistry.Grant memory) {
        return IHospitalRegistry.Grant({
            patient: patient,
            grantee: hospitalB,
            scope: keccak256(abi.encode(OBSERVATIONS | ALLERGIES, SALT)),
            envelope: pointer("envelope"),
            expiresAt: uint40(block.timestamp + 30 days),
            nonce: 0,
            deadline: uint40(block.timestamp + 1 days)
        });
    }

    function aRevocation() internal view returns (IHospitalRegistry.Revocation memory) {
        return IHospitalRegistry.Revocation({patient: patient, nonce: 0});
    }

    function digestOf(IHospitalRegistry.Grant memory grant) internal view returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Grant(address patient,uint24 grantee,bytes32 scope,bytes32 envelope,uint40 expiresAt,uint32 nonce,uint40 deadline)"
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

    function digestOf(IHospitalRegistry.Revocation memory revocation) internal view returns (bytes32) {
        bytes32 typeHash = keccak256("Revocation(address patient,uint32 nonce)");
        bytes32 structHash = keccak256(abi.encode(typeHash, revocation.patient, revocation.nonce));
        return typedDataDigest(structHash, block.chainid, address(registry));
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
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PATIENT_KEY, digest);
        return abi.encodePacked(r, s, v);
    }

    function relay(IHospitalRegistry.Grant memory grant) internal {
        bytes memory signature = signed(digestOf(grant));
        vm.prank(STRANGER);
        registry.grantAccess(grant, signature);
    }

    function relay(IHospitalRegistry.Revocation memory revocation) internal {
        bytes memory signature = signed(digestOf(revocation));
        vm.prank(STRANGER);
        registry.revokeAccess(revocation, signature);
    }

    function disclosed() internal pure returns (IHospitalRegistry.Scope memory) {
        return IHospitalRegistry.Scope({categories: OBSERVATIONS | ALLERGIES, salt: SALT});
    }

    function isAuthorized(uint32 nonce, uint16 categories) internal view returns (bool) {
        return registry.isAuthorized(grantIdOf(patient, nonce), hospitalB, categories, disclosed());
    }

    function nonceOf() internal view returns (uint32 nonce) {
        (,, nonce) = registry.getPatient(patient);
    }
}
