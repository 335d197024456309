// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId} from "../../../contracts/types/GrantId.sol";
import {GrantTerms} from "../../../contracts/types/GrantTerms.sol";
import {PatientRef} from "../../../contracts/types/PatientRef.sol";
import {Pointer} from "../../../contracts/types/Pointer.sol";

enum Kind {
    Grant,
    Revocation,
    KeyRotation,
    GuardianChoice,
    RecoveryCancellation,
    KeyRecovery
}

/// @notice Anything that a patient or a patient's guardians sign, in one shape. Every kind leaves some fields unused.
struct Statement {
    Kind kind;
    address patient;
    uint96 nonce;
    uint40 deadline;
    /// Expiry of a grant, end of the wait in a cancellation.
    uint40 time;
    uint24 grantee;
    bytes24 scope;
    /// Envelope of a grant, commitment of a choice.
    bytes32 content;
    /// In a rotation, a recovery and a cancellation.
    address key;
}

/// @notice What is signed and what is sent, written down independently of the contract.
library Statements {
    function grantIdOf(address patient, uint96 nonce) internal pure returns (GrantId) {
        return GrantId.wrap(bytes32((uint256(uint160(patient)) << 96) | nonce));
    }

    function termsOf(Statement memory grant) internal pure returns (GrantTerms) {
        return GrantTerms.wrap(bytes32(grant.scope) | bytes32((uint256(grant.time) << 24) | grant.grantee));
    }

    function domain(uint256 chainId, address verifier) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Wardkeep HospitalRegistry"),
                keccak256("1"),
                chainId,
                verifier
            )
        );
    }

    function digest(Statement memory statement, bytes32 inDomain) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", inDomain, structHash(statement)));
    }

    function structHash(Statement memory it) private pure returns (bytes32) {
        if (it.kind == Kind.Grant) return hashOfGrant(it);
        if (it.kind == Kind.Revocation) {
            return keccak256(abi.encode(keccak256("Revocation(address patient,uint40 nonce)"), it.patient, it.nonce));
        }
        if (it.kind == Kind.GuardianChoice) {
            bytes32 typeHash =
                keccak256("GuardianChoice(address patient,bytes32 guardians,uint40 nonce,uint40 deadline)");
            return keccak256(abi.encode(typeHash, it.patient, it.content, it.nonce, it.deadline));
        }
        if (it.kind == Kind.RecoveryCancellation) {
            bytes32 typeHash = keccak256("RecoveryCancellation(address patient,address key,uint40 readyAt)");
            return keccak256(abi.encode(typeHash, it.patient, it.key, it.time));
        }
        bytes32 changeHash = it.kind == Kind.KeyRotation
            ? keccak256("KeyRotation(address patient,address key,uint40 nonce,uint40 deadline)")
            : keccak256("KeyRecovery(address patient,address key,uint40 nonce,uint40 deadline)");
        return keccak256(abi.encode(changeHash, it.patient, it.key, it.nonce, it.deadline));
    }

    function hashOfGrant(Statement memory it) private pure returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Grant(address patient,uint24 grantee,bytes24 scope,bytes32 envelope,uint40 expiresAt,uint40 nonce,uint40 deadline)"
        );
        bytes memory head = abi.encode(typeHash, it.patient, it.grantee, it.scope);
        return keccak256(bytes.concat(head, abi.encode(it.content, it.time, it.nonce, it.deadline)));
    }

    /// @notice The call that relays what the patient signed.
    function call(Statement memory it, bytes memory signature) internal pure returns (bytes memory) {
        if (it.kind == Kind.Grant) {
            return abi.encodeCall(
                IHospitalRegistry.grantAccess,
                (it.deadline, grantIdOf(it.patient, it.nonce), termsOf(it), Pointer.wrap(it.content), signature)
            );
        }
        if (it.kind == Kind.Revocation) {
            return abi.encodeCall(IHospitalRegistry.revokeAccess, (grantIdOf(it.patient, it.nonce), signature));
        }
        if (it.kind == Kind.KeyRotation) {
            return abi.encodeCall(IHospitalRegistry.rotatePatientKey, (changeOf(it), signature));
        }
        if (it.kind == Kind.GuardianChoice) {
            return abi.encodeCall(IHospitalRegistry.chooseGuardians, (choiceOf(it), signature));
        }
        return abi.encodeCall(
            IHospitalRegistry.cancelRecovery,
            (IHospitalRegistry.RecoveryCancellation(PatientRef.wrap(it.patient), it.key, it.time), signature)
        );
    }

    /// @notice The call that relays what guardians signed.
    function call(Statement memory it, IHospitalRegistry.GuardianSet memory guardians, bytes[] memory signatures)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(IHospitalRegistry.proposeRecoveryByGuardians, (changeOf(it), guardians, signatures));
    }

    function changeOf(Statement memory it) private pure returns (IHospitalRegistry.KeyChange memory) {
        return IHospitalRegistry.KeyChange(PatientRef.wrap(it.patient), it.key, uint40(it.nonce), it.deadline);
    }

    function choiceOf(Statement memory it) private pure returns (IHospitalRegistry.GuardianChoice memory) {
        return IHospitalRegistry.GuardianChoice(PatientRef.wrap(it.patient), it.content, uint40(it.nonce), it.deadline);
    }
}
