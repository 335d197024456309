import type { AccessRequest, consent } from '../../../preload/api/consent.ts';
import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { RequestId } from '../../../preload/api/ids.ts';
import { sealAccessRequest } from '../crypto/access-request-object.ts';
import { commitOperation } from '../operations/commit.ts';
import { newUuid } from '../operations/new-id.ts';
import { enqueue } from '../operations/outbox-entry.ts';
import { findHospitalsOf } from '../operations/patient-identity.ts';
import { sealKeyOf } from '../operations/seal-key.ts';
import { tellRefusal } from '../operations/tell-refusal.ts';
import {
  type AccessRequestRow,
  getAccessRequest,
  insertAccessRequest,
  listAccessRequests,
  updateAccessRequestAnswer,
} from '../store/queries/access-requests.ts';
import { getPatientLink, upsertPatientLink } from '../store/queries/patient-links.ts';
import { insertPendingBlock } from '../store/queries/pending-blocks.ts';
import { getRegisteredHospital } from '../store/queries/registry-members.ts';
import { requestState, toAccessRequest } from './consent-views.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';
import { requirePatient } from './patient-view.ts';
import { requireIdentity, withCard } from './presented-card.ts';

type Consent = typeof consent;

/** Requests kept in view; older ones are found with their patient. */
const SHOWN_REQUESTS = 200;

export function listRequests(context: VaultContext): AccessRequest[] {
  return listAccessRequests(context.db, SHOWN_REQUESTS).map((row) => toAccessRequest(context, row));
}

/** The card shows where else the person is registered; only their pseudonyms there are kept. */
export async function findHospitals(
  context: VaultContext,
  { patientId, code, pin }: ParsedArgsOf<Consent['findHospitals']>,
): Promise<ResultOf<Consent['findHospitals']>> {
  const patient = requirePatient(context.db, patientId);
  const found = await withCard(context, { code, pin }, (root) => {
    requireIdentity(context, root, context.policy.hospital.id, patient.ref);
    return findHospitalsOf(context, root);
  });
  const audit = { action: 'cardPresented', subject: patient.mrn, patientId } as const;
  commitOperation(context, { kind: 'consent.findHospitals', patientId, audit, changes: ['consent'] }, (db) => {
    for (const { hospitalId, ref } of found) {
      upsertPatientLink(db, { patientId, hospitalId, ref, foundAt: context.now() });
    }
  });
  return found.map(({ hospitalId }) => hospitalNamed(context.policy, hospitalId));
}

/**
 * Asks another hospital's patient for access. What is asked is sealed to that hospital and to ours; on chain stand a
 * digest and the two hospitals (CON4). `consent.unknownHospital` when the card never showed the person to be there.
 */
export function ask(context: VaultContext, args: ParsedArgsOf<Consent['ask']>): AccessRequest {
  const { patientId, hospitalId, categories, days, purpose } = args;
  const { policy, user, keys, now } = context;
  const patient = requirePatient(context.db, patientId);
  const link = getPatientLink(context.db, patientId, hospitalId);
  const hospital = getRegisteredHospital(context.db, hospitalId);
  if (!link || !hospital) {
    throw new AppError('consent.unknownHospital', 'The patient is not known to be there', { details: { hospitalId } });
  }
  const content = {
    requestId: RequestId.parse(newUuid(context)),
    subjectRef: link.ref,
    fromHospital: policy.hospital.id,
    toHospital: hospitalId,
    requestedBy: user.name,
    purpose,
    categories,
    days,
    askedAt: now(),
  };
  const object = sealAccessRequest(content, { to: sealKeyOf(hospital.sealKey), from: keys.hospitalSeal.publicKey });
  const { requestId: id, ...rest } = content;
  const unanswered = { answer: null, answeredAt: null, grantId: null };
  const row: AccessRequestRow = {
    ...rest,
    id,
    direction: 'outgoing',
    patientId,
    objectDigest: object.digest,
    ...unanswered,
  };
  const { name } = hospitalNamed(policy, hospitalId);
  const audit = { action: 'accessAsked', subject: name, patientId } as const;
  commitOperation(context, { kind: 'consent.ask', patientId, audit, changes: ['consent'] }, (db) => {
    insertPendingBlock(db, { ...object, codec: 'dag-cbor' }, now());
    insertAccessRequest(db, row);
    const intent = { kind: 'requestAccess', args: { to: hospitalId, request: object.digest } } as const;
    enqueue(context, db, { kind: 'request', patientId, title: `${patient.mrn} · ${name}`, intent });
  });
  return toAccessRequest(context, row);
}

/** The patient said no, at the desk of either hospital. Nothing opens, and the other hospital is told. */
export function refuse(context: VaultContext, { requestId }: ParsedArgsOf<Consent['refuse']>): AccessRequest {
  const request = requireOpenRequest(context, requestId);
  const { patientId } = request;
  const subject = hospitalNamed(context.policy, request.fromHospital).name;
  const audit = { action: 'accessRefused', subject, patientId } as const;
  commitOperation(context, { kind: 'consent.refuse', patientId, audit, changes: ['consent'] }, (db) => {
    updateAccessRequestAnswer(db, requestId, 'refused', context.now(), null);
    tellRefusal(context, db, request, requirePatient(db, patientId).mrn);
  });
  return toAccessRequest(context, requireRequest(context, requestId));
}

export function requireRequest({ db }: VaultContext, requestId: RequestId): AccessRequestRow {
  const request = getAccessRequest(db, requestId);
  if (!request) throw new AppError('request.notFound', 'There is no such request', { details: { requestId } });
  return request;
}

/** `consent.closed` when it was answered already, or nobody answered in time. */
export function requireOpenRequest(context: VaultContext, requestId: RequestId): AccessRequestRow {
  const request = requireRequest(context, requestId);
  const state = requestState(context, request);
  if (state !== 'pending') {
    throw new AppError('consent.closed', 'The request is not open any more', { details: { requestId, state } });
  }
  return request;
}
