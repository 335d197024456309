// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {Hospitals} from "./Hospitals.sol";
import {IHospitalRegistry} from "./interfaces/IHospitalRegistry.sol";
import {GuardianApproval} from "./libraries/GuardianApproval.sol";
import {KeySignature} from "./libraries/KeySignature.sol";
import {SignedHash} from "./libraries/SignedHash.sol";
import {HospitalId} from "./types/HospitalId.sol";
import {PatientRef} from "./types/PatientRef.sol";
import {PatientState, registeredAt} from "./types/PatientState.sol";
import {Pointer} from "./types/Pointer.sol";

/// @title Patients and their keys: registration, key periods, rotation, recovery
abstract contract Patients is Hospitals, EIP712 {
    using GuardianApproval for GuardianSet;
    using KeySignature for address;
    using SignedHash for GuardianChoice;
    using SignedHash for KeyChange;
    using SignedHash for RecoveryCancellation;

    uint40 private constant RECOVERY_WAIT_MIN = 1 days;
    uint40 private constant RECOVERY_WAIT_MAX = 60 days;

    /// @dev One slot. Empty while nothing is proposed.
    struct Recovery {
        address key;
        uint40 readyAt;
        bool byGuardians;
    }

    uint40 private immutable RECOVERY_WAIT;

    /// @dev Starts at one, so that the first patient costs no more than the next.
    uint64 private _nextPatient = 1;
    mapping(PatientRef => PatientState) private _patients;
    mapping(PatientRef => bytes32) private _guardians;
    mapping(PatientRef => Recovery) private _recoveries;

    constructor(uint40 wait) EIP712("Wardkeep HospitalRegistry", "1") {
        if (wait < RECOVERY_WAIT_MIN || wait > RECOVERY_WAIT_MAX) revert RecoveryWaitInvalid(wait);
        RECOVERY_WAIT = wait;
    }

    // ── Workstations of the patient's hospital ──────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function addPatient(PatientRef patient, Pointer keyring) external {
        HospitalId hospital = _requireWorkstation().hospitalOf();
        address key = PatientRef.unwrap(patient);
        if (key == address(0)) revert PatientInvalid(patient);
        HospitalId known = _patients[patient].hospitalOf();
        if (known != NO_HOSPITAL) revert PatientAlreadyAdded(patient, known);

        _patients[patient] = registeredAt(hospital, key);
        ++_nextPatient;
        emit PatientAdded(patient, hospital, keyring);
    }

    /// @inheritdoc IHospitalRegistry
    function rotateEpoch(PatientRef patient, uint32 epoch, Pointer keyring) external {
        PatientState state = _requireOwnPatient(patient);
        uint32 next = state.epochOf() + 1;
        if (epoch != next) revert PatientEpochMismatch(next, epoch);

        _patients[patient] = state.withEpoch(epoch);
        emit EpochRotated(patient, epoch, keyring);
    }

    /// @inheritdoc IHospitalRegistry
    function proposeRecovery(PatientRef patient, address key) external whenNotPaused {
        PatientState state = _requireOwnPatient(patient);
        if (_recoveries[patient].byGuardians) revert RecoveryByGuardiansPending(patient);
        _proposeRecovery(patient, state.keyOf(), key, false);
    }

    // ── Anyone, signed by the patient or by the patient's guardians ─────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function rotatePatientKey(KeyChange calldata rotation, bytes calldata signature) external whenNotPaused {
        PatientState state = _requireTurnOf(rotation.patient, rotation.nonce, rotation.deadline);
        _requireOtherKey(rotation.key, state.keyOf());
        _requireSigned(state, rotation.hash(SignedHash.KEY_ROTATION_TYPEHASH), signature);

        _setKey(rotation.patient, state.withNextNonce(), rotation.key);
        emit PatientKeyRotated(rotation.patient, rotation.key);
    }

    /// @inheritdoc IHospitalRegistry
    function chooseGuardians(GuardianChoice calldata choice, bytes calldata signature) external whenNotPaused {
        PatientState state = _requireTurnOf(choice.patient, choice.nonce, choice.deadline);
        _requireSigned(state, choice.hash(), signature);

        _useNumber(choice.patient, state);
        _guardians[choice.patient] = choice.guardians;
        emit GuardiansChosen(choice.patient, choice.guardians);
        if (_recoveries[choice.patient].byGuardians) _endRecovery(choice.patient);
    }

    /// @inheritdoc IHospitalRegistry
    function proposeRecoveryByGuardians(
        KeyChange calldata recovery,
        GuardianSet calldata guardians,
        bytes[] calldata signatures
    ) external whenNotPaused {
        PatientState state = _requireTurnOf(recovery.patient, recovery.nonce, recovery.deadline);
        bytes32 digest = _hashTypedDataV4(recovery.hash(SignedHash.KEY_RECOVERY_TYPEHASH));
        guardians.requireApproval(_guardians[recovery.patient], digest, signatures);

        _useNumber(recovery.patient, state);
        _proposeRecovery(recovery.patient, state.keyOf(), recovery.key, true);
    }

    /// @inheritdoc IHospitalRegistry
    function cancelRecovery(RecoveryCancellation calldata cancellation, bytes calldata signature) external {
        Recovery memory recovery = _requireRecovery(cancellation.patient);
        if (recovery.key != cancellation.key || recovery.readyAt != cancellation.readyAt) {
            revert RecoveryOtherPending(recovery.key, recovery.readyAt);
        }
        _requireSigned(_patients[cancellation.patient], cancellation.hash(), signature);

        _endRecovery(cancellation.patient);
    }

    /// @inheritdoc IHospitalRegistry
    function finishRecovery(PatientRef patient) external whenNotPaused {
        Recovery memory recovery = _requireRecovery(patient);
        if (block.timestamp < recovery.readyAt) revert RecoveryNotReady(recovery.readyAt, block.timestamp);
        PatientState state = _patients[patient];
        if (!recovery.byGuardians) _requireAdmitted(state.hospitalOf());

        _setKey(patient, state.withNextNonce(), recovery.key);
        emit PatientKeyRecovered(patient, recovery.key);
    }

    // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function patientCount() external view returns (uint64) {
        return _nextPatient - 1;
    }

    /// @inheritdoc IHospitalRegistry
    function getPatient(PatientRef patient)
        external
        view
        returns (HospitalId hospital, uint32 epoch, uint40 nonce, address key)
    {
        PatientState state = _patients[patient];
        return (state.hospitalOf(), state.epochOf(), state.nonceOf(), state.keyOf());
    }

    /// @inheritdoc IHospitalRegistry
    function getGuardians(PatientRef patient) external view returns (bytes32) {
        return _guardians[patient];
    }

    /// @inheritdoc IHospitalRegistry
    function getRecovery(PatientRef patient) external view returns (address key, uint40 readyAt, bool byGuardians) {
        Recovery memory recovery = _recoveries[patient];
        return (recovery.key, recovery.readyAt, recovery.byGuardians);
    }

    /// @inheritdoc IHospitalRegistry
    function recoveryWait() external view returns (uint40) {
        return RECOVERY_WAIT;
    }

    // ── Rules ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The patient, if a statement under this number may count now: deadline, patient, number, in this order.
    function _requireTurnOf(PatientRef patient, uint96 nonce, uint40 deadline)
        internal
        view
        returns (PatientState state)
    {
        if (block.timestamp > deadline) revert SignatureDeadlinePassed(deadline, block.timestamp);
        state = _requirePatient(patient);
        if (nonce != state.nonceOf()) revert SignatureNonceMismatch(state.nonceOf(), nonce);
    }

    /// @dev Spends the number the patient's statement carried.
    function _useNumber(PatientRef patient, PatientState state) internal {
        _patients[patient] = state.withNextNonce();
    }

    function _requireSigned(PatientState state, bytes32 structHash, bytes calldata signature) internal view {
        state.keyOf().requireSigned(_hashTypedDataV4(structHash), signature);
    }

    function _requirePatient(PatientRef patient) internal view returns (PatientState state) {
        state = _patients[patient];
        if (state.hospitalOf() == NO_HOSPITAL) revert PatientUnknown(patient);
    }

    /// @dev The patient, if the caller may write for the hospital it is registered at.
    function _requireOwnPatient(PatientRef patient) private view returns (PatientState state) {
        HospitalId hospital = _requireWorkstation().hospitalOf();
        state = _requirePatient(patient);
        if (state.hospitalOf() != hospital) revert PatientOfOtherHospital(patient, hospital, state.hospitalOf());
    }

    function _requireRecovery(PatientRef patient) private view returns (Recovery memory recovery) {
        recovery = _recoveries[patient];
        if (recovery.key == address(0)) revert RecoveryUnknown(patient);
    }

    function _requireOtherKey(address key, address current) private pure {
        if (key == address(0) || key == current) revert PatientKeyInvalid(key);
    }

    function _proposeRecovery(PatientRef patient, address current, address key, bool byGuardians) private {
        _requireOtherKey(key, current);
        uint40 readyAt = uint40(block.timestamp) + RECOVERY_WAIT;
        _recoveries[patient] = Recovery({key: key, readyAt: readyAt, byGuardians: byGuardians});
        emit RecoveryProposed(patient, key, readyAt, byGuardians);
    }

    function _endRecovery(PatientRef patient) private {
        delete _recoveries[patient];
        emit RecoveryCancelled(patient);
    }

    /// @dev Whatever was proposed is over with it: the key that could have cancelled it is gone, or has just acted.
    function _setKey(PatientRef patient, PatientState state, address key) private {
        _patients[patient] = state.withKey(key);
        delete _recoveries[patient];
    }
}
