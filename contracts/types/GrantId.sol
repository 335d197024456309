// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {PatientRef} from "./PatientRef.sol";

/// @notice Patient (20 bytes) followed by the grant's number among the grants of that patient (12 bytes, big endian).
/// It names its patient by construction, so nobody can speak about another patient's grant by mistake or on purpose.
type GrantId is bytes32;

/// @return The id of the patient's grant with this nonce.
function grantIdOf(PatientRef patient, uint32 nonce) pure returns (GrantId) {
    return GrantId.wrap(bytes32(bytes20(PatientRef.unwrap(patient))) | bytes32(uint256(nonce)));
}
