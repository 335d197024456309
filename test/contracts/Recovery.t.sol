// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {KeyTest} from "./KeyTest.sol";

/// @notice The recovery that a patient's hospital proposes, from the proposal to its end (KEY9).
contract RecoveryProposalTest is KeyTest {
    function test_proposeRecovery_changesNothingYet_KEY9() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.RecoveryProposed(patient, vm.addr(NEXT_KEY), uint40(START) + RECOVERY_WAIT, false);
        proposeByHospital(vm.addr(NEXT_KEY));
        assertRecovery(vm.addr(NEXT_KEY), START + RECOVERY_WAIT, false);
        assertPatient(patient, hospitalA, 1, 0, PatientRef.unwrap(patient));
        relay(aGrant());
    }

    function test_proposeRecovery_replacesWhatTheHospitalProposedAndWaitsAnew() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + 1 days);
        proposeByHospital(vm.addr(OTHER_KEY));
        assertRecovery(vm.addr(OTHER_KEY), START + 1 days + RECOVERY_WAIT, false);
        vm.warp(START + RECOVERY_WAIT);
        expectNotReady(START + 1 days + RECOVERY_WAIT);
        registry.finishRecovery(patient);
    }

    function test_proposeRecovery_neverReplacesWhatGuardiansProposed() public {
        choose(twoOfThree());
        proposeByGuardians(aRotation());
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryByGuardiansPending.selector, patient));
        proposeByHospital(vm.addr(OTHER_KEY));
        assertRecovery(vm.addr(NEXT_KEY), START + RECOVERY_WAIT, true);
    }

    /// @dev A stolen workstation proposed a key before it was revoked. Another one of the hospital puts that right.
    function test_proposeRecovery_replacesWhatARevokedWorkstationProposed() public {
        proposeByHospital(vm.addr(OTHER_KEY));
        vm.startPrank(ADMINISTRATOR_A);
        registry.revokeWorkstation(WORKSTATION_A);
        registry.enrolWorkstation(STRANGER);
        vm.stopPrank();
        assertRecovery(vm.addr(OTHER_KEY), START + RECOVERY_WAIT, false);
        vm.prank(STRANGER);
        registry.proposeRecovery(patient, vm.addr(NEXT_KEY));
        assertRecovery(vm.addr(NEXT_KEY), START + RECOVERY_WAIT, false);
    }

    function test_proposeRecovery_refusesAnotherHospital() public {
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.PatientOfOtherHospital.selector, patient, hospitalB, hospitalA)
        );
        vm.prank(WORKSTATION_B);
        registry.proposeRecovery(patient, vm.addr(NEXT_KEY));
    }

    function test_proposeRecovery_refusesAnUnknownPatient() public {
        PatientRef unknown = PatientRef.wrap(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, unknown));
        vm.prank(WORKSTATION_A);
        registry.proposeRecovery(unknown, vm.addr(NEXT_KEY));
    }

    function test_proposeRecovery_refusesNoKeyAndTheSameKey() public {
        address[2] memory keys = [address(0), PatientRef.unwrap(patient)];
        for (uint256 index = 0; index < keys.length; ++index) {
            vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientKeyInvalid.selector, keys[index]));
            proposeByHospital(keys[index]);
        }
        assertNoRecovery();
    }

    function test_proposeRecovery_refusesWhilePaused_CON6() public {
        pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        proposeByHospital(vm.addr(NEXT_KEY));
    }

    function test_getRecovery_isAllZerosWhileNothingIsProposed() public view {
        assertNoRecovery();
    }

    function expectNotReady(uint256 readyAt) private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryNotReady.selector, readyAt, block.timestamp));
    }
}

contract RecoveryFinishTest is KeyTest {
    function test_finishRecovery_putsTheKeyInPlaceOnceTheWaitIsOver_KEY9() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + RECOVERY_WAIT);
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.PatientKeyRecovered(patient, vm.addr(NEXT_KEY));
        finish();
        assertPatient(patient, hospitalA, 1, 1, vm.addr(NEXT_KEY));
        assertNoRecovery();
    }

    function test_finishRecovery_refusesBefore_KEY9() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        uint256[3] memory times = [START, START + 1, START + RECOVERY_WAIT - 1];
        for (uint256 index = 0; index < times.length; ++index) {
            vm.warp(times[index]);
            vm.expectRevert(
                abi.encodeWithSelector(IHospitalRegistry.RecoveryNotReady.selector, START + RECOVERY_WAIT, times[index])
            );
            finish();
        }
        vm.warp(START + RECOVERY_WAIT);
        finish();
    }

    function test_finishRecovery_ofGuardiansPutsTheKeyInPlace_KEY9() public {
        choose(twoOfThree());
        proposeByGuardians(aRotation());
        vm.warp(START + RECOVERY_WAIT - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.RecoveryNotReady.selector, START + RECOVERY_WAIT, block.timestamp)
        );
        finish();
        vm.warp(START + RECOVERY_WAIT);
        finish();
        assertPatient(patient, hospitalA, 1, 3, vm.addr(NEXT_KEY));
        assertNoRecovery();
    }

    function test_finishRecovery_twiceTakesEffectOnce_CON5() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + RECOVERY_WAIT);
        finish();
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, patient));
        finish();
    }

    function test_finishRecovery_refusesWhatNobodyProposed() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, patient));
        finish();
    }

    function test_finishRecovery_refusesWhilePaused_CON6() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + RECOVERY_WAIT);
        pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        finish();
        vm.prank(REGISTRAR);
        registry.unpause();
        finish();
    }

    function test_finishRecovery_ofARemovedHospitalIsRefused_S27() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        removeHospital(hospitalA);
        vm.warp(START + RECOVERY_WAIT);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, hospitalA));
        finish();
        vm.assertEq(keyOf(patient), PatientRef.unwrap(patient));
    }

    /// @dev Guardians need no hospital: its removal must not lock a patient out.
    function test_finishRecovery_ofGuardiansNeedsNoHospital() public {
        choose(twoOfThree());
        removeHospital(hospitalA);
        proposeByGuardians(aRotation());
        vm.warp(START + RECOVERY_WAIT);
        finish();
        vm.assertEq(keyOf(patient), vm.addr(NEXT_KEY));
    }

    function test_finishRecovery_keepsEveryConsentGuardiansAndEpoch_KEY9() public {
        relay(aGrant());
        choose(twoOfThree());
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, 2, KEYRING);
        vm.warp(START + RECOVERY_WAIT);
        finish();
        vm.assertTrue(isAuthorized(0, ALLERGIES));
        vm.assertEq(registry.getGuardians(patient), commitmentOf(twoOfThree()));
        assertPatient(patient, hospitalA, 2, 3, vm.addr(NEXT_KEY));
    }

    /// @dev What the patient went on to sign meanwhile counts.
    function test_finishRecovery_keepsWhatThePatientSignedMeanwhile() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        relay(aGrant());
        vm.warp(START + RECOVERY_WAIT);
        finish();
        vm.assertTrue(isAuthorized(0, ALLERGIES));
        assertPatient(patient, hospitalA, 1, 2, vm.addr(NEXT_KEY));
    }

    function test_finishRecovery_leavesTheFormerKeyNothingToSay_KEY9() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + RECOVERY_WAIT);
        finish();
        Grant memory grant = aGrant();
        grant.nonce = 1;
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), patient)
        );
        relay(grant, signature);
        relay(grant, signedBy(NEXT_KEY, digestOf(grant)));
    }

    /// @dev A grant kept back, the card lost, recovered to a new key, found again, and recovered back.
    function test_finishRecovery_revivesNothingTheFormerKeySigned() public {
        Grant memory kept = aGrant();
        (kept.deadline, kept.expiresAt) = (uint40(START + 365 days), uint40(START + 365 days));
        bytes memory signature = signed(digestOf(kept));
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + RECOVERY_WAIT);
        finish();
        proposeByHospital(PatientRef.unwrap(patient));
        vm.warp(START + 2 * RECOVERY_WAIT);
        finish();
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 2, 0));
        relay(kept, signature);
    }

    /// @dev The hospital may propose again after its first recovery is done.
    function test_finishRecovery_mayHappenAgain() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        vm.warp(START + RECOVERY_WAIT);
        finish();
        proposeByHospital(PatientRef.unwrap(patient));
        vm.warp(START + 2 * RECOVERY_WAIT);
        finish();
        vm.assertEq(keyOf(patient), PatientRef.unwrap(patient));
    }

    function finish() private {
        vm.prank(STRANGER);
        registry.finishRecovery(patient);
    }
}
