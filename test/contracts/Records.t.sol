// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Panic} from "@openzeppelin/contracts/utils/Panic.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {Pointer} from "../../contracts/types/Pointer.sol";
import {RecordTag} from "../../contracts/types/RecordTag.sol";
import {WorkstationState, enrolledAt} from "../../contracts/types/WorkstationState.sol";
import {RegistryTest} from "./RegistryTest.sol";

contract RecordsTest is RegistryTest {
    function test_addPatientRecord_emitsAndAdvancesTheHead_CON2() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.RecordAdded(WORKSTATION_A, tag("one"), 0, pointer("one"));
        vm.prank(WORKSTATION_A);
        registry.addPatientRecord(0, tag("one"), pointer("one"));

        assertStream(1, bytes24(keccak256(abi.encodePacked(bytes24(0), uint8(1), tag("one"), pointer("one")))));
    }

    function test_removePatientRecord_isAnEntryOfItsOwnKind_CON2() public {
        vm.startPrank(WORKSTATION_A);
        registry.addPatientRecord(0, tag("one"), pointer("one"));
        (,,, bytes24 head) = registry.getWorkstation(WORKSTATION_A);
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.RecordRemoved(WORKSTATION_A, tag("one"), 1, pointer("one"));
        registry.removePatientRecord(1, tag("one"), pointer("one"));
        vm.stopPrank();

        assertStream(2, bytes24(keccak256(abi.encodePacked(head, uint8(2), tag("one"), pointer("one")))));
    }

    /// @dev The assembly of the batch against the sentence that describes it.
    function test_fuzz_addPatientRecords_equalsTheReferenceModel_CON2(
        IHospitalRegistry.RecordEntry[] memory entries,
        uint8 before
    ) public {
        vm.assume(entries.length > 0);
        vm.startPrank(WORKSTATION_A);
        for (uint32 sequence = 0; sequence < before % 4; ++sequence) {
            registry.addPatientRecord(sequence, tag("earlier"), pointer("earlier"));
        }
        (,, uint32 first, bytes24 head) = registry.getWorkstation(WORKSTATION_A);
        for (uint32 index = 0; index < entries.length; ++index) {
            RecordTag entryTag = entries[index].tag;
            Pointer entryPointer = entries[index].pointer;
            head = bytes24(keccak256(abi.encodePacked(head, uint8(1), entryTag, entryPointer)));
            vm.expectEmit(address(registry));
            emit IHospitalRegistry.RecordAdded(WORKSTATION_A, entryTag, first + index, entryPointer);
        }
        registry.addPatientRecords(first, entries);
        vm.stopPrank();

        assertStream(first + uint32(entries.length), head);
    }

    /// @dev Head and number share the workstation's word: none of a long stream's number may reach into the hash.
    function test_fuzz_addPatientRecords_ofALongStreamEqualsTheReferenceModel_CON2(bytes24 head, uint32 first) public {
        vm.assume(first <= type(uint32).max - 3);
        WorkstationState state = enrolledAt(hospitalA).advanced(first, head);
        place(abi.encodeCall(registry.getWorkstation, (WORKSTATION_A)), WorkstationState.unwrap(state));
        IHospitalRegistry.RecordEntry[] memory entries = threeEntries();
        for (uint32 index = 0; index < 3; ++index) {
            head = bytes24(keccak256(abi.encodePacked(head, uint8(1), entries[index].tag, entries[index].pointer)));
        }
        vm.prank(WORKSTATION_A);
        registry.addPatientRecords(first, entries);
        assertStream(first + 3, head);
    }

    function test_addPatientRecords_equalsTheSameRecordsOneByOne_CON2() public {
        IHospitalRegistry.RecordEntry[] memory entries = threeEntries();
        vm.prank(WORKSTATION_A);
        registry.addPatientRecords(0, entries);
        for (uint32 index = 0; index < 3; ++index) {
            vm.prank(WORKSTATION_B);
            registry.addPatientRecord(index, entries[index].tag, entries[index].pointer);
        }
        (,, uint32 sequence, bytes24 head) = registry.getWorkstation(WORKSTATION_B);
        assertStream(sequence, head);
    }

    function test_addPatientRecords_orderMatters_CON2() public {
        IHospitalRegistry.RecordEntry[] memory entries = threeEntries();
        vm.prank(WORKSTATION_A);
        registry.addPatientRecords(0, entries);
        (entries[0], entries[1]) = (entries[1], entries[0]);
        vm.prank(WORKSTATION_B);
        registry.addPatientRecords(0, entries);

        (,,, bytes24 headA) = registry.getWorkstation(WORKSTATION_A);
        (,,, bytes24 headB) = registry.getWorkstation(WORKSTATION_B);
        vm.assertTrue(headA != headB);
    }

    function test_addPatientRecords_refusesAnEmptyBatch() public {
        vm.expectRevert(IHospitalRegistry.RecordBatchEmpty.selector);
        vm.prank(WORKSTATION_A);
        registry.addPatientRecords(0, new IHospitalRegistry.RecordEntry[](0));
    }

    /// @dev A length that promises more entries than the call data holds.
    function test_addPatientRecords_refusesATruncatedBatch() public {
        bytes memory data = abi.encodeCall(registry.addPatientRecords, (0, threeEntries()));
        assembly ("memory-safe") {
            mstore(data, sub(mload(data), 64))
        }
        vm.prank(WORKSTATION_A);
        (bool succeeded,) = address(registry).call(data);
        vm.assertFalse(succeeded);
    }

    function test_addPatientRecords_twiceTakesEffectOnce_CON5() public {
        vm.startPrank(WORKSTATION_A);
        registry.addPatientRecords(0, threeEntries());
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.WorkstationSequenceMismatch.selector, 3, 0));
        registry.addPatientRecords(0, threeEntries());
        vm.stopPrank();
    }

    function test_fuzz_everyRecordWrite_refusesEveryOtherSequence_CON5(uint32 sequence) public {
        vm.assume(sequence != 0);
        bytes memory reason =
            abi.encodeWithSelector(IHospitalRegistry.WorkstationSequenceMismatch.selector, 0, sequence);
        vm.startPrank(WORKSTATION_A);
        vm.expectRevert(reason);
        registry.addPatientRecord(sequence, tag("one"), pointer("one"));
        vm.expectRevert(reason);
        registry.addPatientRecords(sequence, threeEntries());
        vm.expectRevert(reason);
        registry.removePatientRecord(sequence, tag("one"), pointer("one"));
        vm.stopPrank();
    }

    function test_everyRecordWrite_goesOnWhilePaused_CON6() public {
        pause();
        vm.startPrank(WORKSTATION_A);
        registry.addPatientRecord(0, tag("one"), pointer("one"));
        registry.addPatientRecords(1, threeEntries());
        registry.removePatientRecord(4, tag("one"), pointer("one"));
        vm.stopPrank();
        (,, uint32 sequence,) = registry.getWorkstation(WORKSTATION_A);
        vm.assertEq(sequence, 5);
    }

    /// @dev An empty batch is refused before anybody asks who sends it.
    function test_addPatientRecords_refusesAnEmptyBatchOfAStranger() public {
        vm.expectRevert(IHospitalRegistry.RecordBatchEmpty.selector);
        vm.prank(STRANGER);
        registry.addPatientRecords(0, new IHospitalRegistry.RecordEntry[](0));
    }

    function test_streams_ofTwoWorkstationsAreIndependent() public {
        vm.prank(WORKSTATION_A);
        registry.addPatientRecords(0, threeEntries());
        vm.prank(WORKSTATION_B);
        registry.addPatientRecord(0, tag("one"), pointer("one"));
        (,, uint32 sequence,) = registry.getWorkstation(WORKSTATION_B);
        vm.assertEq(sequence, 1);
    }

    /// @dev Nobody can write four thousand million records in a test, so the stream's word is placed at its end.
    function test_addPatientRecords_refusesToCountPastTheLastNumber() public {
        uint32 last = type(uint32).max - 1;
        WorkstationState atTheEnd = enrolledAt(hospitalA).advanced(last, bytes24(0));
        place(abi.encodeCall(registry.getWorkstation, (WORKSTATION_A)), WorkstationState.unwrap(atTheEnd));
        assertStream(last, bytes24(0));

        vm.startPrank(WORKSTATION_A);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, uint256(last) + 3));
        registry.addPatientRecords(last, threeEntries());
        registry.addPatientRecord(last, tag("last"), pointer("last"));
        vm.expectRevert(panic(Panic.UNDER_OVERFLOW));
        registry.addPatientRecord(type(uint32).max, tag("one more"), pointer("one more"));
        vm.expectRevert(panic(Panic.UNDER_OVERFLOW));
        registry.removePatientRecord(type(uint32).max, tag("last"), pointer("last"));
        vm.stopPrank();
    }

    function threeEntries() private pure returns (IHospitalRegistry.RecordEntry[] memory entries) {
        entries = new IHospitalRegistry.RecordEntry[](3);
        entries[0] = IHospitalRegistry.RecordEntry(tag("one"), pointer("one"));
        entries[1] = IHospitalRegistry.RecordEntry(tag("two"), pointer("two"));
        entries[2] = IHospitalRegistry.RecordEntry(tag("three"), pointer("three"));
    }

    function assertStream(uint32 sequence, bytes24 head) private view {
        (HospitalId hospital, bool isRevoked, uint32 actualSequence, bytes24 actualHead) =
            registry.getWorkstation(WORKSTATION_A);
        assertHospital(hospital, hospitalA);
        vm.assertFalse(isRevoked);
        vm.assertEq(actualSequence, sequence);
        vm.assertEq(actualHead, head);
    }
}
