// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {PatientRef} from "./PatientRef.sol";

/// @notice Patient (20 bytes) followed by the number of the statement that the patient signed (12 bytes, big endian).
/// It names its patient by construction, so nobody can speak about another patient's grant by mistake or on purpose.
type GrantId is bytes32;

using {patientOf, nonceOf} for GrantId global;

/// @return The id of what the patient signed under this number.
function grantIdOf(PatientRef patient, uint40 nonce) pure returns (GrantId) {
    return GrantId.wrap(bytes32(bytes20(PatientRef.unwrap(patient))) | bytes32(uint256(nonce)));
}

function patientOf(GrantId grantId) pure returns (PatientRef) {
    return PatientRef.wrap(address(bytes20(GrantId.unwrap(grantId))));
}

/// @return All twelve bytes: one that is too large for a number is nobody's next one.
function nonceOf(GrantId grantId) pure returns (uint96) {
    return uint96(uint256(GrantId.unwrap(grantId)));
}
