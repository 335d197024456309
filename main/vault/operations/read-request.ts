import { AppError } from '../../../preload/api/errors.ts';
import { type AccessRequestObject, openRequestOrRefusal } from '../crypto/access-request-object.ts';
import { sha256 } from '../crypto/digest.ts';
import type { VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import { getAccessRequest, insertAccessRequest } from '../store/queries/access-requests.ts';
import { getPatientByRef } from '../store/queries/patients.ts';
import { BY_SYNC } from './by-sync.ts';
import { commitOperation } from './commit.ts';
import { readRefusal } from './read-refusal.ts';
import { requireEqual, type SealedObject } from './sealed-object.ts';

/** What another hospital has to say about access: it asks, or it tells that the patient refused. */
export function readRequest(context: VaultContext, { event, bytes }: SealedObject): 'understood' | 'tooEarly' {
  const said = openRequestOrRefusal(bytes, context.keys.hospitalSeal);
  if (said.answer === 'refused') return readRefusal(context, event, said);
  const { answer, ...asked } = said;
  return readQuestion(context, { event, bytes }, asked);
}

/** Another hospital asks for records of one of our patients. `patient.notFound` when it is nobody here. */
function readQuestion(
  context: VaultContext,
  { event, bytes }: SealedObject,
  { requestId, fromHospital, toHospital, ...request }: AccessRequestObject,
): 'understood' {
  const { policy, db } = context;
  requireEqual(fromHospital, event.hospital, 'fromHospital');
  requireEqual(toHospital, policy.hospital.id, 'toHospital');
  if (getAccessRequest(db, requestId)) return 'understood';
  const patient = getPatientByRef(db, request.subjectRef);
  if (!patient) throw new AppError('patient.notFound', 'The request is for somebody who is not registered here');

  const subject = `${hospitalNamed(policy, fromHospital).name} · ${request.requestedBy}`;
  const audit = { action: 'accessAsked', subject, patientId: patient.id, ...BY_SYNC } as const;
  commitOperation(context, { kind: 'requests.received', patientId: patient.id, audit, changes: ['consent'] }, (tx) =>
    insertAccessRequest(tx, {
      ...request,
      id: requestId,
      direction: 'incoming',
      patientId: patient.id,
      fromHospital,
      toHospital,
      objectDigest: sha256(bytes),
      answer: null,
      answeredAt: null,
      grantId: null,
    }),
  );
  return 'understood';
}
