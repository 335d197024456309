// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Panic} from "@openzeppelin/contracts/utils/Panic.sol";
import {HospitalId} from "../../../contracts/types/HospitalId.sol";
import {PatientState, registeredAt} from "../../../contracts/types/PatientState.sol";
import {BareTest} from "../BareTest.sol";

contract PatientStateTest is BareTest {
    function test_fuzz_registeredAt_isAPatientInEpochOneWhoHasSignedNothing(uint24 hospital, address key) public pure {
        assertParts(registeredAt(HospitalId.wrap(hospital), key), hospital, 1, key, 0);
    }

    function test_fuzz_patientState_isReadBack(uint24 hospital, uint32 epoch, address key, uint40 nonce) public pure {
        assertParts(stateOf(hospital, epoch, key, nonce), hospital, epoch, key, nonce);
    }

    /// @dev Unknown is the word zero and no other: a registered patient has an epoch.
    function test_hospitalOf_isZeroForTheEmptyWord() public pure {
        assertParts(PatientState.wrap(0), 0, 0, address(0), 0);
    }

    function test_fuzz_withEpoch_changesTheEpochOnly(
        uint24 hospital,
        uint32 epoch,
        address key,
        uint40 nonce,
        uint32 next
    ) public pure {
        assertParts(stateOf(hospital, epoch, key, nonce).withEpoch(next), hospital, next, key, nonce);
    }

    function test_fuzz_withKey_changesTheKeyOnly(uint24 hospital, uint32 epoch, address key, uint40 nonce, address next)
        public
        pure
    {
        assertParts(stateOf(hospital, epoch, key, nonce).withKey(next), hospital, epoch, next, nonce);
    }

    function test_fuzz_withNextNonce_changesTheNumberOnly(uint24 hospital, uint32 epoch, address key, uint40 nonce)
        public
        pure
    {
        vm.assume(nonce < type(uint40).max);
        assertParts(stateOf(hospital, epoch, key, nonce).withNextNonce(), hospital, epoch, key, nonce + 1);
    }

    /// @dev The number never begins again, and its carry never reaches anything else.
    function test_fuzz_withNextNonce_refusesToCountPastTheLastNumber(uint24 hospital, uint32 epoch, address key)
        public
    {
        PatientState last = stateOf(hospital, epoch, key, type(uint40).max - 1).withNextNonce();
        assertParts(last, hospital, epoch, key, type(uint40).max);
        vm.expectRevert(panic(Panic.UNDER_OVERFLOW));
        this.numberedOn(last);
    }

    function numberedOn(PatientState state) external pure returns (PatientState) {
        return state.withNextNonce();
    }

    function stateOf(uint24 hospital, uint32 epoch, address key, uint40 nonce) private pure returns (PatientState) {
        return PatientState.wrap(bytes32(abi.encodePacked(nonce, key, epoch, hospital)));
    }

    function assertParts(PatientState state, uint24 hospital, uint32 epoch, address key, uint40 nonce) private pure {
        vm.assertEq(HospitalId.unwrap(state.hospitalOf()), hospital);
        vm.assertEq(state.epochOf(), epoch);
        vm.assertEq(state.keyOf(), key);
        vm.assertEq(state.nonceOf(), nonce);
        vm.assertEq(abi.encode(state), abi.encodePacked(nonce, key, epoch, hospital));
    }
}
