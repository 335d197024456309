// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalId} from "./HospitalId.sol";

/// @notice What a grant allows, in one word that is sent, stored and emitted as it is:
/// commitment to the categories (192 bits) | expiry in Unix seconds (40) | grantee (24), from high to low.
type GrantTerms is bytes32;

using {granteeOf, expiresAtOf, scopeOf} for GrantTerms global;

function granteeOf(GrantTerms terms) pure returns (HospitalId) {
    return HospitalId.wrap(uint24(uint256(GrantTerms.unwrap(terms))));
}

/// @return Unix seconds; at this block time and later the grant authorises nothing. Zero if there is no grant.
function expiresAtOf(GrantTerms terms) pure returns (uint40) {
    return uint40(uint256(GrantTerms.unwrap(terms)) >> 24);
}

/// @return The first 24 bytes of keccak256(abi.encode(uint16 categories, bytes32 salt)).
function scopeOf(GrantTerms terms) pure returns (bytes24) {
    return bytes24(GrantTerms.unwrap(terms));
}
