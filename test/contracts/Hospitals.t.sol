// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {RegistryTest} from "./RegistryTest.sol";

contract HospitalsTest is RegistryTest {
    address private constant NEW_ADMINISTRATOR = address(0xB001);

    function test_addHospital_givesTheNextNumberAndSaysSo() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.HospitalAdded(HospitalId.wrap(3), NEW_ADMINISTRATOR, SEAL_KEY, PROFILE);
        vm.prank(REGISTRAR);
        HospitalId hospital = registry.addHospital(NEW_ADMINISTRATOR, SEAL_KEY, PROFILE);

        assertHospital(hospital, HospitalId.wrap(3));
        vm.assertEq(registry.hospitalCount(), 3);
        (address administrator, bytes32 sealKey) = registry.getHospital(hospital);
        vm.assertEq(administrator, NEW_ADMINISTRATOR);
        vm.assertEq(sealKey, SEAL_KEY);
    }

    function test_addHospital_refusesEveryoneButTheRegistrar() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, ADMINISTRATOR_A));
        vm.prank(ADMINISTRATOR_A);
        registry.addHospital(NEW_ADMINISTRATOR, SEAL_KEY, PROFILE);
    }

    function test_addHospital_refusesNoAdministrator() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorInvalid.selector, address(0)));
        vm.prank(REGISTRAR);
        registry.addHospital(address(0), SEAL_KEY, PROFILE);
    }

    function test_addHospital_twiceTakesEffectOnce_CON5() public {
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorTaken.selector, ADMINISTRATOR_A, hospitalA)
        );
        vm.prank(REGISTRAR);
        registry.addHospital(ADMINISTRATOR_A, SEAL_KEY, PROFILE);
        vm.assertEq(registry.hospitalCount(), 2);
    }

    function test_removeHospital_stopsItsWritesAtOnce_S27() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.HospitalRemoved(hospitalA);
        vm.prank(REGISTRAR);
        registry.removeHospital(hospitalA);

        (address administrator, bytes32 sealKey) = registry.getHospital(hospitalA);
        vm.assertEq(administrator, address(0));
        vm.assertEq(sealKey, bytes32(0));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, hospitalA));
        vm.prank(WORKSTATION_A);
        registry.addPatientRecord(0, tag("one"), pointer("one"));
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorUnknown.selector, ADMINISTRATOR_A)
        );
        vm.prank(ADMINISTRATOR_A);
        registry.enrolWorkstation(STRANGER);
    }

    function test_removeHospital_neverGivesItsNumberAgain() public {
        vm.startPrank(REGISTRAR);
        registry.removeHospital(hospitalB);
        HospitalId again = registry.addHospital(ADMINISTRATOR_B, SEAL_KEY, PROFILE);
        vm.stopPrank();
        assertHospital(again, HospitalId.wrap(3));
        vm.assertEq(registry.hospitalCount(), 3);
    }

    function test_removeHospital_refusesOneThatIsNotAdmitted() public {
        vm.startPrank(REGISTRAR);
        registry.removeHospital(hospitalA);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, hospitalA));
        registry.removeHospital(hospitalA);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, HospitalId.wrap(9)));
        registry.removeHospital(HospitalId.wrap(9));
        vm.stopPrank();
    }

    function test_removeHospital_refusesEveryoneButTheRegistrar() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        registry.removeHospital(hospitalA);
    }

    function test_pause_refusesEveryoneButTheRegistrar() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        registry.pause();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        registry.unpause();
    }

    function test_pause_endsWithUnpause() public {
        vm.startPrank(REGISTRAR);
        registry.pause();
        vm.assertTrue(registry.paused());
        registry.unpause();
        vm.assertFalse(registry.paused());
        vm.stopPrank();
    }

    function test_registrar_handsOnInTwoSteps_CON6() public {
        vm.prank(REGISTRAR);
        registry.transferOwnership(STRANGER);
        vm.assertEq(registry.owner(), REGISTRAR);
        vm.prank(STRANGER);
        registry.acceptOwnership();
        vm.assertEq(registry.owner(), STRANGER);
    }

    function test_registrar_cannotLeaveTheOfficeVacant() public {
        vm.expectRevert(IHospitalRegistry.RegistrarNeverVacant.selector);
        vm.prank(REGISTRAR);
        registry.renounceOwnership();
    }
}
