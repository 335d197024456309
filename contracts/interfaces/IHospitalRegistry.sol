// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {GrantId} from "../types/GrantId.sol";
import {GrantTerms} from "../types/GrantTerms.sol";
import {HospitalId} from "../types/HospitalId.sol";
import {PatientRef} from "../types/PatientRef.sol";
import {Pointer} from "../types/Pointer.sol";
import {RecordTag} from "../types/RecordTag.sol";

/// @title The register that the hospitals of a consortium keep together
/// @notice It holds pseudonyms, digests and consents; never a name, a diagnosis, a category or a ciphertext. Everything
/// stored or emitted is public: no function here is access control for data, the keys are (PROTOCOL, CON7).
/// @dev Callers are of four kinds: the registrar (admits and removes hospitals), the administrator of a hospital (enrols
/// and revokes its workstations), workstations (write for their hospital), and anyone at all (relays what a patient or a
/// patient's guardians signed). Every write takes effect at most once (CON5): registrations are unique, records carry the
/// number that their workstation is due to use next, epochs count up by one, and so does whatever a patient signs.
/// `requestAccess`, `emergencyAccess` and `anchorAudit` leave no state; repeating one repeats the same statement, and
/// readers know it by its digest.
interface IHospitalRegistry {
    // ── Shapes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice One entry of a batch.
    struct RecordEntry {
        RecordTag tag;
        Pointer pointer;
    }

    /// @notice Another key takes the place of the patient's: signed as EIP-712 `KeyRotation` by the key itself, or as
    /// `KeyRecovery` by guardians. The ref stays, and with it every consent.
    /// @param key The new key: a plain one, or a contract wallet (ERC-1271).
    /// @param nonce The number of this statement among all the patient signs, also when guardians sign it.
    /// @param deadline Unix seconds; after this block time the signatures are not accepted any more.
    struct KeyChange {
        PatientRef patient;
        address key;
        uint40 nonce;
        uint40 deadline;
    }

    /// @notice The patient stops a recovery, signed as EIP-712 typed data by the key that it would replace.
    /// @dev Like a revocation it can only take something away; it names the one proposal it ends.
    struct RecoveryCancellation {
        PatientRef patient;
        address key;
        uint40 readyAt;
    }

    /// @notice The patient says who may propose a new key, signed as EIP-712 typed data.
    /// @param guardians Commitment keccak256(abi.encode(GuardianSet)); zero for nobody.
    struct GuardianChoice {
        PatientRef patient;
        bytes32 guardians;
        uint40 nonce;
        uint40 deadline;
    }

    /// @notice The opened form of a patient's guardians.
    /// @param threshold How many of them have to sign, at least one.
    /// @param members Their keys in ascending order.
    /// @param salt 32 random bytes that keep the commitment from being guessed.
    struct GuardianSet {
        uint8 threshold;
        address[] members;
        bytes32 salt;
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
    event HospitalSealKeyChanged(HospitalId indexed hospital, bytes32 sealKey);
    event HospitalProfileChanged(HospitalId indexed hospital, Pointer profile);

    /// @param administrator Who may take over; zero if nobody any more.
    event AdministrationOffered(HospitalId indexed hospital, address administrator);
    event AdministrationAccepted(HospitalId indexed hospital, address administrator);

    event WorkstationEnrolled(address indexed workstation, HospitalId indexed hospital);
    event WorkstationRevoked(address indexed workstation);

    /// @param keyring The sealed key of the patient's first epoch.
    event PatientAdded(PatientRef indexed patient, HospitalId indexed hospital, Pointer keyring);
    event EpochRotated(PatientRef indexed patient, uint32 epoch, Pointer keyring);

    /// @notice The patient's key has named its successor.
    event PatientKeyRotated(PatientRef indexed patient, address key);
    event GuardiansChosen(PatientRef indexed patient, bytes32 guardians);
    /// @param readyAt Unix seconds; from this block time on the recovery can be finished.
    event RecoveryProposed(PatientRef indexed patient, address key, uint40 readyAt, bool byGuardians);
    event RecoveryCancelled(PatientRef indexed patient);
    /// @notice A recovery was finished: the lost key is dead.
    event PatientKeyRecovered(PatientRef indexed patient, address key);

    /// @param sequence Position in the workstation's stream, from 0, shared with `RecordRemoved`.
    event RecordAdded(address indexed workstation, RecordTag indexed tag, uint32 sequence, Pointer pointer);
    event RecordRemoved(address indexed workstation, RecordTag indexed tag, uint32 sequence, Pointer pointer);

    /// @param request The sealed request: who asks for what, why, until when.
    event AccessRequested(HospitalId indexed from, HospitalId indexed to, Pointer request);
    /// @param grantId Begins with the patient's ref.
    /// @param terms Who may read what until when.
    /// @param envelope The sealed category keys, to be opened by the grantee only.
    event AccessGranted(GrantId indexed grantId, GrantTerms terms, Pointer envelope);
    /// @notice The grant is over, or, where it had not been relayed yet, can never begin.
    event AccessRevoked(GrantId indexed grantId);

    /// @notice The glass was broken: a hospital reads without consent what another one, or itself, keeps.
    /// @param startedAt Unix seconds
    /// @param endsAt Unix seconds, at most a day later.
    /// @param report The sealed report to the keeper: who, whose records, why.
    event EmergencyAccessed(
        HospitalId indexed by, HospitalId indexed keeper, uint40 startedAt, uint40 endsAt, Pointer report
    );

    /// @param head Head of the workstation's local audit chain.
    /// @param report The sealed part of the audit log up to that head.
    event AuditAnchored(address indexed workstation, bytes32 head, Pointer report);

    // ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────

    error RegistrarNeverVacant();

    error HospitalAdministratorInvalid(address administrator);
    error HospitalAdministratorTaken(address administrator, HospitalId hospital);
    error HospitalAdministratorUnknown(address caller);
    error HospitalNotAdmitted(HospitalId hospital);
    error HospitalSealKeyInvalid(bytes32 sealKey);
    error HospitalUnknown(HospitalId hospital);
    error AdministrationNotOffered(HospitalId hospital, address caller);

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
    error PatientKeyInvalid(address key);

    error GuardiansMismatch(bytes32 expected, bytes32 actual);
    error GuardiansInvalid(uint8 threshold, uint256 members, uint256 signatures);
    error GuardiansNotAscending(address previous, address member);
    error GuardiansTooFew(uint256 approvals, uint8 threshold);

    error RecoveryWaitInvalid(uint40 wait);
    error RecoveryByGuardiansPending(PatientRef patient);
    error RecoveryUnknown(PatientRef patient);
    error RecoveryOtherPending(address key, uint40 readyAt);
    error RecoveryNotReady(uint40 readyAt, uint256 blockTime);

    error RecordBatchEmpty();
    error EmergencyPeriodInvalid(uint40 startedAt, uint40 endsAt, uint256 blockTime);

    error GrantExpired(uint40 expiresAt, uint256 blockTime);
    error GrantAlreadyOver(GrantId grantId);

    error SignatureDeadlinePassed(uint40 deadline, uint256 blockTime);
    error SignatureNonceMismatch(uint40 expected, uint96 actual);
    error SignatureLengthInvalid(uint256 length);
    error SignatureMalleable(bytes32 s);
    error SignatureSignerMismatch(address expected, address recovered);
    error SignatureRefusedByWallet(address wallet);

    // ── Hospitals (registrar) ───────────────────────────────────────────────────────────────────────────────────────

    /// @notice Admits a hospital. An administrator stands for one hospital at a time.
    /// @return hospital The next free number.
    function addHospital(address administrator, bytes32 sealKey, Pointer profile) external returns (HospitalId hospital);

    /// @notice Ends a membership: the workstations of the hospital stop writing and grants to it stop counting at once. What
    /// it wrote stays, and so do the grants of its patients to others.
    function removeHospital(HospitalId hospital) external;

    /// @notice Stops whatever gives a right: grants, new keys, guardians, recoveries. Everything else goes on, above all
    /// whatever takes one away: revocations and the cancelling of recoveries.
    function pause() external;

    function unpause() external;

    // ── Administrator of a hospital ─────────────────────────────────────────────────────────────────────────────────

    /// @notice Lets another key take over the caller's hospital. A later offer replaces it, one to zero withdraws it.
    function offerAdministration(address administrator) external;

    /// @notice Takes over what was offered to the caller, who must not stand for a hospital yet.
    function acceptAdministration(HospitalId hospital) external;

    /// @notice The key under which others seal to the caller's hospital from now on.
    function setHospitalSealKey(bytes32 sealKey) external;

    /// @notice The public description of the caller's hospital from now on.
    function setHospitalProfile(Pointer profile) external;

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

    /// @notice Reports that records were read without consent in an emergency. It authorises nothing: it is the trace
    /// that may not be missing, written as soon as there is a network, also when the access is over by then.
    /// @param keeper Whose records they are: any hospital that was ever admitted, the caller's included.
    function emergencyAccess(HospitalId keeper, uint40 startedAt, uint40 endsAt, Pointer report) external;

    /// @notice Makes later changes to the workstation's audit log evident.
    function anchorAudit(bytes32 head, Pointer report) external;

    // ── Consent (anyone, signed by the patient) ─────────────────────────────────────────────────────────────────────

    /// @notice Records a consent that the patient signed as EIP-712 typed data:
    /// Grant(address patient,uint24 grantee,bytes24 scope,bytes32 envelope,uint40 expiresAt,uint40 nonce,uint40 deadline).
    /// The checks, in this order: not paused, grantee, expiry, deadline, patient, number, signature. A hospital that was
    /// removed may be named, but no grant to it authorises anything.
    /// @param deadline Unix seconds; after this block time the signature is not accepted any more.
    /// @param grantId The patient, and the number of this statement among all the patient signs: 0, 1, 2 … without a gap.
    /// @param terms Who may read what until when.
    /// @param envelope The sealed category keys, to be opened by the grantee only.
    /// @dev The deadline comes first because this order of types has a selector that the dispatcher meets early: the one
    /// call here that is dear to every patient's hospital is 600 gas cheaper.
    function grantAccess(uint40 deadline, GrantId grantId, GrantTerms terms, Pointer envelope, bytes calldata signature)
        external;

    /// @notice Ends a consent; never paused. Signed as EIP-712 typed data: Revocation(address patient,uint40 nonce),
    /// deliberately without a deadline and without a number of its own: it can take effect only once, it can only take
    /// rights away, and nothing that was never relayed may keep it from taking effect. Whatever the patient signed under
    /// the next number and nobody relayed yet can be ended too: the number is used up.
    /// @param grantId The patient, and the number of the grant that ends.
    function revokeAccess(GrantId grantId, bytes calldata signature) external;

    // ── Patient keys (anyone, signed by the patient or the guardians; proposals also by the hospital) ────────────────

    /// @notice Puts another key in the place of the patient's, at once; a recovery that was pending is over. So the
    /// patient claims a key that the hospital held in custody, and replaces a card.
    function rotatePatientKey(KeyChange calldata rotation, bytes calldata signature) external;

    /// @notice Says who may propose a new key when the patient's is lost. What the former ones proposed is over.
    function chooseGuardians(GuardianChoice calldata choice, bytes calldata signature) external;

    /// @notice A workstation of the patient's hospital proposes a new key. It replaces what the hospital proposed before,
    /// never what guardians did.
    function proposeRecovery(PatientRef patient, address key) external;

    /// @notice Enough of the patient's guardians propose a new key. It replaces whatever was proposed before.
    /// @param guardians The opened commitment.
    /// @param signatures One for each member in turn, empty for a member that did not sign.
    function proposeRecoveryByGuardians(
        KeyChange calldata recovery,
        GuardianSet calldata guardians,
        bytes[] calldata signatures
    ) external;

    /// @notice The patient's key stops what was proposed; never paused.
    function cancelRecovery(RecoveryCancellation calldata cancellation, bytes calldata signature) external;

    /// @notice Puts the proposed key in place, once the wait is over. What a hospital proposed needs that it is still
    /// admitted. It uses up a number, so that nothing the lost key signed counts, should that key ever return.
    function finishRecovery(PatientRef patient) external;

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
    /// @return nonce The number that the next statement the patient signs carries.
    /// @return key Whose signature counts: at first the ref itself.
    function getPatient(PatientRef patient)
        external
        view
        returns (HospitalId hospital, uint32 epoch, uint40 nonce, address key);

    /// @return The commitment to the patient's guardians; zero if there are none.
    function getGuardians(PatientRef patient) external view returns (bytes32);

    /// @return key What is proposed to take the place of the patient's key; zero if nothing is.
    /// @return readyAt Unix seconds; from this block time on it can be finished.
    function getRecovery(PatientRef patient) external view returns (address key, uint40 readyAt, bool byGuardians);

    /// @return Seconds from a proposal until it can be finished, the same for the life of this registry.
    function recoveryWait() external view returns (uint40);

    /// @notice A grant that counts, or all zeros if it was never given or is revoked.
    /// @return grantee The hospital that may read.
    /// @return expiresAt Unix seconds; past ones included.
    /// @return scope The commitment to the categories.
    function getGrant(GrantId grantId) external view returns (HospitalId grantee, uint40 expiresAt, bytes24 scope);

    /// @notice Whether a hospital may, at the time of this block, read all the categories asked for.
    /// @param categories One bit per category asked for; none is never authorised.
    /// @param disclosed The opened scope of the grant.
    function isAuthorized(GrantId grantId, HospitalId grantee, uint16 categories, Scope calldata disclosed)
        external
        view
        returns (bool);
}
