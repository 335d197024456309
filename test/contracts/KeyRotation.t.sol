// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Panic} from "@openzeppelin/contracts/utils/Panic.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {PatientState, registeredAt} from "../../contracts/types/PatientState.sol";
import {KeyTest} from "./KeyTest.sol";

contract KeyRotationTest is KeyTest {
    function test_rotatePatientKey_isRelayedByAnyoneAndCounts_KEY9() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.PatientKeyRotated(patient, vm.addr(NEXT_KEY));
        rotate(aRotation());
        assertPatient(patient, hospitalA, 1, 1, vm.addr(NEXT_KEY));
    }

    /// @dev The hospital held the first key in custody. Once the patient has claimed another, it says nothing any more.
    function test_rotatePatientKey_endsTheCustodyOfTheHospital_KEY5() public {
        rotate(aRotation());
        Grant memory grant = aGrant();
        grant.nonce = 1;
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), patient)
        );
        relay(grant, signature);
        relay(grant, signedBy(NEXT_KEY, digestOf(grant)));
        vm.assertTrue(isAuthorized(1, ALLERGIES));
    }

    function test_rotatePatientKey_keepsEveryConsent_KEY9() public {
        relay(aGrant());
        rotate(aRotation());
        vm.assertTrue(isAuthorized(0, ALLERGIES));

        GrantId grantId = grantIdOf(patient, 0);
        bytes32 digest = digestOfRevocation(grantId);
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), patient)
        );
        registry.revokeAccess(grantId, signed(digest));
        registry.revokeAccess(grantId, signedBy(NEXT_KEY, digest));
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    function test_rotatePatientKey_keepsGuardiansAndEpoch() public {
        choose(twoOfThree());
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, 2, KEYRING);
        rotate(aRotation());
        vm.assertEq(registry.getGuardians(patient), commitmentOf(twoOfThree()));
        assertPatient(patient, hospitalA, 2, 2, vm.addr(NEXT_KEY));
    }

    function test_rotatePatientKey_mayBeDoneAgain() public {
        rotate(aRotation());
        IHospitalRegistry.KeyChange memory second = aRotation();
        second.key = vm.addr(OTHER_KEY);
        rotate(second, signedBy(NEXT_KEY, digestOfRotation(second)));
        assertPatient(patient, hospitalA, 1, 2, vm.addr(OTHER_KEY));
    }

    function test_rotatePatientKey_endsWhatTheHospitalProposed() public {
        proposeByHospital(vm.addr(OTHER_KEY));
        rotate(aRotation());
        assertRecoveryIsOver();
    }

    function test_rotatePatientKey_endsWhatGuardiansProposed() public {
        choose(twoOfThree());
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        recovery.key = vm.addr(OTHER_KEY);
        proposeByGuardians(recovery);
        rotate(aRotation());
        assertRecoveryIsOver();
        // Nothing of the guardians' stands in the hospital's way now.
        proposeByHospital(vm.addr(OTHER_KEY));
    }

    function test_rotatePatientKey_refusesNoKey() public {
        expectRefusalOf(address(0), abi.encodeWithSelector(IHospitalRegistry.PatientKeyInvalid.selector, address(0)));
    }

    function test_rotatePatientKey_refusesTheSameKey() public {
        expectRefusalOf(
            PatientRef.unwrap(patient), abi.encodeWithSelector(IHospitalRegistry.PatientKeyInvalid.selector, patient)
        );
    }

    function test_rotatePatientKey_refusesWhilePaused_CON6() public {
        pause();
        expectRefusalOf(vm.addr(NEXT_KEY), abi.encodeWithSelector(Pausable.EnforcedPause.selector));
    }

    function test_rotatePatientKey_worksWhenTheHospitalIsRemoved() public {
        removeHospital(hospitalA);
        rotate(aRotation());
        vm.assertEq(keyOf(patient), vm.addr(NEXT_KEY));
    }

    /// @dev Deadline, patient, number, key, signature: everything is wrong, and is put right one by one.
    function test_rotatePatientKey_checksInTheOrderSaid() public {
        IHospitalRegistry.KeyChange memory rotation = aRotation();
        (rotation.patient, rotation.key, rotation.nonce) = (PatientRef.wrap(STRANGER), address(0), 3);
        rotation.deadline = uint40(START) - 1;
        bytes memory signature = new bytes(3);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureDeadlinePassed.selector, START - 1, START));
        rotate(rotation, signature);
        rotation.deadline = uint40(START);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, STRANGER));
        rotate(rotation, signature);
        rotation.patient = patient;
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 0, 3));
        rotate(rotation, signature);
        rotation.nonce = 0;
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientKeyInvalid.selector, address(0)));
        rotate(rotation, signature);
        rotation.key = vm.addr(NEXT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, 3));
        rotate(rotation, signature);
        rotate(rotation);
    }

    function expectRefusalOf(address key, bytes memory reason) private {
        IHospitalRegistry.KeyChange memory rotation = aRotation();
        rotation.key = key;
        bytes memory signature = signed(digestOfRotation(rotation));
        vm.expectRevert(reason);
        rotate(rotation, signature);
    }

    function assertRecoveryIsOver() private {
        assertNoRecovery();
        vm.warp(START + RECOVERY_WAIT);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, patient));
        registry.finishRecovery(patient);
        vm.assertEq(keyOf(patient), vm.addr(NEXT_KEY));
    }
}

/// @notice One sequence of numbers for everything that a patient signs, or guardians in the patient's stead.
contract NumbersTest is KeyTest {
    function test_nonce_isOneSequenceForEveryKindOfStatement_CON5() public {
        relay(aGrant());
        vm.assertEq(nonceOf(), 1);
        choose(twoOfThree());
        vm.assertEq(nonceOf(), 2);
        revoke(2);
        vm.assertEq(nonceOf(), 3);
        proposeByGuardians(aRotation());
        vm.assertEq(nonceOf(), 4);
        rotate(aRotation());
        vm.assertEq(nonceOf(), 5);

        Grant memory grant = aGrant();
        grant.nonce = 5;
        relay(grant, signedBy(NEXT_KEY, digestOf(grant)));
        vm.assertEq(nonceOf(), 6);
        vm.assertTrue(isAuthorized(5, ALLERGIES));
    }

    function test_nonce_isNotSpentByWhatOnlyTakesAway() public {
        relay(aGrant());
        proposeByHospital(vm.addr(NEXT_KEY));
        cancel(aCancellation());
        revoke(0);
        vm.assertEq(nonceOf(), 1);
    }

    function test_nonce_isNotSpentByWhatTheHospitalDoes() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, 2, KEYRING);
        assertPatient(patient, hospitalA, 2, 0, PatientRef.unwrap(patient));
    }

    /// @dev So that nothing the lost key signed counts, should that key ever return.
    function test_nonce_isSpentByAFinishedRecovery_KEY9() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + RECOVERY_WAIT);
        registry.finishRecovery(patient);
        assertPatient(patient, hospitalA, 1, 1, vm.addr(NEXT_KEY));
    }

    /// @dev Of two statements under one number the first that is relayed counts.
    function test_nonce_letsOnlyOneStatementCount_CON5() public {
        Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        rotate(aRotation());
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 1, 0));
        relay(grant, signature);
    }

    /// @dev A number that carried something else than a grant cannot be revoked: there is nothing to end.
    function test_nonce_ofARotationIsNoGrant() public {
        rotate(aRotation());
        GrantId grantId = grantIdOf(patient, 0);
        bytes memory signature = signedBy(NEXT_KEY, digestOfRevocation(grantId));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantAlreadyOver.selector, grantId));
        registry.revokeAccess(grantId, signature);
    }

    function test_nonce_ofTwoPatientsAreIndependent() public {
        PatientRef other = PatientRef.wrap(vm.addr(OTHER_KEY));
        vm.prank(WORKSTATION_B);
        registry.addPatient(other, KEYRING);
        relay(aGrant());
        assertPatient(other, hospitalB, 1, 0, vm.addr(OTHER_KEY));
    }

    /// @dev Nobody signs 2^40 statements in a test, so the patient's word is placed at its end.
    function test_nonce_endsWithoutBeginningAgain() public {
        uint40 last = type(uint40).max;
        uint256 word = uint256(PatientState.unwrap(registeredAt(hospitalA, PatientRef.unwrap(patient))));
        place(abi.encodeCall(registry.getPatient, (patient)), bytes32(word | (uint256(last - 1) << 216)));
        Grant memory grant = aGrant();
        grant.nonce = last - 1;
        relay(grant);
        vm.assertEq(nonceOf(), last);

        grant.nonce = last;
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(panic(Panic.UNDER_OVERFLOW));
        relay(grant, signature);
        // Whoever has come to the end can still take back what was given.
        revoke(last - 1);
        vm.assertFalse(isAuthorized(last - 1, ALLERGIES));
        assertPatient(patient, hospitalA, 1, last, PatientRef.unwrap(patient));
    }
}
