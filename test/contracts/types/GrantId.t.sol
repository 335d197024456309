// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {GrantId, grantIdOf} from "../../../contracts/types/GrantId.sol";
import {PatientRef} from "../../../contracts/types/PatientRef.sol";
import {BareTest} from "../BareTest.sol";

contract GrantIdTest is BareTest {
    function test_grantIdOf_isPatientThenNonce() public pure {
        GrantId id = grantIdOf(PatientRef.wrap(0x1122334455667788990011223344556677889900), 258);
        vm.assertEq(GrantId.unwrap(id), bytes32(0x1122334455667788990011223344556677889900000000000000000000000102));
    }

    function test_fuzz_grantIdOf_isReadBack(address patient, uint40 nonce) public pure {
        GrantId id = grantIdOf(PatientRef.wrap(patient), nonce);
        vm.assertEq(PatientRef.unwrap(id.patientOf()), patient);
        vm.assertEq(id.nonceOf(), nonce);
        vm.assertEq(abi.encode(id), abi.encodePacked(patient, uint96(nonce)));
    }

    /// @dev Whatever arrives in a call, the two readings are all there is of it: no two ids look the same.
    function test_fuzz_patientOfAndNonceOf_areTheWholeWord(bytes32 word) public pure {
        GrantId id = GrantId.wrap(word);
        vm.assertEq(abi.encodePacked(id.patientOf(), id.nonceOf()), abi.encode(word));
    }

    /// @dev A number of more than forty bits is read as what it is, not cut to one that may be due.
    function test_fuzz_nonceOf_keepsAllTwelveBytes(address patient, uint96 nonce) public pure {
        vm.assertEq(GrantId.wrap(bytes32(abi.encodePacked(patient, nonce))).nonceOf(), nonce);
    }
}
