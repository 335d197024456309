// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IHospitalRegistry} from "./interfaces/IHospitalRegistry.sol";
import {PatientSignature} from "./libraries/PatientSignature.sol";
import {StreamHead} from "./libraries/StreamHead.sol";
import {GrantId, grantIdOf} from "./types/GrantId.sol";
import {HospitalId} from "./types/HospitalId.sol";
import {PatientRef} from "./types/PatientRef.sol";
import {Pointer} from "./types/Pointer.sol";
import {RecordTag} from "./types/RecordTag.sol";

/// @title HospitalRegistry
/// @notice See {IHospitalRegistry}: what every function promises is written there.
contract HospitalRegistry is IHospitalRegistry, AccessControlDefaultAdminRules, Pausable, EIP712 {
    using PatientSignature for PatientRef;

    /// @notice May admit and remove hospitals.
    bytes32 public constant REGISTRAR_ROLE = keccak256("REGISTRAR_ROLE");
    /// @notice May stop and resume new grants.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    /// @notice How long a transfer of the default administration waits before it can be accepted.
    uint48 public constant ADMIN_TRANSFER_DELAY = 1 days;

    bytes32 private constant GRANT_TYPEHASH = keccak256(
        "Grant(address patient,uint24 grantee,bytes32 scope,bytes32 envelope,uint40 expiresAt,uint32 nonce,uint40 deadline)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256("Revocation(address patient,uint32 nonce)");

    HospitalId private constant NO_HOSPITAL = HospitalId.wrap(0);

    /// @dev An admitted hospital has an administrator; removing it deletes both slots.
    struct Hospital {
        address administrator;
        bytes32 sealKey;
    }

    /// @dev One slot.
    struct Workstation {
        HospitalId hospital;
        WorkstationStatus status;
        uint32 sequence;
        bytes24 head;
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

    uint24 private _nextHospital = 1;
    uint64 private _patientCount;

    mapping(HospitalId => Hospital) private _hospitals;
    mapping(address administrator => HospitalId) private _administered;
    mapping(address workstation => Workstation) private _workstations;
    mapping(PatientRef => Patient) private _patients;
    mapping(GrantId => GrantState) private _grants;

    /// @param registrar Holds all roles at first and may hand them on.
    constructor(address registrar)
        AccessControlDefaultAdminRules(ADMIN_TRANSFER_DELAY, registrar)
        EIP712("Wardkeep HospitalRegistry", "1")
    {
        _grantRole(REGISTRAR_ROLE, registrar);
        _grantRole(PAUSER_ROLE, registrar);
    }

    // ── Hospitals ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function addHospital(address administrator, bytes32 sealKey, Pointer profile)
        external
        onlyRole(REGISTRAR_ROLE)
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
    function removeHospital(HospitalId hospital) external onlyRole(REGISTRAR_ROLE) {
        address administrator = _hospitals[hospital].administrator;
        if (administrator == address(0)) revert HospitalNotAdmitted(hospital);

        delete _hospitals[hospital];
        _administered[administrator] = NO_HOSPITAL;
        emit HospitalRemoved(hospital);
    }

    /// @inheritdoc IHospitalRegistry
    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    /// @inheritdoc IHospitalRegistry
    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
    }

    // ── Workstations ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function enrolWorkstation(address workstation) external {
        HospitalId hospital = _requireAdministrator();
        if (workstation == address(0)) revert WorkstationInvalid(workstation);
        Workstation storage state = _workstations[workstation];
        if (state.status != WorkstationStatus.Unknown) {
            revert WorkstationAlreadyKnown(workstation, state.hospital, state.status);
        }

        state.hospital = hospital;
        state.status = WorkstationStatus.Enrolled;
        emit WorkstationEnrolled(workstation, hospital);
    }

    /// @inheritdoc IHospitalRegistry
    function revokeWorkstation(address workstation) external {
        HospitalId hospital = _requireAdministrator();
        Workstation storage state = _workstations[workstation];
        if (state.status != WorkstationStatus.Enrolled) revert WorkstationNotEnrolled(workstation, state.status);
        if (state.hospital != hospital) revert WorkstationOfOtherHospital(workstation, hospital, state.hospital);

        state.status = WorkstationStatus.Revoked;
        emit WorkstationRevoked(workstation);
    }

    // ── Patients and records ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function addPatient(PatientRef patient, Pointer keyring) external {
        HospitalId hospital = _requireWorkstation().hospital;
        if (PatientRef.unwrap(patient) == address(0)) revert PatientInvalid(patient);
        HospitalId known = _patients[patient].hospital;
        if (known != NO_HOSPITAL) revert PatientAlreadyAdded(patient, known);

        _patients[patient] = Patient({hospital: hospital, epoch: 1, nonce: 0});
        ++_patientCount;
        emit PatientAdded(patient, hospital, keyring);
    }

    /// @inheritdoc IHospitalRegistry
    function rotateEpoch(PatientRef patient, uint32 epoch, Pointer keyring) external {
        HospitalId hospital = _requireWorkstation().hospital;
        Patient storage state = _requirePatient(patient);
        if (state.hospital != hospital) revert PatientOfOtherHospital(patient, hospital, state.hospital);
        uint32 next = state.epoch + 1;
        if (epoch != next) revert PatientEpochMismatch(next, epoch);

        state.epoch = epoch;
        emit EpochRotated(patient, epoch, keyring);
    }

    /// @inheritdoc IHospitalRegistry
    function addPatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external {
        Workstation memory writer = _requireTurn(sequence);
        writer.head = StreamHead.advance(writer.head, StreamHead.ADDED, tag, pointer);
        writer.sequence = sequence + 1;
        _workstations[msg.sender] = writer;
        emit RecordAdded(msg.sender, tag, sequence, pointer);
    }

    /// @inheritdoc IHospitalRegistry
    function addPatientRecords(uint32 firstSequence, RecordEntry[] calldata entries) external {
        if (entries.length == 0) revert RecordBatchEmpty();
        Workstation memory writer = _requireTurn(firstSequence);
        bytes24 head = writer.head;
        uint32 sequence = firstSequence;
        for (uint256 index = 0; index < entries.length; ++index) {
            RecordEntry calldata entry = entries[index];
            head = StreamHead.advance(head, StreamHead.ADDED, entry.tag, entry.pointer);
            emit RecordAdded(msg.sender, entry.tag, sequence, entry.pointer);
            ++sequence;
        }
        writer.head = head;
        writer.sequence = sequence;
        _workstations[msg.sender] = writer;
    }

    /// @inheritdoc IHospitalRegistry
    function removePatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external {
        Workstation memory writer = _requireTurn(sequence);
        writer.head = StreamHead.advance(writer.head, StreamHead.REMOVED, tag, pointer);
        writer.sequence = sequence + 1;
        _workstations[msg.sender] = writer;
        emit RecordRemoved(msg.sender, tag, sequence, pointer);
    }

    /// @inheritdoc IHospitalRegistry
    function requestAccess(HospitalId to, Pointer request) external {
        HospitalId from = _requireWorkstation().hospital;
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
        _requireAdmitted(grant.grantee);
        Patient storage patient = _requirePatient(grant.patient);
        uint32 nonce = patient.nonce;
        if (grant.nonce != nonce) revert GrantNonceMismatch(nonce, grant.nonce);
        grant.patient.requireSigned(
            _hashTypedDataV4(keccak256(abi.encode(GRANT_TYPEHASH, grant))), signature
        );

        patient.nonce = nonce + 1;
        GrantId grantId = grantIdOf(grant.patient, nonce);
        _grants[grantId] =
            GrantState({grantee: grant.grantee, expiresAt: grant.expiresAt, scope: bytes24(grant.scope)});
        emit AccessGranted(grant.patient, grant.grantee, grantId, grant.scope, grant.envelope, grant.expiresAt);
    }

    /// @inheritdoc IHospitalRegistry
    function revokeAccess(Revocation calldata revocation, bytes calldata signature) external {
        revocation.patient.requireSigned(
            _hashTypedDataV4(keccak256(abi.encode(REVOCATION_TYPEHASH, revocation))), signature
        );
        GrantId grantId = grantIdOf(revocation.patient, revocation.nonce);
        if (_grants[grantId].expiresAt == 0) _useUpNonce(revocation.patient, revocation.nonce, grantId);
        else delete _grants[grantId];
        emit AccessRevoked(revocation.patient, grantId);
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
        returns (HospitalId hospital, WorkstationStatus status, uint32 sequence, bytes24 head)
    {
        Workstation memory state = _workstations[workstation];
        return (state.hospital, state.status, state.sequence, state.head);
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
        if (nonce < state.nonce) revert GrantAlreadyOver(grantId);
        if (nonce > state.nonce) revert GrantNonceMismatch(state.nonce, nonce);
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
    function _requireWorkstation() private view returns (Workstation memory workstation) {
        workstation = _workstations[msg.sender];
        if (workstation.status != WorkstationStatus.Enrolled) {
            revert WorkstationNotEnrolled(msg.sender, workstation.status);
        }
        _requireAdmitted(workstation.hospital);
    }

    /// @dev The caller, if it may write and its stream is due to receive this number (CON5).
    function _requireTurn(uint32 sequence) private view returns (Workstation memory workstation) {
        workstation = _requireWorkstation();
        if (workstation.sequence != sequence) revert WorkstationSequenceMismatch(workstation.sequence, sequence);
    }

    function _requirePatient(PatientRef patient) private view returns (Patient storage state) {
        state = _patients[patient];
        if (state.hospital == NO_HOSPITAL) revert PatientUnknown(patient);
    }
}
