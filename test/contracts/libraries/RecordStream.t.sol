// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {RecordStream} from "../../../contracts/libraries/RecordStream.sol";
import {Pointer} from "../../../contracts/types/Pointer.sol";
import {RecordTag} from "../../../contracts/types/RecordTag.sol";
import {WorkstationState} from "../../../contracts/types/WorkstationState.sol";
import {BareTest} from "../BareTest.sol";

contract RecordStreamTest is BareTest {
    function test_advance_isTheHashOfHeadKindTagAndPointer_CON2() public pure {
        bytes24 head = 0x0102030405060708090a0b0c0d0e0f101112131415161718;
        RecordTag tag = RecordTag.wrap(keccak256("tag"));
        Pointer pointer = Pointer.wrap(keccak256("pointer"));
        bytes memory hashed = bytes.concat(
            hex"0102030405060708090a0b0c0d0e0f101112131415161718", hex"01", keccak256("tag"), keccak256("pointer")
        );
        vm.assertEq(hashed.length, 89);
        vm.assertEq(RecordStream.advance(head, RecordStream.ADDED, tag, pointer), bytes24(keccak256(hashed)));
        hashed[24] = 0x02;
        vm.assertEq(RecordStream.advance(head, RecordStream.REMOVED, tag, pointer), bytes24(keccak256(hashed)));
    }

    function test_fuzz_advance_isTheHashOfHeadKindTagAndPointer_CON2(
        bytes24 head,
        uint8 kind,
        bytes32 tag,
        bytes32 pointer
    ) public pure {
        bytes24 expected = bytes24(keccak256(bytes.concat(head, bytes1(kind), tag, pointer)));
        vm.assertEq(RecordStream.advance(head, kind, RecordTag.wrap(tag), Pointer.wrap(pointer)), expected);
    }

    /// @dev The loop in assembly against the sentence that describes it, from any head and any number on.
    function test_fuzz_append_equalsTheSentence_CON2(
        bytes32 word,
        uint32 sequence,
        IHospitalRegistry.RecordEntry[] memory entries
    ) public {
        vm.assume(uint256(sequence) + entries.length <= type(uint32).max);
        // The head comes out of a word that goes on after it, as it does in the registry.
        bytes24 expected = bytes24(word);
        for (uint32 index = 0; index < entries.length; ++index) {
            RecordTag tag = entries[index].tag;
            Pointer pointer = entries[index].pointer;
            expected = bytes24(keccak256(abi.encodePacked(expected, uint8(1), tag, pointer)));
            vm.expectEmit(address(this));
            emit IHospitalRegistry.RecordAdded(address(vm), tag, sequence + index, pointer);
        }
        vm.prank(address(vm));
        (bytes24 head, bool isMemoryKept) = this.append(WorkstationState.wrap(word), sequence, entries);
        vm.assertEq(head, expected);
        vm.assertTrue(isMemoryKept);
    }

    function test_fuzz_append_ofNothingChangesNothing(bytes32 word, uint32 sequence) public {
        (bytes24 head,) = this.append(WorkstationState.wrap(word), sequence, new IHospitalRegistry.RecordEntry[](0));
        vm.assertEq(head, bytes24(word));
    }

    /// @return head The new head.
    /// @return isMemoryKept Whether the scratch area lay beyond what Solidity uses.
    function append(WorkstationState state, uint32 sequence, IHospitalRegistry.RecordEntry[] calldata entries)
        external
        returns (bytes24 head, bool isMemoryKept)
    {
        bytes memory before = abi.encode(entries);
        bytes32 digest = keccak256(before);
        uint256 free;
        assembly ("memory-safe") {
            free := mload(0x40)
        }
        head = RecordStream.append(state.headOf(), sequence, entries);
        uint256 freeAfter;
        assembly ("memory-safe") {
            freeAfter := mload(0x40)
        }
        isMemoryKept = free == freeAfter && keccak256(before) == digest;
    }
}
