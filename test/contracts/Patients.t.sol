// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Panic} from "@openzeppelin/contracts/utils/Panic.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {PatientState, registeredAt} from "../../contracts/types/PatientState.sol";
import {RegistryTest} from "./RegistryTest.sol";

contract PatientsTest is RegistryTest {
    PatientRef private constant NEW_PATIENT = PatientRef.wrap(address(0xD001));

    function test_addPatient_beginsWithEpochOneAndItsOwnKey() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.PatientAdded(NEW_PATIENT, hospitalB, KEYRING);
        vm.prank(WORKSTATION_B);
        registry.addPatient(NEW_PATIENT, KEYRING);

        assertPatient(NEW_PATIENT, hospitalB, 1, 0, PatientRef.unwrap(NEW_PATIENT));
        vm.assertEq(registry.patientCount(), 2);
        vm.assertEq(registry.getGuardians(NEW_PATIENT), bytes32(0));
    }

    function test_addPatient_twiceTakesEffectOnce_CON5() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientAlreadyAdded.selector, patient, hospitalA));
        vm.prank(WORKSTATION_B);
        registry.addPatient(patient, KEYRING);
        vm.assertEq(registry.patientCount(), 1);
    }

    /// @dev Removing a hospital does not free its patients' refs.
    function test_addPatient_refusesAPatientOfARemovedHospital() public {
        removeHospital(hospitalA);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientAlreadyAdded.selector, patient, hospitalA));
        vm.prank(WORKSTATION_B);
        registry.addPatient(patient, KEYRING);
    }

    function test_addPatient_refusesNoRef() public {
        PatientRef none = PatientRef.wrap(address(0));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientInvalid.selector, none));
        vm.prank(WORKSTATION_A);
        registry.addPatient(none, KEYRING);
    }

    function test_addPatient_worksWhilePaused_CON6() public {
        pause();
        vm.prank(WORKSTATION_A);
        registry.addPatient(NEW_PATIENT, KEYRING);
        vm.assertEq(registry.patientCount(), 2);
    }

    function test_getPatient_isAllZerosForAnUnknownOne() public view {
        assertPatient(NEW_PATIENT, NO_HOSPITAL, 0, 0, address(0));
    }

    function test_rotateEpoch_countsUpByOne_KEY8() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.EpochRotated(patient, 2, pointer("second keyring"));
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, 2, pointer("second keyring"));
        assertPatient(patient, hospitalA, 2, 0, PatientRef.unwrap(patient));
    }

    function test_rotateEpoch_twiceTakesEffectOnce_CON5() public {
        vm.startPrank(WORKSTATION_A);
        registry.rotateEpoch(patient, 2, KEYRING);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientEpochMismatch.selector, 3, 2));
        registry.rotateEpoch(patient, 2, KEYRING);
        vm.stopPrank();
    }

    function test_fuzz_rotateEpoch_refusesEveryOtherNumber_CON5(uint32 epoch) public {
        vm.assume(epoch != 2);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientEpochMismatch.selector, 2, epoch));
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, epoch, KEYRING);
    }

    function test_rotateEpoch_refusesAnotherHospital() public {
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.PatientOfOtherHospital.selector, patient, hospitalB, hospitalA)
        );
        vm.prank(WORKSTATION_B);
        registry.rotateEpoch(patient, 2, KEYRING);
    }

    function test_rotateEpoch_refusesAnUnknownPatient() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, NEW_PATIENT));
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(NEW_PATIENT, 2, KEYRING);
    }

    function test_rotateEpoch_worksWhilePaused_CON6() public {
        pause();
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, 2, KEYRING);
        assertPatient(patient, hospitalA, 2, 0, PatientRef.unwrap(patient));
    }

    function test_rotateEpoch_refusesToCountPastTheLastEpoch() public {
        PatientState last = registeredAt(hospitalA, PatientRef.unwrap(patient)).withEpoch(type(uint32).max);
        place(abi.encodeCall(registry.getPatient, (patient)), PatientState.unwrap(last));
        assertPatient(patient, hospitalA, type(uint32).max, 0, PatientRef.unwrap(patient));

        vm.expectRevert(panic(Panic.UNDER_OVERFLOW));
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, 0, KEYRING);
    }
}
