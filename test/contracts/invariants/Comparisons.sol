// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {GrantId} from "../../../contracts/types/GrantId.sol";
import {HospitalId} from "../../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../../contracts/types/PatientRef.sol";
import {InvariantTest} from "./InvariantTest.sol";
import {Action} from "./Stage.sol";
import {Question, Rule} from "./WitnessOfConsent.sol";

/// @notice Holds three accounts against each other that were made independently: what the registry stores, what the
/// model says should be, and what the events say.
abstract contract Comparisons is InvariantTest {
    function assertKept(Rule rule) internal view {
        string memory reason = witness.broken(rule);
        vm.assertTrue(bytes(reason).length == 0, reason);
    }

    function assertNeverWronglyAccepted(Action action) internal view {
        vm.assertEq(handler.wronglyAccepted(action), 0, "accepted what should be refused");
    }

    // ── Consents ────────────────────────────────────────────────────────────────────────────────────────────────────

    function assertEveryGrantWasSigned() internal view {
        for (uint256 i = 0; i < witness.grantCount(); ++i) {
            bytes32 grantId = witness.grantIds(i);
            (bytes32 terms, uint32 givenAt,) = witness.sightings(grantId);
            bool wasSigned = handler.wasSigned(keccak256(abi.encode(grantId, terms)));
            vm.assertTrue(wasSigned || givenAt == 0, "a grant that the patient never signed");
            bytes32 stored = storedTerms(grantId);
            vm.assertTrue(
                stored == 0 || handler.wasSigned(keccak256(abi.encode(grantId, stored))), "terms never signed"
            );
        }
    }

    function storedTerms(bytes32 grantId) internal view returns (bytes32) {
        (HospitalId grantee, uint40 expiresAt, bytes24 scope) = registry.getGrant(GrantId.wrap(grantId));
        return bytes32(scope) | bytes32((uint256(expiresAt) << 24) | HospitalId.unwrap(grantee));
    }

    function assertTermsAreWhatWasGivenOrNothing() internal view {
        for (uint256 i = 0; i < witness.grantCount(); ++i) {
            bytes32 grantId = witness.grantIds(i);
            (bytes32 terms,, uint32 revokedAt) = witness.sightings(grantId);
            vm.assertEq(storedTerms(grantId), revokedAt == 0 ? terms : bytes32(0), "the terms of a grant changed");
        }
    }

    function assertNothingOverIsAuthorized() internal view {
        for (uint256 i = 0; i < witness.grantCount(); ++i) {
            bytes32 grantId = witness.grantIds(i);
            if (!witness.isOver(grantId) && !witness.hasEnded(grantId)) continue;
            vm.assertTrue(!witness.answerOf(handler.bestQuestion(grantId)), "what is over is authorised");
        }
    }

    function assertAuthorizationEqualsTheEvents() internal view {
        for (uint256 i = 0; i < witness.grantCount(); ++i) {
            Question memory question = handler.bestQuestion(witness.grantIds(i));
            bool foreseen = witness.authorizedAsOf(question, witness.eventCount(), block.timestamp);
            vm.assertEq(witness.answerOf(question), foreseen, "isAuthorized is not what the events say");
        }
    }

    // ── Patients ────────────────────────────────────────────────────────────────────────────────────────────────────

    function assertPatientsEqualTheModel() internal view {
        vm.assertEq(registry.patientCount(), model.patientCount(), "number of patients");
        for (uint256 i = 0; i < handler.patientCount(); ++i) {
            address patient = handler.patients(i);
            (uint24 hospital, uint32 epoch, address key, bytes32 guardians, uint40 used) = model.patients(patient);
            (HospitalId storedHospital, uint32 storedEpoch, uint40 nonce, address storedKey) =
                registry.getPatient(PatientRef.wrap(patient));
            vm.assertEq(HospitalId.unwrap(storedHospital), hospital, "hospital of a patient");
            vm.assertEq(storedEpoch, epoch, "epoch of a patient");
            vm.assertEq(nonce, used, "number of a patient");
            vm.assertEq(storedKey, key, "key of a patient");
            vm.assertEq(registry.getGuardians(PatientRef.wrap(patient)), guardians, "guardians of a patient");
        }
    }

    /// @dev The sum over all patients, counted where statements are relayed.
    function assertNumbersCountStatements() internal view {
        uint256 sum = 0;
        for (uint256 i = 0; i < handler.patientCount(); ++i) {
            (,, uint40 nonce,) = registry.getPatient(PatientRef.wrap(handler.patients(i)));
            sum += nonce;
        }
        vm.assertEq(sum, handler.numbersUsed(), "numbers do not count statements");
    }

    function assertKeysEqualTheEvents() internal view {
        for (uint256 i = 0; i < handler.patientCount(); ++i) {
            address patient = handler.patients(i);
            (uint24 hospital, uint32 epoch, address key) = witness.registrations(patient);
            (HospitalId storedHospital, uint32 storedEpoch,, address storedKey) =
                registry.getPatient(PatientRef.wrap(patient));
            vm.assertEq(HospitalId.unwrap(storedHospital), hospital, "a patient changed hospitals");
            vm.assertEq(storedEpoch, epoch, "an epoch changed without a word");
            vm.assertEq(storedKey, key, "a key changed without a word");
        }
    }

    function assertRecoveriesEqualTheModel() internal view {
        for (uint256 i = 0; i < handler.patientCount(); ++i) {
            address patient = handler.patients(i);
            (address key, uint40 readyAt, bool byGuardians) = model.recoveries(patient);
            (address storedKey, uint40 storedReadyAt, bool storedByGuardians) =
                registry.getRecovery(PatientRef.wrap(patient));
            vm.assertEq(storedKey, key, "key of a recovery");
            vm.assertEq(storedReadyAt, readyAt, "wait of a recovery");
            vm.assertEq(storedByGuardians, byGuardians, "origin of a recovery");
        }
    }

    // ── Hospitals and workstations ──────────────────────────────────────────────────────────────────────────────────

    function assertMembersEqualTheModel() internal view {
        vm.assertEq(registry.owner(), model.registrar(), "registrar");
        vm.assertEq(registry.paused(), model.paused(), "pause");
        vm.assertEq(registry.hospitalCount(), model.hospitalCount(), "number of hospitals");
        for (uint24 id = 1; id <= model.hospitalCount(); ++id) {
            (address administrator,, bytes32 sealKey) = model.hospitals(id);
            (address storedAdministrator, bytes32 storedSealKey) = registry.getHospital(HospitalId.wrap(id));
            vm.assertEq(storedAdministrator, administrator, "administrator");
            vm.assertEq(storedSealKey, sealKey, "seal key");
        }
    }

    function assertStreamsEqualModelAndWitness() internal view {
        address[] memory workstations = handler.workstations();
        for (uint256 i = 0; i < workstations.length; ++i) {
            (uint24 hospital, bool revoked, uint32 sequence, bytes24 head) = model.workstations(workstations[i]);
            (HospitalId stored, bool isRevoked, uint32 storedSequence, bytes24 storedHead) =
                registry.getWorkstation(workstations[i]);
            (,, uint32 next, bytes24 replayed) = witness.streams(workstations[i]);
            vm.assertEq(HospitalId.unwrap(stored), hospital, "hospital of a workstation");
            vm.assertEq(isRevoked, revoked, "revocation of a workstation");
            vm.assertEq(storedSequence, sequence, "sequence of a workstation");
            vm.assertEq(storedHead, head, "head of a workstation");
            vm.assertEq(uint256(next), storedSequence, "sequence of the replayed stream");
            vm.assertEq(replayed, storedHead, "head of the replayed stream");
        }
    }
}
