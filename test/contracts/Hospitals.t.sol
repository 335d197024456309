// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Panic} from "@openzeppelin/contracts/utils/Panic.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @notice How hospitals come and go. Who may do that, `Registrar.t.sol` asks.
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

    function test_addHospital_refusesNoAdministrator() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorInvalid.selector, address(0)));
        vm.prank(REGISTRAR);
        registry.addHospital(address(0), SEAL_KEY, PROFILE);
    }

    /// @dev What is sealed to the point zero, anybody can open.
    function test_addHospital_refusesTheSealKeyZero() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalSealKeyInvalid.selector, bytes32(0)));
        vm.prank(REGISTRAR);
        registry.addHospital(NEW_ADMINISTRATOR, bytes32(0), PROFILE);
        vm.assertEq(registry.hospitalCount(), 2);
    }

    function test_addHospital_twiceTakesEffectOnce_CON5() public {
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorTaken.selector, ADMINISTRATOR_A, hospitalA)
        );
        vm.prank(REGISTRAR);
        registry.addHospital(ADMINISTRATOR_A, SEAL_KEY, PROFILE);
        vm.assertEq(registry.hospitalCount(), 2);
    }

    function test_addHospital_worksWhilePaused_CON6() public {
        pause();
        vm.prank(REGISTRAR);
        assertHospital(registry.addHospital(NEW_ADMINISTRATOR, SEAL_KEY, PROFILE), HospitalId.wrap(3));
    }

    /// @dev The counter shares its slot with the pause flag: neither may reach into the other.
    function test_addHospital_refusesToCountPastTheLastNumber() public {
        place(abi.encodeCall(registry.hospitalCount, ()), bytes32(uint256(type(uint24).max) << 168));
        vm.assertEq(registry.hospitalCount(), type(uint24).max - 1);
        vm.assertFalse(registry.paused());
        vm.expectRevert(panic(Panic.UNDER_OVERFLOW));
        vm.prank(REGISTRAR);
        registry.addHospital(NEW_ADMINISTRATOR, SEAL_KEY, PROFILE);
    }

    function test_removeHospital_stopsItsWritesAtOnce_S27() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.HospitalRemoved(hospitalA);
        removeHospital(hospitalA);

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

    function test_removeHospital_keepsWhatItWrote() public {
        vm.prank(WORKSTATION_A);
        registry.addPatientRecord(0, tag("one"), pointer("one"));
        removeHospital(hospitalA);
        (HospitalId hospital, bool isRevoked, uint32 sequence,) = registry.getWorkstation(WORKSTATION_A);
        assertHospital(hospital, hospitalA);
        vm.assertFalse(isRevoked);
        vm.assertEq(sequence, 1);
    }

    function test_removeHospital_leavesTheOtherOneAlone() public {
        removeHospital(hospitalA);
        (address administrator, bytes32 sealKey) = registry.getHospital(hospitalB);
        vm.assertEq(administrator, ADMINISTRATOR_B);
        vm.assertEq(sealKey, SEAL_KEY);
        vm.prank(WORKSTATION_B);
        registry.addPatientRecord(0, tag("one"), pointer("one"));
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
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, NO_HOSPITAL));
        registry.removeHospital(NO_HOSPITAL);
        vm.stopPrank();
    }

    function test_removeHospital_worksWhilePaused_CON6() public {
        pause();
        removeHospital(hospitalA);
        (address administrator,) = registry.getHospital(hospitalA);
        vm.assertEq(administrator, address(0));
    }
}
