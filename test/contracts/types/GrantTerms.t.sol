// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {GrantTerms} from "../../../contracts/types/GrantTerms.sol";
import {HospitalId} from "../../../contracts/types/HospitalId.sol";
import {BareTest} from "../BareTest.sol";

contract GrantTermsTest is BareTest {
    function test_grantTerms_areScopeThenExpiryThenGrantee() public pure {
        GrantTerms terms = GrantTerms.wrap(0x0102030405060708090a0b0c0d0e0f101112131415161718_006b49d200_000007);
        vm.assertEq(terms.scopeOf(), bytes24(0x0102030405060708090a0b0c0d0e0f101112131415161718));
        vm.assertEq(terms.expiresAtOf(), 1_800_000_000);
        vm.assertEq(HospitalId.unwrap(terms.granteeOf()), 7);
    }

    function test_fuzz_grantTerms_areReadBack(bytes24 scope, uint40 expiresAt, uint24 grantee) public pure {
        GrantTerms terms = GrantTerms.wrap(bytes32(abi.encodePacked(scope, expiresAt, grantee)));
        vm.assertEq(terms.scopeOf(), scope);
        vm.assertEq(terms.expiresAtOf(), expiresAt);
        vm.assertEq(HospitalId.unwrap(terms.granteeOf()), grantee);
    }

    /// @dev Whatever arrives in a call, the three readings are all there is of it: what is stored is what was signed.
    function test_fuzz_granteeExpiryAndScope_areTheWholeWord(bytes32 word) public pure {
        GrantTerms terms = GrantTerms.wrap(word);
        vm.assertEq(abi.encodePacked(terms.scopeOf(), terms.expiresAtOf(), terms.granteeOf()), abi.encode(word));
    }
}
