// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {GrantId} from "../types/GrantId.sol";
import {HospitalId} from "../types/HospitalId.sol";
import {PatientRef} from "../types/PatientRef.sol";
import {Pointer} from "../types/Pointer.sol";
import {RecordTag} from "../types/RecordTag.sol";

/// @title The register that the hospitals of a consortium keep together
/// @notice It holds pseudonyms, digests and consents; never a name, a diagnosis, a category or a ciphertext. Everything
/// stored or emitted is public: no function here is access control for data, the keys are (PROTOCOL, CON7).
/// @dev Callers are of four kinds: the registrar (admits and removes hospitals), the administrator of a hospital (enrols
/// and revokes its workstations), workstations (write for their hospital), and anyone at all (relays what a patient
/// signed). Every write takes effect at most once (CON5): registrations are unique, records carry the number that their
/// workstation is due to use next, epochs and grants count up by one. `requestAccess` and `anchorAudit` leave no state;
/// repeating one repeats the same statement, and readers know it by its digest.
interface IHospitalRegistry {
    // ── Shapes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice One entry of a batch.
    struct RecordEntry {
        RecordTag tag;
        Pointer pointer;
    }

    /// @notice The patient's consent, signed as EIP-712 typed data. Anyone may relay it.
    /// @param patient Who consents, and whose signature is checked.
    /// @param grantee The hospital that may read.
    /// @param scope Commitment keccak256(abi.encode(uint16 categories, bytes32 salt)).
    /// @param envelope The sealed category keys, to be opened by the grantee only.
    /// @param expiresAt Unix seconds; at this block time and later the grant authorises nothing.
    /// @param nonce The number of this grant among the patient's: 0, 1, 2 … without a gap.
    /// @param deadline Unix seconds; after this block time the signature is not accepted any more.
    struct Grant {
        PatientRef patient;
        HospitalId grantee;
        bytes32 scope;
        Pointer envelope;
        uint40 expiresAt;
        uint32 nonce;
        uint40 deadline;
    }

    /// @notice The patient takes one grant back, signed as EIP-712 typed data. Anyone may relay it.
    /// @dev Deliberately without a deadline and without a number of its own: it can take effect only once, it can only
    /// take rights away, and nothing that was never relayed may keep it from taking effect.
    /// @param patient Who gave the grant.
    /// @param nonce The number of the grant that ends.
    struct Revocation {
        PatientRef patient;
        uint32 nonce;
    }

    /// @notice The opened form of a grant's `scope`.
    /// @param categories One bit per category, as listed in the client.
    /// @param salt 32 random bytes that keep the commitment from being guessed.
    struct Scope {
        uint16 categories;
        bytes32 salt;
    }

    // ── Events ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @param sealKey X25519 public key under which others seal to this hospital.
    /// @param profile The hospital's public description.
    event HospitalAdded(HospitalId indexed hospital, address administrator, bytes32 sealKey, Pointer profile);
    event HospitalRemoved(HospitalId indexed hospital);

    event WorkstationEnrolled(address indexed workstation, HospitalId indexed hospital);
    event WorkstationRevoked(address indexed workstation);

    /// @param keyring The sealed key of the patient's first epoch.
    event PatientAdded(PatientRef indexed patient, HospitalId indexed hospital, Pointer keyring);
    event EpochRotated(PatientRef indexed patient, uint32 epoch, Pointer keyring);

    /// @param sequence Position in the workstation's stream, from 0, shared with `RecordRemoved`.
    event RecordAdded(address indexed workstation, RecordTag indexed tag, uint32 sequence, Pointer pointer);
    event RecordRemoved(address indexed workstation, RecordTag indexed tag, uint32 sequence, Pointer pointer);

    /// @param request The sealed request: who asks for what, why, until when.
    event AccessRequested(HospitalId indexed from, HospitalId indexed to, Pointer request);
    /// @param grantId Begins with the patient's ref.
    event AccessGranted(
        GrantId indexed grantId, HospitalId indexed grantee, bytes32 scope, Pointer envelope, uint40 expiresAt
    );
    /// @notice The grant is over, or, where it had not been relayed yet, can never begin.
    event AccessRevoked(GrantId indexed grantId);

    /// @param head Head of the workstation's local audit chain.
    /// @param report The sealed part of the audit log up to that head.
    event AuditAnchored(address indexed workstation, bytes32 head, Pointer report);

    // ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────

    error RegistrarNeverVacant();

    error HospitalAdministratorInvalid(address administrator);
    error HospitalAdministratorTaken(address administrator, HospitalId hospital);
    error HospitalNotAdmitted(HospitalId hospital);
    error HospitalUnknown(HospitalId hospital);
    error HospitalAdministratorUnknown(address caller);

    error WorkstationInvalid(address workstation);
    error WorkstationAlreadyKnown(address workstation, HospitalId hospital);
    error WorkstationNotEnrolled(address workstation);
    error WorkstationOfOtherHospital(address workstation, HospitalId expected, HospitalId actual);
    error WorkstationSequenceMismatch(uint32 expected, uint32 actual);

    error PatientInvalid(PatientRef patient);
    error PatientAlreadyAdded(PatientRef patient, HospitalId hospital);
    error PatientUnknown(PatientRef patient);
    error PatientOfOtherHospital(PatientRef patient, HospitalId expected, HospitalId actual);
    error PatientEpochMismatch(uint32 expected, uint32 actual);

    error RecordBatchEmpty();

    error GrantExpired(uint40 expiresAt, uint256 blockTime);
    error GrantNonceMismatch(uint32 expected, uint32 actual);
    error GrantAlreadyOver(GrantId grantId);

    error SignatureDeadlinePassed(uint40 deadline, uint256 blockTime);
    error SignatureLengthInvalid(uint256 length);
    error SignatureMalleable(bytes32 s);
    error SignatureSignerMismatch(address expected, address recovered);
    error SignatureRefusedByWallet(address wallet);

    // ── Hospitals (registrar) ───────────────────────────────────────────────────────────────────────────────────────

    /// @notice Admits a hospital. An administrator stands for one hospital at a time.
    /// @return hospital The next free number.
    function addHospital(address administrator, bytes32 sealKey, Pointer profile) external returns (HospitalId hospital);

    /// @notice Ends a membership: the workstations of the hospital stop writing and its grants stop counting at once.
    /// What it wrote stays.
    function removeHospital(HospitalId hospital) external;

    /// @notice Stops new grants. Everything else goes on, revocations above all.
    function pause() external;

    function unpause() external;

    // ── Workstations (administrator of the hospital) ────────────────────────────────────────────────────────────────

    /// @notice Lets a key write for the caller's hospital. Its stream starts at sequence 0 with an empty head.
    function enrolWorkstation(address workstation) external;

    /// @notice Ends that, for ever. The stream keeps its last sequence and head.
    function revokeWorkstation(address workstation) external;

    // ── Patients and records (workstations) ─────────────────────────────────────────────────────────────────────────

    /// @notice Registers a patient of the caller's hospital, in epoch 1.
    function addPatient(PatientRef patient, Pointer keyring) external;

    /// @notice Begins the next key period of a patient of the caller's hospital.
    /// @param epoch The current epoch plus one.
    function rotateEpoch(PatientRef patient, uint32 epoch, Pointer keyring) external;

    /// @notice Appends one record to the caller's stream.
    /// @param sequence The number of entries the stream has so far.
    function addPatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external;

    /// @notice Appends many records to the caller's stream, in the order given; all or none.
    /// @param firstSequence The number of entries the stream has so far.
    function addPatientRecords(uint32 firstSequence, RecordEntry[] calldata entries) external;

    /// @notice Appends to the caller's stream that a record counts no longer. The past stays provable.
    /// @param sequence The number of entries the stream has so far.
    function removePatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external;

    /// @notice Asks the patients of another hospital for access: which one, only the sealed request says.
    function requestAccess(HospitalId to, Pointer request) external;

    /// @notice Makes later changes to the workstation's audit log evident.
    function anchorAudit(bytes32 head, Pointer report) external;

    // ── Consent (anyone, signed by the patient) ─────────────────────────────────────────────────────────────────────

    /// @notice Records a consent. The checks, in this order: not paused, deadline, expiry, grantee, patient, nonce,
    /// signature. A hospital that was removed may be named, but no grant to it authorises anything.
    function grantAccess(Grant calldata grant, bytes calldata signature) external;

    /// @notice Ends a consent; never paused. A grant that is signed but not relayed yet can be ended too, if it is the
    /// patient's next one: its number is used up.
    function revokeAccess(Revocation calldata revocation, bytes calldata signature) external;

    // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @return The number of hospitals ever admitted; their ids are 1 to this number.
    function hospitalCount() external view returns (uint24);

    /// @return The number of patients ever registered, at all hospitals together.
    function patientCount() external view returns (uint64);

    /// @return administrator Zero if the hospital is unknown or removed.
    /// @return sealKey Zero likewise.
    function getHospital(HospitalId hospital) external view returns (address administrator, bytes32 sealKey);

    /// @return hospital Whose workstation it is; zero if unknown.
    /// @return isRevoked Whether it may no longer write.
    /// @return sequence The number of entries in its stream, and so the number the next entry carries.
    /// @return head The hash chain over these entries; zero if there is none.
    function getWorkstation(address workstation)
        external
        view
        returns (HospitalId hospital, bool isRevoked, uint32 sequence, bytes24 head);

    /// @return hospital Where the patient is registered; zero if unknown.
    /// @return epoch The current key period, from 1.
    /// @return nonce The number the patient's next grant carries.
    function getPatient(PatientRef patient) external view returns (HospitalId hospital, uint32 epoch, uint32 nonce);

    /// @notice A grant that counts, or all zeros if it was never given or is revoked.
    /// @return grantee The hospital that may read.
    /// @return expiresAt Unix seconds; past ones included.
    /// @return scope The first 24 bytes of the scope's commitment.
    function getGrant(GrantId grantId) external view returns (HospitalId grantee, uint40 expiresAt, bytes24 scope);

    /// @notice Whether a hospital may, at the time of this block, read all the categories asked for.
    /// @param categories One bit per category asked for; none is never authorised.
    /// @param disclosed The opened scope of the grant.
    function isAuthorized(GrantId grantId, HospitalId grantee, uint16 categories, Scope calldata disclosed)
        external
        view
        returns (bool);
}
