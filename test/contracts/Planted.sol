// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {RegistryTest} from "./RegistryTest.sol";

/// @notice Fails on purpose: whoever runs these tests must say so. Left out of every ordinary run.
contract PlantedFailureTest is RegistryTest {
    function test_planted_failure() public view {
        vm.assertEq(registry.hospitalCount(), 7);
    }
}
