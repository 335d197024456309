// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pointer} from "../types/Pointer.sol";
import {RecordTag} from "../types/RecordTag.sol";

/// @title The hash chain over everything one workstation has written about records
/// @notice Whoever replays the events of a workstation and arrives at the stored head knows that none is missing,
/// reordered or altered, whatever the node that served them says.
/// @dev 192 bits are kept, so that hospital, status, sequence and head share one storage slot. A second preimage of an
/// honest stream costs 2^192; finding any collision costs 2^96 and lets a workstation deceive only about its own stream.
library StreamHead {
    /// @dev The byte that tells an entry which adds a record from one which removes it.
    uint8 internal constant ADDED = 1;
    uint8 internal constant REMOVED = 2;

    /// @return keccak256(head ‖ kind ‖ tag ‖ pointer), 89 bytes hashed, the first 24 bytes of the hash kept.
    function advance(bytes24 head, uint8 kind, RecordTag tag, Pointer pointer) internal pure returns (bytes24) {
        return bytes24(keccak256(abi.encodePacked(head, kind, tag, pointer)));
    }
}
