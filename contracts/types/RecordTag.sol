// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

/// @notice HMAC(tag key of the patient's epoch, counter). Whoever holds the key finds record n with one topic filter and
/// sees a gap at once; to everyone else tags are random and say nothing about which records belong together.
type RecordTag is bytes32;
