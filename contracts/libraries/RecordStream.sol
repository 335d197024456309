// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../interfaces/IHospitalRegistry.sol";
import {Pointer} from "../types/Pointer.sol";
import {RecordTag} from "../types/RecordTag.sol";

/// @title The hash chain over everything one workstation has written about records
/// @notice Whoever replays the events of a workstation and arrives at the stored head knows that none is missing,
/// reordered or altered, whatever the node that served them says.
/// @dev 192 bits are kept, so that all about a workstation fits one storage slot. A second preimage of an honest stream
/// costs 2^192; finding any collision costs 2^96 and lets a workstation deceive only about its own stream.
library RecordStream {
    /// @dev The byte that tells an entry which adds a record from one which removes it.
    uint8 internal constant ADDED = 1;
    uint8 internal constant REMOVED = 2;

    /// @return keccak256(head ‖ kind ‖ tag ‖ pointer), 89 bytes hashed, the first 24 bytes of the hash kept.
    function advance(bytes24 head, uint8 kind, RecordTag tag, Pointer pointer) internal pure returns (bytes24) {
        return bytes24(keccak256(abi.encodePacked(head, kind, tag, pointer)));
    }

    /// @notice For each entry in turn: `head = advance(head, ADDED, tag, pointer)` and
    /// `emit RecordAdded(msg.sender, tag, sequence++, pointer)`.
    /// @dev The loop is the cost of a record, so it is written out: one scratch area, and nothing checked that cannot
    /// fail (the array's bounds are checked by the ABI decoder, the caller checks that `sequence` does not overflow).
    /// Scratch from the free memory pointer on: [0,24) head, [24] kind, [25,89) tag and pointer;
    /// [96,128) sequence, [128,160) pointer. Tests hold it against the two lines above.
    /// @return next The head after all entries.
    function append(bytes24 head, uint32 sequence, IHospitalRegistry.RecordEntry[] calldata entries)
        internal
        returns (bytes24 next)
    {
        bytes32 topic = IHospitalRegistry.RecordAdded.selector;
        assembly ("memory-safe") {
            let hashed := mload(0x40)
            let data := add(hashed, 96)
            let kind := shl(56, ADDED)
            let mask := not(0xffffffffffffffff)
            let end := add(entries.offset, shl(6, entries.length))
            next := and(head, mask) // Assembly may meet dirty lower bits.
            for { let entry := entries.offset } lt(entry, end) { entry := add(entry, 64) } {
                mstore(hashed, or(next, kind))
                calldatacopy(add(hashed, 25), entry, 64)
                next := and(keccak256(hashed, 89), mask)
                mstore(data, sequence)
                calldatacopy(add(data, 32), add(entry, 32), 32)
                log3(data, 64, topic, caller(), calldataload(entry))
                sequence := add(sequence, 1)
            }
        }
    }
}
