// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {RegistryTest} from "./RegistryTest.sol";

contract PatientsTest is RegistryTest {
    PatientRef private constant NEW_PATIENT = PatientRef.wrap(address(0xD001));

    function test_addPatient_beginsWithEpochOne() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.PatientAdded(NEW_PATIENT, hospitalB, KEYRING);
        vm.prank(WORKSTATION_B);
        registry.addPatient(NEW_PATIENT, KEYRING);

        assertPatient(NEW_PATIENT, hospitalB, 1, 0);
        vm.assertEq(registry.patientCount(), 2);
    }

    function test_addPatient_twiceTakesEffectOnce_CON5() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientAlreadyAdded.selector, patient, hospitalA));
        vm.prank(WORKSTATION_B);
        registry.addPatient(patient, KEYRING);
        vm.assertEq(registry.patientCount(), 1);
    }

    function test_addPatient_refusesNoRef() public {
        PatientRef none = PatientRef.wrap(address(0));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientInvalid.selector, none));
        vm.prank(WORKSTATION_A);
        registry.addPatient(none, KEYRING);
    }

    function test_rotateEpoch_countsUpByOne_KEY8() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.EpochRotated(patient, 2, pointer("second keyring"));
        vm.prank(WORKSTATION_A);
        registry.rotateEpoch(patient, 2, pointer("second keyring"));
        assertPatient(patient, hospitalA, 2, 0);
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

    function test_requestAccess_namesBothHospitalsAndNoPatient_CON4() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessRequested(hospitalB, hospitalA, pointer("request"));
        vm.prank(WORKSTATION_B);
        registry.requestAccess(hospitalA, pointer("request"));
    }

    function test_requestAccess_refusesAnUnknownHospital() public {
        HospitalId unknown = HospitalId.wrap(9);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, unknown));
        vm.prank(WORKSTATION_B);
        registry.requestAccess(unknown, pointer("request"));
    }

    function test_anchorAudit_speaksForTheCaller() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AuditAnchored(WORKSTATION_A, keccak256("head"), pointer("report"));
        vm.prank(WORKSTATION_A);
        registry.anchorAudit(keccak256("head"), pointer("report"));
    }

    function assertPatient(PatientRef ref, HospitalId hospital, uint32 epoch, uint32 nonce) private view {
        (HospitalId actual, uint32 actualEpoch, uint32 actualNonce) = registry.getPatient(ref);
        assertHospital(actual, hospital);
        vm.assertEq(actualEpoch, epoch);
        vm.assertEq(actualNonce, nonce);
    }
}
