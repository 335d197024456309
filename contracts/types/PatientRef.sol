// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

/// @notice The pseudonym of one patient at one hospital: the address of a signing key that only the patient's card yields.
/// The same person has an unlinkable other one at every other hospital.
type PatientRef is address;
