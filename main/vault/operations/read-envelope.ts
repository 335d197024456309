import { AppError } from '../../../preload/api/errors.ts';
import type { GrantId, HospitalId, PatientId } from '../../../preload/api/ids.ts';
import { scopeCommitment } from '../../registry/scope.ts';
import { type GrantTerms, openEnvelopeAsGrantee, openEnvelopeAsHospital } from '../crypto/grant-envelope.ts';
import type { GranteeKeys } from '../crypto/grantee-keys.ts';
import type { VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import type { WritableDb } from '../store/handles.ts';
import { getAccessRequest, updateAccessRequestAnswer } from '../store/queries/access-requests.ts';
import { type GrantEvent, getGrantEvent } from '../store/queries/chain-logs.ts';
import { type GrantRow, getGrant } from '../store/queries/grants.ts';
import { getPatientLinkByRef } from '../store/queries/patient-links.ts';
import { getPatientByRef } from '../store/queries/patients.ts';
import { getHospitalOfPatient } from '../store/queries/registry-members.ts';
import { BY_SYNC } from './by-sync.ts';
import { commitOperation } from './commit.ts';
import { bringEpochUpToDate } from './epochs.ts';
import { isInForce } from './grant-standing.ts';
import { keepKeys } from './held-epochs.ts';
import { rememberGrant } from './remember-grant.ts';
import { requireEqual, type SealedObject } from './sealed-object.ts';

/**
 * A patient gave a grant: to this hospital, which now finds its keys in the envelope, or to another one for records
 * kept here, which now learns the terms. Refused with `crypto.notDecryptable` when the envelope's terms are not those
 * the patient signed.
 */
export function readEnvelope(context: VaultContext, { event, bytes }: SealedObject): 'understood' {
  const { db, keys, policy } = context;
  const signed = event.grantId && getGrantEvent(db, event.grantId);
  if (!event.grantId || !signed) throw new Error('an envelope is named by a grant');
  if (signed.grantee === policy.hospital.id) {
    const { terms, keys: opened } = openEnvelopeAsGrantee(bytes, keys.hospitalSeal);
    requireSigned(terms, signed);
    keepHeld(context, heldGrant(context, event.grantId, terms, signed), terms, opened);
  } else {
    const terms = openEnvelopeAsHospital(bytes, keys.hospitalSeal);
    requireSigned(terms, signed);
    keepGiven(context, givenGrant(context, event.grantId, terms, signed), terms);
  }
  return 'understood';
}

function requireSigned(terms: GrantTerms, signed: GrantEvent): void {
  requireEqual(terms.subjectRef, signed.patient, 'subjectRef');
  requireEqual(terms.granteeHospital, signed.grantee, 'granteeHospital');
  requireEqual(scopeCommitment(terms), signed.scope, 'scope');
}

function keepHeld(context: VaultContext, grant: GrantRow, terms: GrantTerms, opened: readonly GranteeKeys[]): void {
  keepGrant(context, grant, terms, (db) => {
    if (isInForce(context, db, grant)) keepKeys(db, grant, opened);
  });
}

/** A grant that became known after a new epoch began gets its keys at once, not with the next record. */
function keepGiven(context: VaultContext, grant: GrantRow, terms: GrantTerms): void {
  keepGrant(context, grant, terms, (db) => bringEpochUpToDate(context, db, grant.patientId));
}

/**
 * A grant that was approved at this desk is known and audited already, unless it is another one that took the number of
 * the one approved here.
 */
function keepGrant(context: VaultContext, grant: GrantRow, terms: GrantTerms, effect: (db: WritableDb) => void): void {
  if (getGrant(context.db, grant.id)?.envelope === grant.envelope) {
    context.db.transaction(effect);
    context.emit('data.changed', { topics: ['consent', 'records'] });
    return;
  }
  const subject = hospitalNamed(context.policy, grant.hospitalId).name;
  const audit = { action: 'accessGranted', subject, patientId: grant.patientId, ...BY_SYNC } as const;
  const operation = { kind: 'grants.received', patientId: grant.patientId, audit } as const;
  commitOperation(context, { ...operation, changes: ['consent', 'records'] }, (db) => {
    rememberGrant(db, grant);
    const request = getAccessRequest(db, terms.requestId);
    if (request?.subjectRef === terms.subjectRef && request.answer !== 'approved') {
      updateAccessRequestAnswer(db, request.id, 'approved', grant.grantedAt, grant.id);
    }
    effect(db);
  });
}

function heldGrant(context: VaultContext, id: GrantId, terms: GrantTerms, signed: GrantEvent): GrantRow {
  const keeper = getHospitalOfPatient(context.db, signed.patient);
  const patientId = patientOf(context, terms);
  if (keeper === undefined || !patientId) throw unknownPatient();
  return grantRow(id, terms, signed, { direction: 'held', patientId, hospitalId: keeper });
}

function givenGrant(context: VaultContext, id: GrantId, terms: GrantTerms, signed: GrantEvent): GrantRow {
  const patient = getPatientByRef(context.db, signed.patient);
  if (!patient) throw unknownPatient();
  return grantRow(id, terms, signed, { direction: 'given', patientId: patient.id, hospitalId: signed.grantee });
}

function grantRow(
  id: GrantId,
  terms: GrantTerms,
  signed: GrantEvent,
  whose: { direction: 'given' | 'held'; patientId: PatientId; hospitalId: HospitalId },
): GrantRow {
  return {
    id,
    ...whose,
    subjectRef: terms.subjectRef,
    categories: terms.categories,
    salt: Buffer.from(terms.salt).toString('hex'),
    envelope: signed.envelope,
    epoch: terms.epoch,
    grantedAt: signed.blockTime * 1000,
    expiresAt: signed.expiresAt * 1000,
  };
}

/** Who the pseudonym is here: the patient we asked for, or one whose card showed it. */
function patientOf({ db }: VaultContext, terms: GrantTerms): PatientId | undefined {
  const request = getAccessRequest(db, terms.requestId);
  if (request?.direction === 'outgoing' && request.subjectRef === terms.subjectRef) return request.patientId;
  return getPatientLinkByRef(db, terms.subjectRef)?.patientId;
}

function unknownPatient(): AppError {
  return new AppError('patient.notFound', 'The grant is about somebody who is not known here');
}
