// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {Registry} from "./Registry.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @notice The office of the registrar, and what is fixed when a registry is founded.
contract RegistrarTest is RegistryTest {
    address private constant SUCCESSOR = address(0xB003);

    function test_constructor_beginsEmpty() public {
        Registry fresh = founded(REGISTRAR, 7 days);
        vm.assertEq(fresh.owner(), REGISTRAR);
        vm.assertEq(fresh.pendingOwner(), address(0));
        vm.assertEq(fresh.recoveryWait(), 7 days);
        vm.assertEq(fresh.hospitalCount(), 0);
        vm.assertEq(fresh.patientCount(), 0);
        vm.assertFalse(fresh.paused());
    }

    /// @dev What a client's signing library has to use, and may read here (ERC-5267).
    function test_eip712Domain_namesRegistryChainAndContract_CON3() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier,,) =
            registry.eip712Domain();
        vm.assertEq(fields, hex"0f");
        vm.assertEq(keccak256(bytes(name)), keccak256("Wardkeep HospitalRegistry"));
        vm.assertEq(keccak256(bytes(version)), keccak256("1"));
        vm.assertEq(chainId, block.chainid);
        vm.assertEq(verifier, address(registry));
    }

    function test_transferOwnership_changesNothingYet_CON6() public {
        vm.expectEmit(address(registry));
        emit Ownable2Step.OwnershipTransferStarted(REGISTRAR, SUCCESSOR);
        vm.prank(REGISTRAR);
        registry.transferOwnership(SUCCESSOR);

        vm.assertEq(registry.owner(), REGISTRAR);
        vm.assertEq(registry.pendingOwner(), SUCCESSOR);
        expectNotRegistrar(SUCCESSOR);
        registry.pause();
        pause();
    }

    function test_acceptOwnership_takesOver_CON6() public {
        vm.prank(REGISTRAR);
        registry.transferOwnership(SUCCESSOR);
        vm.expectEmit(address(registry));
        emit Ownable.OwnershipTransferred(REGISTRAR, SUCCESSOR);
        vm.prank(SUCCESSOR);
        registry.acceptOwnership();

        vm.assertEq(registry.owner(), SUCCESSOR);
        vm.assertEq(registry.pendingOwner(), address(0));
        expectNotRegistrar(REGISTRAR);
        registry.pause();
        vm.prank(SUCCESSOR);
        registry.removeHospital(hospitalA);
    }

    function test_acceptOwnership_refusesWhoWasNotOfferedIt() public {
        vm.prank(REGISTRAR);
        registry.transferOwnership(SUCCESSOR);
        expectNotRegistrar(STRANGER);
        registry.acceptOwnership();
        expectNotRegistrar(REGISTRAR);
        registry.acceptOwnership();
    }

    function test_transferOwnership_toNobodyWithdrawsTheOffer() public {
        vm.startPrank(REGISTRAR);
        registry.transferOwnership(SUCCESSOR);
        registry.transferOwnership(address(0));
        vm.stopPrank();
        expectNotRegistrar(SUCCESSOR);
        registry.acceptOwnership();
        vm.assertEq(registry.owner(), REGISTRAR);
    }

    function test_renounceOwnership_neverLeavesTheOfficeVacant() public {
        vm.expectRevert(IHospitalRegistry.RegistrarNeverVacant.selector);
        vm.prank(REGISTRAR);
        registry.renounceOwnership();
        vm.expectRevert(IHospitalRegistry.RegistrarNeverVacant.selector);
        vm.prank(STRANGER);
        registry.renounceOwnership();
        vm.assertEq(registry.owner(), REGISTRAR);
    }

    function test_pause_endsWithUnpause() public {
        vm.startPrank(REGISTRAR);
        vm.expectEmit(address(registry));
        emit Pausable.Paused(REGISTRAR);
        registry.pause();
        vm.assertTrue(registry.paused());
        vm.expectRevert(Pausable.EnforcedPause.selector);
        registry.pause();

        vm.expectEmit(address(registry));
        emit Pausable.Unpaused(REGISTRAR);
        registry.unpause();
        vm.assertFalse(registry.paused());
        vm.expectRevert(Pausable.ExpectedPause.selector);
        registry.unpause();
        vm.stopPrank();
    }

    /// @dev Everything the registrar may do, done by everyone else.
    function test_everyRegistrarsWrite_refusesEveryoneElse_CON6() public {
        address[3] memory callers = [STRANGER, ADMINISTRATOR_A, WORKSTATION_A];
        bytes[5] memory calls = [
            abi.encodeCall(registry.addHospital, (SUCCESSOR, SEAL_KEY, PROFILE)),
            abi.encodeCall(registry.removeHospital, (hospitalA)),
            abi.encodeCall(registry.pause, ()),
            abi.encodeCall(registry.unpause, ()),
            abi.encodeCall(registry.transferOwnership, (SUCCESSOR))
        ];
        for (uint256 who = 0; who < callers.length; ++who) {
            for (uint256 what = 0; what < calls.length; ++what) {
                vm.prank(callers[who]);
                (bool succeeded, bytes memory answer) = address(registry).call(calls[what]);
                vm.assertFalse(succeeded);
                vm.assertEq(answer, abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[who]));
            }
        }
    }

    /// @dev The next call comes from the caller, and is refused.
    function expectNotRegistrar(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller));
        vm.prank(caller);
    }
}
