// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

/// @notice A hospital of the consortium: a running number given at admission, never reused. Zero means none.
type HospitalId is uint24;

using {equals as ==, differs as !=} for HospitalId global;

function equals(HospitalId left, HospitalId right) pure returns (bool) {
    return HospitalId.unwrap(left) == HospitalId.unwrap(right);
}

function differs(HospitalId left, HospitalId right) pure returns (bool) {
    return HospitalId.unwrap(left) != HospitalId.unwrap(right);
}
