// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable2Step.sol";

import {Consents} from "./Consents.sol";
import {Patients} from "./Patients.sol";
import {Records} from "./Records.sol";

/// @title HospitalRegistry
/// @notice The register that the hospitals of a consortium keep together. {IHospitalRegistry} says what every function
/// promises; its parts are {Hospitals} (who belongs), {Patients} (whose key), {Consents} (who may read) and {Records}
/// (what was written).
contract HospitalRegistry is Consents, Records {
    /// @param registrar The consortium's key: it admits and removes hospitals.
    /// @param wait Seconds from the proposal of a recovery until it can be finished, 1 to 60 days.
    constructor(address registrar, uint40 wait) Ownable(registrar) Patients(wait) {}
}
