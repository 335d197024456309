// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Registry} from "../Registry.sol";
import {Model} from "./Model.sol";
import {Stage} from "./Stage.sol";
import {Witness} from "./Witness.sol";
import {cheats} from "./Cheats.sol";

/// @notice Everybody who appears, and the choice of who acts: mostly somebody who may, sometimes anybody else.
abstract contract Actors is Stage {
    uint256 internal constant PATIENTS = 8;
    uint256 internal constant GUARDIANS = 4;
    uint256 internal constant SPARE_KEYS = 10;
    uint256 internal constant WORKSTATIONS = 24;
    uint256 internal constant ADMINISTRATORS = 10;
    uint24 internal constant HOSPITALS_AT_MOST = 8;
    uint256 internal constant ATTACKER_KEY = uint256(keccak256("attacker"));

    address[] public patients;
    /// @dev In ascending order, as the contract wants them.
    address[] internal _guardians;
    address[] internal _spareKeys;
    mapping(address => uint256) internal _privateKeyOf;

    constructor(Registry registry, Model model, Witness witness) Stage(registry, model, witness) {
        for (uint256 i = 0; i < PATIENTS; ++i) {
            patients.push(known("patient", i));
        }
        for (uint256 i = 0; i < SPARE_KEYS; ++i) {
            _spareKeys.push(known("spare", i));
        }
        for (uint256 i = 0; i < GUARDIANS; ++i) {
            _guardians.push(known("guardian", i));
            for (uint256 j = i; j > 0 && _guardians[j] < _guardians[j - 1]; --j) {
                (_guardians[j], _guardians[j - 1]) = (_guardians[j - 1], _guardians[j]);
            }
        }
        _privateKeyOf[cheats.addr(ATTACKER_KEY)] = ATTACKER_KEY;
    }

    function known(string memory role, uint256 index) private returns (address key) {
        uint256 privateKey = uint256(keccak256(abi.encode(role, index)));
        key = cheats.addr(privateKey);
        _privateKeyOf[key] = privateKey;
    }

    function administrator(uint256 index) internal pure returns (address) {
        return address(uint160(0xC00 + index));
    }

    function workstation(uint256 index) internal pure returns (address) {
        return address(uint160(0xD00 + index));
    }

    function patientCount() external pure returns (uint256) {
        return PATIENTS;
    }

    function workstations() external pure returns (address[] memory all) {
        all = new address[](WORKSTATIONS);
        for (uint256 i = 0; i < WORKSTATIONS; ++i) {
            all[i] = workstation(i);
        }
    }

    // ── Who acts ────────────────────────────────────────────────────────────────────────────────────────────────────

    function anybody() internal returns (address) {
        uint256 kind = roll(5);
        if (kind == 0) return administrator(roll(ADMINISTRATORS));
        if (kind == 1) return workstation(roll(WORKSTATIONS));
        if (kind == 2) return patients[roll(PATIENTS)];
        if (kind == 3) return address(uint160(0xB00 + roll(3)));
        return address(0xBAD);
    }

    function somebodyAsRegistrar() internal returns (address) {
        return happens(80) ? MODEL.registrar() : anybody();
    }

    function somebodyAsAdministrator() internal returns (address found) {
        (found,,) = MODEL.hospitals(anAdmittedHospital());
        if (found == address(0) || happens(15)) return anybody();
    }

    /// @dev Somebody who may write if there is anybody.
    function somebodyAsWorkstation() internal returns (address) {
        if (happens(15)) return anybody();
        uint256 start = roll(WORKSTATIONS);
        for (uint256 i = 0; i < WORKSTATIONS; ++i) {
            address candidate = workstation((start + i) % WORKSTATIONS);
            if (MODEL.mayWrite(candidate)) return candidate;
        }
        return anybody();
    }

    /// @dev Somebody who may write for the hospital of a patient if there is anybody.
    function somebodyAt(uint24 hospital) internal returns (address) {
        uint256 start = roll(WORKSTATIONS);
        for (uint256 i = 0; i < WORKSTATIONS && happens(99); ++i) {
            address candidate = workstation((start + i) % WORKSTATIONS);
            if (MODEL.mayWrite(candidate) && MODEL.hospitalOf(candidate) == hospital) return candidate;
        }
        return somebodyAsWorkstation();
    }

    function anAdmittedHospital() internal returns (uint24 hospital) {
        uint24 count = MODEL.hospitalCount();
        uint256 start = roll(count);
        for (uint256 i = 0; i < count; ++i) {
            hospital = uint24((start + i) % count + 1);
            if (MODEL.isAdmitted(hospital)) return hospital;
        }
    }

    /// @dev Admitted, removed, or never heard of.
    function anyHospital() internal returns (uint24) {
        return happens(80) ? anAdmittedHospital() : uint24(roll(MODEL.hospitalCount() + 2));
    }

    /// @dev Registered if there is any such patient.
    function aPatient() internal returns (address patient) {
        uint256 start = roll(PATIENTS);
        for (uint256 i = 0; i < PATIENTS; ++i) {
            patient = patients[(start + i) % PATIENTS];
            (uint24 hospital,,,,) = MODEL.patients(patient);
            if (hospital != 0) return patient;
        }
    }

    function anyPatient() internal returns (address) {
        return happens(95) ? aPatient() : patients[roll(PATIENTS)];
    }
}
