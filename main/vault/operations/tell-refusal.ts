import { sealRefusal } from '../crypto/access-request-object.ts';
import type { VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import type { WritableDb } from '../store/handles.ts';
import { type AccessRequestRow, otherHospitalOf, updateAccessRequestObject } from '../store/queries/access-requests.ts';
import { insertPendingBlock } from '../store/queries/pending-blocks.ts';
import { getRegisteredHospital } from '../store/queries/registry-members.ts';
import { enqueue } from './outbox-entry.ts';
import { sealKeyOf } from './seal-key.ts';

/**
 * Owes the other hospital the news that the patient said no, in the transaction of the refusal: it must not go on
 * offering the request. A hospital that has left the registry is told nothing; the refusal counts all the same.
 */
export function tellRefusal(context: VaultContext, db: WritableDb, request: AccessRequestRow, mrn: string): void {
  const { policy, keys, now } = context;
  const to = otherHospitalOf(request);
  const hospital = getRegisteredHospital(db, to);
  if (!hospital) return;
  const sealKeys = { to: sealKeyOf(hospital.sealKey), from: keys.hospitalSeal.publicKey };
  const refusal = sealRefusal({ answer: 'refused', requestId: request.id }, sealKeys);
  insertPendingBlock(db, { ...refusal, codec: 'dag-cbor' }, now());
  updateAccessRequestObject(db, request.id, refusal.digest);
  enqueue(context, db, {
    kind: 'refusal',
    patientId: request.patientId,
    title: `${mrn} · ${hospitalNamed(policy, to).name}`,
    intent: { kind: 'requestAccess', args: { to, request: refusal.digest } },
  });
}
