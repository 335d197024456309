// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {RegistryTest} from "./RegistryTest.sol";

contract WorkstationsTest is RegistryTest {
    address private constant NEW_WORKSTATION = address(0xC001);

    function test_enrolWorkstation_startsAnEmptyStream() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.WorkstationEnrolled(NEW_WORKSTATION, hospitalA);
        vm.prank(ADMINISTRATOR_A);
        registry.enrolWorkstation(NEW_WORKSTATION);

        assertState(NEW_WORKSTATION, hospitalA, false);
    }

    function test_enrolWorkstation_refusesWhoAdministersNothing() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorUnknown.selector, STRANGER));
        vm.prank(STRANGER);
        registry.enrolWorkstation(NEW_WORKSTATION);
    }

    function test_enrolWorkstation_refusesNoAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.WorkstationInvalid.selector, address(0)));
        vm.prank(ADMINISTRATOR_A);
        registry.enrolWorkstation(address(0));
    }

    function test_enrolWorkstation_refusesAKeyOfAnyHospital() public {
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.WorkstationAlreadyKnown.selector, WORKSTATION_A, hospitalA)
        );
        vm.prank(ADMINISTRATOR_B);
        registry.enrolWorkstation(WORKSTATION_A);
    }

    function test_revokeWorkstation_isForEver() public {
        vm.startPrank(ADMINISTRATOR_A);
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.WorkstationRevoked(WORKSTATION_A);
        registry.revokeWorkstation(WORKSTATION_A);
        assertState(WORKSTATION_A, hospitalA, true);

        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.WorkstationAlreadyKnown.selector, WORKSTATION_A, hospitalA)
        );
        registry.enrolWorkstation(WORKSTATION_A);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.WorkstationNotEnrolled.selector, WORKSTATION_A));
        registry.revokeWorkstation(WORKSTATION_A);
        vm.stopPrank();
    }

    function test_revokeWorkstation_keepsTheStream() public {
        vm.prank(WORKSTATION_A);
        registry.addPatientRecord(0, tag("one"), pointer("one"));
        (,, uint32 sequence, bytes24 head) = registry.getWorkstation(WORKSTATION_A);
        vm.prank(ADMINISTRATOR_A);
        registry.revokeWorkstation(WORKSTATION_A);

        (,, uint32 sequenceAfter, bytes24 headAfter) = registry.getWorkstation(WORKSTATION_A);
        vm.assertEq(sequenceAfter, sequence);
        vm.assertEq(headAfter, head);
    }

    function test_revokeWorkstation_refusesAnotherHospitalsAndUnknownOnes() public {
        vm.startPrank(ADMINISTRATOR_B);
        vm.expectRevert(
            abi.encodeWithSelector(
                IHospitalRegistry.WorkstationOfOtherHospital.selector, WORKSTATION_A, hospitalB, hospitalA
            )
        );
        registry.revokeWorkstation(WORKSTATION_A);
        vm.expectRevert(
            abi.encodeWithSelector(
                IHospitalRegistry.WorkstationOfOtherHospital.selector, STRANGER, hospitalB, NO_HOSPITAL
            )
        );
        registry.revokeWorkstation(STRANGER);
        vm.stopPrank();
    }

    function test_enrolWorkstation_twiceTakesEffectOnce_CON5() public {
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.WorkstationAlreadyKnown.selector, WORKSTATION_A, hospitalA)
        );
        vm.prank(ADMINISTRATOR_A);
        registry.enrolWorkstation(WORKSTATION_A);
    }

    /// @dev A key stays with the hospital that enrolled it first, also when that one is gone.
    function test_enrolWorkstation_refusesAKeyOfARemovedHospital() public {
        removeHospital(hospitalA);
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.WorkstationAlreadyKnown.selector, WORKSTATION_A, hospitalA)
        );
        vm.prank(ADMINISTRATOR_B);
        registry.enrolWorkstation(WORKSTATION_A);
    }

    function test_getWorkstation_isAllZerosForAnUnknownOne() public view {
        assertState(STRANGER, NO_HOSPITAL, false);
    }

    /// @dev Every function that only an enrolled workstation may call, called by a stranger and by a revoked one.
    function test_everyWrite_refusesWhoIsNotEnrolled_CON6() public {
        vm.prank(ADMINISTRATOR_B);
        registry.revokeWorkstation(WORKSTATION_B);
        address[4] memory callers = [STRANGER, ADMINISTRATOR_A, REGISTRAR, WORKSTATION_B];
        for (uint256 index = 0; index < callers.length; ++index) {
            assertRefusedEverywhere(
                callers[index],
                abi.encodeWithSelector(IHospitalRegistry.WorkstationNotEnrolled.selector, callers[index])
            );
        }
    }

    function test_everyWrite_refusesAWorkstationOfARemovedHospital_S27() public {
        removeHospital(hospitalA);
        assertRefusedEverywhere(
            WORKSTATION_A, abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, hospitalA)
        );
    }

    /// @dev Without this one, whatever is refused above could be refused for another reason.
    function test_everyWrite_acceptsAnEnrolledWorkstation_CON6() public {
        bytes[9] memory calls = everyWrite();
        for (uint256 index = 0; index < calls.length; ++index) {
            vm.prank(WORKSTATION_A);
            (bool succeeded,) = address(registry).call(calls[index]);
            vm.assertTrue(succeeded);
        }
    }

    function assertRefusedEverywhere(address caller, bytes memory reason) private {
        bytes[9] memory calls = everyWrite();
        for (uint256 index = 0; index < calls.length; ++index) {
            vm.prank(caller);
            (bool succeeded, bytes memory answer) = address(registry).call(calls[index]);
            vm.assertFalse(succeeded);
            vm.assertEq(answer, reason);
        }
    }

    /// @return In an order in which a workstation of the first hospital can make them one after the other.
    function everyWrite() private view returns (bytes[9] memory) {
        IHospitalRegistry.RecordEntry[] memory entries = new IHospitalRegistry.RecordEntry[](1);
        return [
            abi.encodeCall(registry.addPatient, (PatientRef.wrap(address(0xD001)), KEYRING)),
            abi.encodeCall(registry.rotateEpoch, (patient, 2, KEYRING)),
            abi.encodeCall(registry.addPatientRecord, (0, tag("one"), pointer("one"))),
            abi.encodeCall(registry.addPatientRecords, (1, entries)),
            abi.encodeCall(registry.removePatientRecord, (2, tag("one"), pointer("one"))),
            abi.encodeCall(registry.requestAccess, (hospitalB, pointer("request"))),
            abi.encodeCall(registry.emergencyAccess, (hospitalB, uint40(START), uint40(START + 1), pointer("report"))),
            abi.encodeCall(registry.anchorAudit, (keccak256("head"), pointer("report"))),
            abi.encodeCall(registry.proposeRecovery, (patient, STRANGER))
        ];
    }

    function assertState(address workstation, HospitalId hospital, bool revoked) private view {
        (HospitalId actual, bool isRevoked, uint32 sequence, bytes24 head) = registry.getWorkstation(workstation);
        assertHospital(actual, hospital);
        vm.assertTrue(isRevoked == revoked);
        vm.assertEq(sequence, 0);
        vm.assertEq(head, bytes24(0));
    }
}
