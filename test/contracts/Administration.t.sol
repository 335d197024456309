// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {Pointer} from "../../contracts/types/Pointer.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @notice What the administrator of a hospital may do for it: hand over, change its seal key and its description.
contract AdministrationTest is RegistryTest {
    address private constant SUCCESSOR = address(0xB002);

    function test_offerAdministration_changesNothingYet_CON6() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AdministrationOffered(hospitalA, SUCCESSOR);
        offer(SUCCESSOR);

        assertAdministrator(hospitalA, ADMINISTRATOR_A);
        expectUnknownAdministrator(SUCCESSOR);
        registry.enrolWorkstation(STRANGER);
        vm.prank(ADMINISTRATOR_A);
        registry.enrolWorkstation(STRANGER);
    }

    function test_offerAdministration_refusesWhoAdministersNothing() public {
        expectUnknownAdministrator(STRANGER);
        registry.offerAdministration(SUCCESSOR);
    }

    function test_offerAdministration_aLaterOneReplacesIt() public {
        offer(SUCCESSOR);
        offer(STRANGER);
        expectNotOffered(hospitalA, SUCCESSOR);
        registry.acceptAdministration(hospitalA);
        accept(STRANGER, hospitalA);
        assertAdministrator(hospitalA, STRANGER);
    }

    function test_offerAdministration_toNobodyWithdrawsIt() public {
        offer(SUCCESSOR);
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AdministrationOffered(hospitalA, address(0));
        offer(address(0));
        expectNotOffered(hospitalA, SUCCESSOR);
        registry.acceptAdministration(hospitalA);
    }

    function test_acceptAdministration_takesOver_CON6() public {
        offer(SUCCESSOR);
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AdministrationAccepted(hospitalA, SUCCESSOR);
        accept(SUCCESSOR, hospitalA);

        (address administrator, bytes32 sealKey) = registry.getHospital(hospitalA);
        vm.assertEq(administrator, SUCCESSOR);
        vm.assertEq(sealKey, SEAL_KEY);
        vm.prank(SUCCESSOR);
        registry.revokeWorkstation(WORKSTATION_A);
        expectUnknownAdministrator(ADMINISTRATOR_A);
        registry.enrolWorkstation(STRANGER);
        expectUnknownAdministrator(ADMINISTRATOR_A);
        registry.offerAdministration(ADMINISTRATOR_A);
    }

    function test_acceptAdministration_letsTheFormerOneStandForAnotherHospital() public {
        offer(SUCCESSOR);
        accept(SUCCESSOR, hospitalA);
        vm.prank(REGISTRAR);
        HospitalId third = registry.addHospital(ADMINISTRATOR_A, SEAL_KEY, PROFILE);
        assertAdministrator(third, ADMINISTRATOR_A);
        assertAdministrator(hospitalA, SUCCESSOR);
    }

    function test_acceptAdministration_refusesWhoWasNotOfferedIt() public {
        offer(SUCCESSOR);
        expectNotOffered(hospitalA, STRANGER);
        registry.acceptAdministration(hospitalA);
        expectNotOffered(hospitalA, ADMINISTRATOR_A);
        registry.acceptAdministration(hospitalA);
        expectNotOffered(hospitalB, SUCCESSOR);
        registry.acceptAdministration(hospitalB);
        expectNotOffered(NO_HOSPITAL, SUCCESSOR);
        registry.acceptAdministration(NO_HOSPITAL);
    }

    function test_acceptAdministration_twiceTakesEffectOnce_CON5() public {
        offer(SUCCESSOR);
        accept(SUCCESSOR, hospitalA);
        expectNotOffered(hospitalA, SUCCESSOR);
        registry.acceptAdministration(hospitalA);
    }

    /// @dev The one who handed over does not come back by an offer of old.
    function test_acceptAdministration_spendsTheOffer() public {
        offer(SUCCESSOR);
        accept(SUCCESSOR, hospitalA);
        vm.prank(SUCCESSOR);
        registry.offerAdministration(STRANGER);
        accept(STRANGER, hospitalA);
        expectNotOffered(hospitalA, SUCCESSOR);
        registry.acceptAdministration(hospitalA);
    }

    function test_acceptAdministration_refusesWhoStandsForAHospital() public {
        offer(ADMINISTRATOR_B);
        expectTaken(ADMINISTRATOR_B, hospitalB);
        registry.acceptAdministration(hospitalA);

        offer(ADMINISTRATOR_A);
        expectTaken(ADMINISTRATOR_A, hospitalA);
        registry.acceptAdministration(hospitalA);
        assertAdministrator(hospitalA, ADMINISTRATOR_A);
    }

    /// @dev Two offers to one key: it takes the first and is bound.
    function test_acceptAdministration_bindsToOneHospital() public {
        offer(SUCCESSOR);
        vm.prank(ADMINISTRATOR_B);
        registry.offerAdministration(SUCCESSOR);
        accept(SUCCESSOR, hospitalB);
        expectTaken(SUCCESSOR, hospitalB);
        registry.acceptAdministration(hospitalA);
    }

    function test_acceptAdministration_ofARemovedHospitalIsRefused_S27() public {
        offer(SUCCESSOR);
        removeHospital(hospitalA);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, hospitalA));
        accept(SUCCESSOR, hospitalA);
    }

    /// @dev The hospital comes back under another number; the offer of the old one is about nothing.
    function test_acceptAdministration_ofAHospitalAdmittedAgainNeedsANewOffer() public {
        offer(SUCCESSOR);
        removeHospital(hospitalA);
        vm.prank(REGISTRAR);
        HospitalId again = registry.addHospital(ADMINISTRATOR_A, SEAL_KEY, PROFILE);
        expectNotOffered(again, SUCCESSOR);
        registry.acceptAdministration(again);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, hospitalA));
        accept(SUCCESSOR, hospitalA);
        assertAdministrator(again, ADMINISTRATOR_A);
    }

    function test_removeHospital_afterAHandOverFreesTheSuccessor() public {
        offer(SUCCESSOR);
        accept(SUCCESSOR, hospitalA);
        removeHospital(hospitalA);
        expectUnknownAdministrator(SUCCESSOR);
        registry.enrolWorkstation(STRANGER);
        vm.prank(REGISTRAR);
        assertAdministrator(registry.addHospital(SUCCESSOR, SEAL_KEY, PROFILE), SUCCESSOR);
    }

    function test_administration_goesOnWhilePaused_CON6() public {
        pause();
        offer(SUCCESSOR);
        accept(SUCCESSOR, hospitalA);
        vm.startPrank(SUCCESSOR);
        registry.setHospitalSealKey(keccak256("next seal key"));
        registry.setHospitalProfile(pointer("next profile"));
        registry.enrolWorkstation(STRANGER);
        registry.revokeWorkstation(STRANGER);
        vm.stopPrank();
    }

    function test_fuzz_setHospitalSealKey_replacesIt(bytes32 sealKey) public {
        vm.assume(sealKey != bytes32(0));
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.HospitalSealKeyChanged(hospitalA, sealKey);
        vm.prank(ADMINISTRATOR_A);
        registry.setHospitalSealKey(sealKey);

        (address administrator, bytes32 actual) = registry.getHospital(hospitalA);
        vm.assertEq(administrator, ADMINISTRATOR_A);
        vm.assertEq(actual, sealKey);
        (, bytes32 other) = registry.getHospital(hospitalB);
        vm.assertEq(other, SEAL_KEY);
    }

    function test_setHospitalSealKey_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalSealKeyInvalid.selector, bytes32(0)));
        vm.prank(ADMINISTRATOR_A);
        registry.setHospitalSealKey(bytes32(0));
    }

    function test_setHospitalProfile_saysSo() public {
        Pointer profile = pointer("next profile");
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.HospitalProfileChanged(hospitalA, profile);
        vm.prank(ADMINISTRATOR_A);
        registry.setHospitalProfile(profile);
    }

    /// @dev Everything an administrator may do, done by everyone else, and by one whose hospital was removed.
    function test_everyAdministrativeWrite_refusesWhoAdministersNothing_CON6() public {
        removeHospital(hospitalB);
        address[4] memory callers = [STRANGER, WORKSTATION_A, REGISTRAR, ADMINISTRATOR_B];
        bytes[5] memory calls = [
            abi.encodeCall(registry.offerAdministration, (SUCCESSOR)),
            abi.encodeCall(registry.setHospitalSealKey, (SEAL_KEY)),
            abi.encodeCall(registry.setHospitalProfile, (PROFILE)),
            abi.encodeCall(registry.enrolWorkstation, (SUCCESSOR)),
            abi.encodeCall(registry.revokeWorkstation, (WORKSTATION_A))
        ];
        for (uint256 who = 0; who < callers.length; ++who) {
            for (uint256 what = 0; what < calls.length; ++what) {
                vm.prank(callers[who]);
                (bool succeeded, bytes memory answer) = address(registry).call(calls[what]);
                vm.assertFalse(succeeded);
                vm.assertEq(
                    answer,
                    abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorUnknown.selector, callers[who])
                );
            }
        }
    }

    function offer(address successor) private {
        vm.prank(ADMINISTRATOR_A);
        registry.offerAdministration(successor);
    }

    function accept(address successor, HospitalId hospital) private {
        vm.prank(successor);
        registry.acceptAdministration(hospital);
    }

    /// @dev The next call comes from the caller, and is refused.
    function expectUnknownAdministrator(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorUnknown.selector, caller));
        vm.prank(caller);
    }

    function expectNotOffered(HospitalId hospital, address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.AdministrationNotOffered.selector, hospital, caller));
        vm.prank(caller);
    }

    function expectTaken(address caller, HospitalId hospital) private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalAdministratorTaken.selector, caller, hospital));
        vm.prank(caller);
    }

    function assertAdministrator(HospitalId hospital, address expected) private view {
        (address administrator,) = registry.getHospital(hospital);
        vm.assertEq(administrator, expected);
    }
}
