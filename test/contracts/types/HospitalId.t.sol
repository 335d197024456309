// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalId} from "../../../contracts/types/HospitalId.sol";
import {BareTest} from "../BareTest.sol";

contract HospitalIdTest is BareTest {
    function test_fuzz_equals_isTheSameNumber(uint24 left, uint24 right) public pure {
        vm.assertEq(HospitalId.wrap(left) == HospitalId.wrap(right), left == right);
        vm.assertEq(HospitalId.wrap(left) != HospitalId.wrap(right), left != right);
    }

    function test_fuzz_equals_itself(uint24 hospital) public pure {
        vm.assertTrue(HospitalId.wrap(hospital) == HospitalId.wrap(hospital));
        vm.assertFalse(HospitalId.wrap(hospital) != HospitalId.wrap(hospital));
    }
}
