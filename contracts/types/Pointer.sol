// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

/// @notice SHA-256 digest of an encrypted block kept off chain: the only trace of its content here.
type Pointer is bytes32;
