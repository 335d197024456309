// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalId} from "../../../contracts/types/HospitalId.sol";
import {WorkstationState, enrolledAt} from "../../../contracts/types/WorkstationState.sol";
import {BareTest} from "../BareTest.sol";

contract WorkstationStateTest is BareTest {
    function test_fuzz_enrolledAt_isAWorkstationWithAnEmptyStream(uint24 hospital) public pure {
        assertParts(enrolledAt(HospitalId.wrap(hospital)), hospital, false, 0, 0);
    }

    function test_fuzz_workstationState_isReadBack(uint24 hospital, bool isRevoked, uint32 sequence, bytes24 head)
        public
        pure
    {
        assertParts(stateOf(hospital, isRevoked, sequence, head), hospital, isRevoked, sequence, head);
    }

    /// @dev Any bit of the eight means revoked: none of them is ever set otherwise.
    function test_fuzz_isRevoked_isAnyBitOfTheEight(uint8 bits) public pure {
        WorkstationState state = WorkstationState.wrap(bytes32(uint256(bits) << 24));
        vm.assertEq(state.isRevoked(), bits != 0);
    }

    function test_fuzz_revoked_changesThatOnly(uint24 hospital, uint32 sequence, bytes24 head) public pure {
        WorkstationState revoked = stateOf(hospital, false, sequence, head).revoked();
        assertParts(revoked, hospital, true, sequence, head);
        assertParts(revoked.revoked(), hospital, true, sequence, head);
    }

    function test_fuzz_advanced_changesTheStreamOnly(
        uint24 hospital,
        bool isRevoked,
        uint32 sequence,
        bytes24 head,
        uint32 nextSequence,
        bytes24 nextHead
    ) public pure {
        WorkstationState state = stateOf(hospital, isRevoked, sequence, head);
        assertParts(state.advanced(nextSequence, nextHead), hospital, isRevoked, nextSequence, nextHead);
    }

    function stateOf(uint24 hospital, bool isRevoked, uint32 sequence, bytes24 head)
        private
        pure
        returns (WorkstationState)
    {
        return WorkstationState.wrap(bytes32(abi.encodePacked(head, sequence, isRevoked, hospital)));
    }

    function assertParts(WorkstationState state, uint24 hospital, bool isRevoked, uint32 sequence, bytes24 head)
        private
        pure
    {
        vm.assertEq(HospitalId.unwrap(state.hospitalOf()), hospital);
        vm.assertEq(state.isRevoked(), isRevoked);
        vm.assertEq(state.sequenceOf(), sequence);
        vm.assertEq(state.headOf(), head);
        vm.assertEq(abi.encode(state), abi.encodePacked(head, sequence, isRevoked, hospital));
    }
}
