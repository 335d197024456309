// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {ModelOfMembers} from "./ModelOfMembers.sol";
import {Kind, Statement} from "./Statements.sol";

/// @notice What should be true of the whole registry; the second half: patients, their keys and their consents.
contract Model is ModelOfMembers {
    struct Patient {
        uint24 hospital;
        uint32 epoch;
        address key;
        bytes32 guardians;
        /// How many numbers are used up: by statements that were accepted, and by recoveries that were finished.
        uint40 used;
    }

    struct Recovery {
        address key;
        uint40 readyAt;
        bool byGuardians;
    }

    struct Grant {
        uint24 grantee;
        uint40 expiresAt;
        bytes24 scope;
    }

    uint40 private immutable WAIT;

    uint64 public patientCount;
    mapping(address => Patient) public patients;
    mapping(address => Recovery) public recoveries;
    mapping(address patient => mapping(uint96 nonce => Grant)) public grants;

    constructor(address registrar_, uint40 wait) {
        registrar = registrar_;
        WAIT = wait;
    }

    // ── Workstations ────────────────────────────────────────────────────────────────────────────────────────────────

    function mayAddPatient(address sender, address patient) external view returns (bool) {
        return mayWrite(sender) && patient != address(0) && patients[patient].hospital == 0;
    }

    function addPatient(address patient, uint24 hospital) external {
        patients[patient] = Patient(hospital, 1, patient, 0, 0);
        ++patientCount;
    }

    function mayRotateEpoch(address sender, address patient, uint32 epoch) external view returns (bool) {
        return isOwnPatient(sender, patient) && epoch == patients[patient].epoch + 1;
    }

    function rotateEpoch(address patient) external {
        ++patients[patient].epoch;
    }

    function mayProposeRecovery(address sender, address patient, address key) external view returns (bool) {
        return !paused && isOwnPatient(sender, patient) && !recoveries[patient].byGuardians && isOtherKey(patient, key);
    }

    function isOwnPatient(address sender, address patient) private view returns (bool) {
        return mayWrite(sender) && patients[patient].hospital == workstations[sender].hospital;
    }

    function isOtherKey(address patient, address key) private view returns (bool) {
        return key != address(0) && key != patients[patient].key;
    }

    function propose(address patient, address key, bool byGuardians) public {
        recoveries[patient] = Recovery(key, uint40(block.timestamp) + WAIT, byGuardians);
    }

    // ── What patients sign ──────────────────────────────────────────────────────────────────────────────────────────

    /// @param signer Whose signature it carries.
    /// @param quorum The commitment of the guardians of whom enough signed; zero if too few did.
    function accepts(Statement calldata it, address signer, bytes32 quorum) external view returns (bool) {
        Patient storage patient = patients[it.patient];
        if (patient.hospital == 0) return false;
        if (it.kind == Kind.KeyRecovery ? quorum == 0 || quorum != patient.guardians : signer != patient.key) {
            return false;
        }
        if (it.kind == Kind.Revocation) return isGranted(it) || it.nonce == patient.used;
        if (it.kind == Kind.RecoveryCancellation) {
            Recovery storage recovery = recoveries[it.patient];
            return recovery.key != address(0) && recovery.key == it.key && recovery.readyAt == it.time;
        }
        if (paused || block.timestamp > it.deadline || it.nonce != patient.used) return false;
        if (it.kind == Kind.Grant) return block.timestamp < it.time && wasEverAdmitted(it.grantee);
        return it.kind == Kind.GuardianChoice || isOtherKey(it.patient, it.key);
    }

    function isGranted(Statement calldata it) private view returns (bool) {
        return grants[it.patient][it.nonce].expiresAt != 0;
    }

    function take(Statement calldata it) external {
        Patient storage patient = patients[it.patient];
        if (it.kind == Kind.RecoveryCancellation) {
            delete recoveries[it.patient];
        } else if (it.kind == Kind.Revocation && isGranted(it)) {
            delete grants[it.patient][it.nonce];
        } else {
            ++patient.used;
            if (it.kind == Kind.Grant) grants[it.patient][it.nonce] = Grant(it.grantee, it.time, it.scope);
            if (it.kind == Kind.GuardianChoice) dismiss(it.patient, it.content);
            if (it.kind == Kind.KeyRotation) changeKey(it.patient, it.key);
            if (it.kind == Kind.KeyRecovery) propose(it.patient, it.key, true);
        }
    }

    // ── Recovery ────────────────────────────────────────────────────────────────────────────────────────────────────

    function mayFinishRecovery(address patient) external view returns (bool) {
        Recovery storage recovery = recoveries[patient];
        bool stands = recovery.byGuardians || isAdmitted(patients[patient].hospital);
        return !paused && recovery.key != address(0) && block.timestamp >= recovery.readyAt && stands;
    }

    function finishRecovery(address patient) external {
        changeKey(patient, recoveries[patient].key);
        ++patients[patient].used;
    }

    /// @dev What the former guardians proposed goes with them.
    function dismiss(address patient, bytes32 successors) private {
        patients[patient].guardians = successors;
        if (recoveries[patient].byGuardians) delete recoveries[patient];
    }

    function changeKey(address patient, address key) private {
        patients[patient].key = key;
        delete recoveries[patient];
    }
}
