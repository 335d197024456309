import { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId } from '../../../preload/api/ids.ts';
import { scopeCommitment } from '../../registry/scope.ts';
import { type Grant, grantIdOf, signGrant } from '../../registry/typed-data.ts';
import { sealEnvelope } from '../crypto/grant-envelope.ts';
import { granteeKeys } from '../crypto/grantee-keys.ts';
import type { EpochSecret } from '../crypto/keyring.ts';
import type { PatientIdentity } from '../crypto/patient-root.ts';
import type { VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import type { AccessRequestRow } from '../store/queries/access-requests.ts';
import type { GrantRow } from '../store/queries/grants.ts';
import { markKeyChangeUrgent } from '../store/queries/key-changes.ts';
import { insertPendingBlock } from '../store/queries/pending-blocks.ts';
import { getRegisteredHospital } from '../store/queries/registry-members.ts';
import { listEpochSecrets } from './epochs.ts';
import { keepKeys } from './held-epochs.ts';
import { enqueue } from './outbox-entry.ts';
import { fetchEpochSecrets } from './patient-keyrings.ts';
import { nextNonce } from './patient-numbers.ts';
import { rememberGrant } from './remember-grant.ts';
import { sealKeyOf } from './seal-key.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the signed grant may wait for the chain: for the end of a week and an offline workstation, not a forgotten one. */
const DEADLINE_DAYS = 14;

/** When access given now for this many days ends, in milliseconds since 1970 and whole seconds, as the chain counts. */
export function accessEnd(context: VaultContext, days: number): number {
  const now = Math.max(context.now(), context.sync.time.now());
  return Math.floor((now + days * DAY_MS) / 1000) * 1000;
}

/**
 * Every epoch's key of the patient at the hospital that is asked: our own, or, at the desk of another hospital, from the
 * keyrings that the patient's card opens (KEY6).
 */
export async function epochSecretsOf(
  context: VaultContext,
  request: AccessRequestRow,
  identity: PatientIdentity,
): Promise<EpochSecret[]> {
  const isOwn = request.toHospital === context.policy.hospital.id;
  if (isOwn) return listEpochSecrets(context.db, request.patientId);
  return fetchEpochSecrets(context, identity, request.toHospital);
}

/**
 * The patient's consent, in the transaction of its operation: the keys in scope sealed to the hospital that asked
 * (KEY7), the grant signed with the patient's key for this place (CON3), and the transaction the chain is owed. At the
 * desk of the reader the keys are kept at once: reading does not wait for the chain (A4).
 */
export function giveGrant(
  context: VaultContext,
  db: WritableDb,
  request: AccessRequestRow,
  identity: PatientIdentity,
  epochs: readonly EpochSecret[],
): GrantRow {
  const { categories, fromHospital: grantee, toHospital: keeper, patientId, subjectRef } = request;
  const salt = context.random(32);
  const envelope = sealEnvelope({
    requestId: request.id,
    subjectRef,
    granteeHospital: grantee,
    categories,
    salt,
    epochs,
    granteeSealKey: hospitalSealKey(db, grantee),
    hospitalSealKey: hospitalSealKey(db, keeper),
  });
  const expiresAt = accessEnd(context, request.days);
  const grant: Grant = {
    patient: subjectRef,
    grantee,
    scope: scopeCommitment({ categories, salt }),
    envelope: envelope.digest,
    expiresAt: expiresAt / 1000,
    nonce: nextNonce(db, subjectRef),
    deadline: Math.min(expiresAt, accessEnd(context, DEADLINE_DAYS)) / 1000,
  };
  const { chainId, registry } = context.policy.chain;
  const signature = signGrant({ chainId, registry }, grant, identity.signingKey);
  insertPendingBlock(db, { ...envelope, codec: 'dag-cbor' }, context.now());
  // Somebody waits for the consent, and it waits for the key it was signed with.
  markKeyChangeUrgent(db, subjectRef);
  const title = [keeper, grantee].map((hospital) => hospitalNamed(context.policy, hospital).name).join(' → ');
  enqueue(context, db, {
    kind: 'grant',
    patientId,
    title,
    intent: { kind: 'grantAccess', args: { grant, signature } },
  });
  const isKeeper = keeper === context.policy.hospital.id;
  const row: GrantRow = {
    id: grantIdOf(grant),
    direction: isKeeper ? 'given' : 'held',
    patientId,
    subjectRef,
    hospitalId: isKeeper ? grantee : keeper,
    categories,
    salt: Buffer.from(salt).toString('hex'),
    envelope: envelope.digest,
    epoch: Math.max(...epochs.map(({ epoch }) => epoch)),
    grantedAt: context.now(),
    expiresAt,
  };
  rememberGrant(db, row);
  if (!isKeeper) {
    keepKeys(
      db,
      row,
      epochs.map(({ epoch, key }) => granteeKeys(epoch, key, categories)),
    );
  }
  return row;
}

function hospitalSealKey(db: ReadableDb, hospitalId: HospitalId): Uint8Array {
  const hospital = getRegisteredHospital(db, hospitalId);
  if (hospital) return sealKeyOf(hospital.sealKey);
  throw new AppError('consent.unknownHospital', 'The hospital is not in the registry', { details: { hospitalId } });
}
