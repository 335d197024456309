// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IHospitalRegistry} from "./interfaces/IHospitalRegistry.sol";
import {ConsentHash} from "./libraries/ConsentHash.sol";
import {PatientSignature} from "./libraries/PatientSignature.sol";
import {RecordStream} from "./libraries/RecordStream.sol";
import {GrantId, grantIdOf} from "./types/GrantId.sol";
import {HospitalId} from "./types/HospitalId.sol";
import {PatientRef} from "./types/PatientRef.sol";
import {Pointer} from "./types/Pointer.sol";
import {RecordTag} from "./types/RecordTag.sol";
import {WorkstationState, enrolledAt} from "./types/WorkstationState.sol";

/// @title HospitalRegistry
/// @notice See {IHospitalRegistry}: what every function promises is written there. The owner is the registrar: the
/// consortium's key, handed on in two steps.
contract HospitalRegistry is IHospitalRegistry, Ownable2Step, EIP712, Pausable {
    using ConsentHash for Grant;
    using ConsentHash for Revocation;
    using PatientSignature for PatientRef;

    HospitalId private constant NO_HOSPITAL = HospitalId.wrap(0);

    /// @dev An admitted hospital has an administrator; removing it deletes both slots.
    struct Hospital {
        address administrator;
        bytes32 sealKey;
    }

    /// @dev One slot.
    struct Patient {
        HospitalId hospital;
        uint32 epoch;
        uint32 nonce;
    }

    /// @dev One slot. Deleted on revocation: the nonce is spent, so nothing can bring it back.
    struct GrantState {
        HospitalId grantee;
        uint40 expiresAt;
        bytes24 scope;
    }

    /// @dev In one slot with the pause flag of {Pausable}: a grant reads both.
    uint24 private _nextHospital = 1;
    uint64 private _patientCount;

    mapping(HospitalId => Hospital) private _hospitals;
    mapping(address administrator => HospitalId) private _administered;
    mapping(address workstation => WorkstationState) private _workstations;
    mapping(PatientRef => Patient) private _patients;
    mapping(GrantId => GrantState) private _grants;

    constructor(address registrar) Ownable(registrar) EIP712("Wardkeep HospitalRegistry", "1") {}

    // ── Hospitals ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function addHospital(address administrator, bytes32 sealKey, Pointer profile)
        external
        onlyOwner
        returns (HospitalId hospital)
    {
        if (administrator == address(0)) revert HospitalAdministratorInvalid(administrator);
        HospitalId taken = _administered[administrator];
        if (taken != NO_HOSPITAL) revert HospitalAdministratorTaken(administrator, taken);

        hospital = HospitalId.wrap(_nextHospital++);
        _hospitals[hospital] = Hospital({administrator: administrator, sealKey: sealKey});
        _administered[administrator] = hospital;
        emit HospitalAdded(hospital, administrator, sealKey, profile);
    }

    /// @inheritdoc IHospitalRegistry
    function removeHospital(HospitalId hospital) external onlyOwner {
        address administrator = _hospitals[hospital].administrator;
        if (administrator == address(0)) revert HospitalNotAdmitted(hospital);

        delete _hospitals[hospital];
        _administered[administrator] = NO_HOSPITAL;
        emit HospitalRemoved(hospital);
    }

    /// @inheritdoc IHospitalRegistry
    function pause() external onlyOwner {
        _pause();
    }

    /// @inheritdoc IHospitalRegistry
    function unpause() external onlyOwner {
        _unpause();
    }

    /// @notice Refused: without a registrar nobody could remove a hospital any more.
    function renounceOwnership() public pure override {
        revert RegistrarNeverVacant();
    }

    // ── Workstations ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function enrolWorkstation(address workstation) external {
        HospitalId hospital = _requireAdministrator();
        if (workstation == address(0)) revert WorkstationInvalid(workstation);
        HospitalId known = _workstations[workstation].hospitalOf();
        if (known != NO_HOSPITAL) revert WorkstationAlreadyKnown(workstation, known);

        _workstations[workstation] = enrolledAt(hospital);
        emit WorkstationEnrolled(workstation, hospital);
    }

    /// @inheritdoc IHospitalRegistry
    function revokeWorkstation(address workstation) external {
        HospitalId hospital = _requireAdministrator();
        WorkstationState state = _workstations[workstation];
        if (state.hospitalOf() != hospital) {
            revert WorkstationOfOtherHospital(workstation, hospital, state.hospitalOf());
        }
        if (state.isRevoked()) revert WorkstationNotEnrolled(workstation);

        _workstations[workstation] = state.revoked();
        emit WorkstationRevoked(workstation);
    }

    // ── Patients and records ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function addPatient(PatientRef patient, Pointer keyring) external {
        HospitalId hospital = _requireWorkstation().hospitalOf();
        if (PatientRef.unwrap(patient) == address(0)) revert PatientInvalid(patient);
        HospitalId known = _patients[patient].hospital;
        if (known != NO_HOSPITAL) revert PatientAlreadyAdded(patient, known);

        _patients[patient] = Patient({hospital: hospital, epoch: 1, nonce: 0});
        ++_patientCount;
        emit PatientAdded(patient, hospital, keyring);
    }

    /// @inheritdoc IHospitalRegistry
    function rotateEpoch(PatientRef patient, uint32 epoch, Pointer keyring) external {
        HospitalId hospital = _requireWorkstation().hospitalOf();
        Patient storage state = _requirePatient(patient);
        if (state.hospital != hospital) revert PatientOfOtherHospital(patient, hospital, state.hospital);
        uint32 next = state.epoch + 1;
        if (epoch != next) revert PatientEpochMismatch(next, epoch);

        state.epoch = epoch;
        emit EpochRotated(patient, epoch, keyring);
    }

    /// @inheritdoc IHospitalRegistry
    function addPatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external {
        WorkstationState writer = _requireTurn(sequence);
        bytes24 head = RecordStream.advance(writer.headOf(), RecordStream.ADDED, tag, pointer);
        _workstations[msg.sender] = writer.advanced(sequence + 1, head);
        emit RecordAdded(msg.sender, tag, sequence, pointer);
    }

    /// @inheritdoc IHospitalRegistry
    function addPatientRecords(uint32 firstSequence, RecordEntry[] calldata entries) external {
        if (entries.length == 0) revert RecordBatchEmpty();
        WorkstationState writer = _requireTurn(firstSequence);
        uint32 nextSequence = SafeCast.toUint32(firstSequence + entries.length);
        bytes24 head = RecordStream.append(writer.headOf(), firstSequence, entries);
        _workstations[msg.sender] = writer.advanced(nextSequence, head);
    }

    /// @inheritdoc IHospitalRegistry
    function removePatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external {
        WorkstationState writer = _requireTurn(sequence);
        bytes24 head = RecordStream.advance(writer.headOf(), RecordStream.REMOVED, tag, pointer);
        _workstations[msg.sender] = writer.advanced(sequence + 1, head);
        emit RecordRemoved(msg.sender, tag, sequence, pointer);
    }

    /// @inheritdoc IHospitalRegistry
    function requestAccess(HospitalId to, Pointer request) external {
        HospitalId from = _requireWorkstation().hospitalOf();
        _requireAdmitted(to);
        emit AccessRequested(from, to, request);
    }

    /// @inheritdoc IHospitalRegistry
    function anchorAudit(bytes32 head, Pointer report) external {
        _requireWorkstation();
        emit AuditAnchored(msg.sender, head, report);
    }

    // ── Consent ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function grantAccess(Grant calldata grant, bytes calldata signature) external whenNotPaused {
        if (block.timestamp > grant.deadline) revert SignatureDeadlinePassed(grant.deadline, block.timestamp);
        if (block.timestamp >= grant.expiresAt) revert GrantExpired(grant.expiresAt, block.timestamp);
        if (grant.grantee == NO_HOSPITAL || HospitalId.unwrap(grant.grantee) >= _nextHospital) {
            revert HospitalUnknown(grant.grantee);
        }
        Patient storage patient = _requirePatient(grant.patient);
        uint32 nonce = patient.nonce;
        if (grant.nonce != nonce) revert GrantNonceMismatch(nonce, grant.nonce);
        grant.patient.requireSigned(_hashTypedDataV4(grant.hash()), signature);

        patient.nonce = nonce + 1;
        GrantId grantId = grantIdOf(grant.patient, nonce);
        _grants[grantId] = GrantState({grantee: grant.grantee, expiresAt: grant.expiresAt, scope: bytes24(grant.scope)});
        emit AccessGranted(grantId, grant.grantee, grant.scope, grant.envelope, grant.expiresAt);
    }

    /// @inheritdoc IHospitalRegistry
    function revokeAccess(Revocation calldata revocation, bytes calldata signature) external {
        revocation.patient.requireSigned(_hashTypedDataV4(revocation.hash()), signature);

        GrantId grantId = grantIdOf(revocation.patient, revocation.nonce);
        if (_grants[grantId].expiresAt == 0) _useUpNonce(revocation.patient, revocation.nonce, grantId);
        else delete _grants[grantId];
        emit AccessRevoked(grantId);
    }

    // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function hospitalCount() external view returns (uint24) {
        return _nextHospital - 1;
    }

    /// @inheritdoc IHospitalRegistry
    function patientCount() external view returns (uint64) {
        return _patientCount;
    }

    /// @inheritdoc IHospitalRegistry
    function getHospital(HospitalId hospital) external view returns (address administrator, bytes32 sealKey) {
        Hospital storage state = _hospitals[hospital];
        return (state.administrator, state.sealKey);
    }

    /// @inheritdoc IHospitalRegistry
    function getWorkstation(address workstation)
        external
        view
        returns (HospitalId hospital, bool isRevoked, uint32 sequence, bytes24 head)
    {
        WorkstationState state = _workstations[workstation];
        return (state.hospitalOf(), state.isRevoked(), state.sequenceOf(), state.headOf());
    }

    /// @inheritdoc IHospitalRegistry
    function getPatient(PatientRef patient) external view returns (HospitalId hospital, uint32 epoch, uint32 nonce) {
        Patient memory state = _patients[patient];
        return (state.hospital, state.epoch, state.nonce);
    }

    /// @inheritdoc IHospitalRegistry
    function getGrant(GrantId grantId) external view returns (HospitalId grantee, uint40 expiresAt, bytes24 scope) {
        GrantState memory state = _grants[grantId];
        return (state.grantee, state.expiresAt, state.scope);
    }

    /// @inheritdoc IHospitalRegistry
    function isAuthorized(GrantId grantId, HospitalId grantee, uint16 categories, Scope calldata disclosed)
        external
        view
        returns (bool)
    {
        GrantState memory state = _grants[grantId];
        return block.timestamp < state.expiresAt && state.grantee == grantee
            && _hospitals[grantee].administrator != address(0) && categories != 0
            && categories & ~disclosed.categories == 0 && state.scope == bytes24(keccak256(abi.encode(disclosed)));
    }

    // ── Rules ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Uses up the number of a grant that the patient signed but nobody relayed, so that nobody ever can.
    function _useUpNonce(PatientRef patient, uint32 nonce, GrantId grantId) private {
        Patient storage state = _requirePatient(patient);
        uint32 next = state.nonce;
        if (nonce < next) revert GrantAlreadyOver(grantId);
        if (nonce > next) revert GrantNonceMismatch(next, nonce);

        state.nonce = nonce + 1;
    }

    function _requireAdministrator() private view returns (HospitalId hospital) {
        hospital = _administered[msg.sender];
        if (hospital == NO_HOSPITAL) revert HospitalAdministratorUnknown(msg.sender);
    }

    function _requireAdmitted(HospitalId hospital) private view {
        if (_hospitals[hospital].administrator == address(0)) revert HospitalNotAdmitted(hospital);
    }

    /// @dev The caller, if it may write for its hospital now (CON6).
    function _requireWorkstation() private view returns (WorkstationState workstation) {
        workstation = _workstations[msg.sender];
        HospitalId hospital = workstation.hospitalOf();
        if (hospital == NO_HOSPITAL || workstation.isRevoked()) revert WorkstationNotEnrolled(msg.sender);
        _requireAdmitted(hospital);
    }

    /// @dev The caller, if it may write and its stream is due to receive this number (CON5).
    function _requireTurn(uint32 sequence) private view returns (WorkstationState workstation) {
        workstation = _requireWorkstation();
        uint32 expected = workstation.sequenceOf();
        if (sequence != expected) revert WorkstationSequenceMismatch(expected, sequence);
    }

    function _requirePatient(PatientRef patient) private view returns (Patient storage state) {
        state = _patients[patient];
        if (state.hospital == NO_HOSPITAL) revert PatientUnknown(patient);
    }
}
