// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalId} from "./HospitalId.sol";

/// @notice All that is stored about a workstation, in one word, read once and written once per call:
/// head of its stream (192 bits) | sequence (32) | revoked (8) | hospital (24), from high to low.
/// @dev A struct of the same fields is written field by field: three more storage writes for every record.
type WorkstationState is bytes32;

using {hospitalOf, isRevoked, sequenceOf, headOf, revoked, advanced} for WorkstationState global;

/// @return A workstation of the hospital whose stream is empty.
function enrolledAt(HospitalId hospital) pure returns (WorkstationState) {
    return WorkstationState.wrap(bytes32(uint256(HospitalId.unwrap(hospital))));
}

/// @return Zero if the workstation is unknown.
function hospitalOf(WorkstationState state) pure returns (HospitalId) {
    return HospitalId.wrap(uint24(uint256(WorkstationState.unwrap(state))));
}

function isRevoked(WorkstationState state) pure returns (bool) {
    return uint8(uint256(WorkstationState.unwrap(state)) >> 24) != 0;
}

/// @return The number of entries in the stream.
function sequenceOf(WorkstationState state) pure returns (uint32) {
    return uint32(uint256(WorkstationState.unwrap(state)) >> 32);
}

function headOf(WorkstationState state) pure returns (bytes24) {
    return bytes24(WorkstationState.unwrap(state));
}

function revoked(WorkstationState state) pure returns (WorkstationState) {
    return WorkstationState.wrap(WorkstationState.unwrap(state) | bytes32(uint256(1) << 24));
}

/// @return The same workstation with a longer stream.
function advanced(WorkstationState state, uint32 sequence, bytes24 head) pure returns (WorkstationState) {
    uint256 identity = uint256(WorkstationState.unwrap(state)) & type(uint32).max;
    return WorkstationState.wrap(bytes32(head) | bytes32(uint256(sequence) << 32) | bytes32(identity));
}
