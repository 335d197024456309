// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalId} from "./HospitalId.sol";

/// @notice All that is stored about a patient, in one word, read once and written once per call:
/// number of the next signed statement (40 bits) | key (160) | epoch (32) | hospital (24), from high to low.
type PatientState is bytes32;

using {hospitalOf, epochOf, nonceOf, keyOf, withEpoch, withNextNonce, withKey} for PatientState global;

uint256 constant EPOCH_SHIFT = 24;
uint256 constant KEY_SHIFT = 56;
uint256 constant NONCE_SHIFT = 216;

/// @return A patient of the hospital in epoch 1 who has signed nothing yet.
function registeredAt(HospitalId hospital, address key) pure returns (PatientState) {
    uint256 identity = HospitalId.unwrap(hospital) | (1 << EPOCH_SHIFT);
    return PatientState.wrap(bytes32(identity | (uint256(uint160(key)) << KEY_SHIFT)));
}

/// @return Zero if the patient is unknown.
function hospitalOf(PatientState state) pure returns (HospitalId) {
    return HospitalId.wrap(uint24(uint256(PatientState.unwrap(state))));
}

function epochOf(PatientState state) pure returns (uint32) {
    return uint32(uint256(PatientState.unwrap(state)) >> EPOCH_SHIFT);
}

/// @return Whose signature counts.
function keyOf(PatientState state) pure returns (address) {
    return address(uint160(uint256(PatientState.unwrap(state)) >> KEY_SHIFT));
}

/// @return The number that the next statement the patient signs carries.
function nonceOf(PatientState state) pure returns (uint40) {
    return uint40(uint256(PatientState.unwrap(state)) >> NONCE_SHIFT);
}

function withEpoch(PatientState state, uint32 epoch) pure returns (PatientState) {
    return replaced(state, EPOCH_SHIFT, type(uint32).max, epoch);
}

function withKey(PatientState state, address key) pure returns (PatientState) {
    return replaced(state, KEY_SHIFT, type(uint160).max, uint160(key));
}

/// @dev The number stands at the top of the word: when it overflows the addition does, and reverts.
function withNextNonce(PatientState state) pure returns (PatientState) {
    return PatientState.wrap(bytes32(uint256(PatientState.unwrap(state)) + (1 << NONCE_SHIFT)));
}

function replaced(PatientState state, uint256 shift, uint256 mask, uint256 value) pure returns (PatientState) {
    return PatientState.wrap(bytes32((uint256(PatientState.unwrap(state)) & ~(mask << shift)) | (value << shift)));
}
