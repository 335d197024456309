// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @notice What the constructor refuses. `expectRevert` cannot say so: it makes a deployment that should have been refused
/// look refused, and nobody who only drops the address notices. So the answer itself is read.
contract FoundingTest is RegistryTest {
    uint40 private constant SHORTEST = 1 days;
    uint40 private constant LONGEST = 60 days;

    function test_constructor_foundsNothingWithoutARegistrar() public {
        (address founded, bytes memory answer) = found(address(0), RECOVERY_WAIT);
        vm.assertEq(founded, address(0));
        vm.assertEq(answer, abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
    }

    function test_constructor_foundsNothingWithAWaitJustOutside_KEY9() public {
        assertRefused(0);
        assertRefused(SHORTEST - 1);
        assertRefused(LONGEST + 1);
        assertRefused(type(uint40).max);
    }

    function test_fuzz_constructor_foundsExactlyWithAWaitBetween_KEY9(uint40 wait) public {
        if (wait < SHORTEST || wait > LONGEST) assertRefused(wait);
        assertFounded(SHORTEST + wait % (LONGEST - SHORTEST + 1));
    }

    function test_constructor_foundsWithTheShortestAndTheLongestWait_KEY9() public {
        assertFounded(SHORTEST);
        assertFounded(LONGEST);
    }

    function assertRefused(uint40 wait) private {
        (address founded, bytes memory answer) = found(REGISTRAR, wait);
        vm.assertEq(founded, address(0));
        vm.assertEq(answer, abi.encodeWithSelector(IHospitalRegistry.RecoveryWaitInvalid.selector, wait));
    }

    function assertFounded(uint40 wait) private {
        (address founded,) = found(REGISTRAR, wait);
        vm.assertEq(IHospitalRegistry(founded).recoveryWait(), wait);
    }

    /// @return founded Zero if the constructor reverted.
    /// @return answer What it reverted with.
    function found(address registrar, uint40 wait) private returns (address founded, bytes memory answer) {
        bytes memory code =
            bytes.concat(vm.getCode("HospitalRegistry.sol:HospitalRegistry"), abi.encode(registrar, wait));
        assembly ("memory-safe") {
            founded := create(0, add(code, 32), mload(code))
            answer := mload(0x40)
            mstore(answer, returndatasize())
            returndatacopy(add(answer, 32), 0, returndatasize())
            mstore(0x40, add(answer, and(add(returndatasize(), 63), not(31))))
        }
    }
}
