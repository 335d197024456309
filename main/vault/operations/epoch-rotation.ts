import type { PatientId } from '../../../preload/api/ids.ts';
import { newEpochKey } from '../crypto/epoch.ts';
import { type ContinuingGrant, type EpochSecret, sealKeyring } from '../crypto/keyring.ts';
import { sealKeyPair } from '../crypto/sodium.ts';
import type { VaultContext } from '../services/context.ts';
import { requirePatient } from '../services/patient-view.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import { getBlockOfPointer, getGrantEvent, listGrantIdsOfPatient } from '../store/queries/chain-logs.ts';
import { type EpochRow, insertEpoch, listEpochs, markEpochClosed } from '../store/queries/epochs.ts';
import { type GrantRow, listGrantsOfPatient, updateGrantEpoch } from '../store/queries/grants.ts';
import { getKeyOfSealKey, type Patient } from '../store/queries/patients.ts';
import { insertPendingBlock } from '../store/queries/pending-blocks.ts';
import { getRegisteredHospital } from '../store/queries/registry-members.ts';
import { appendAudit } from './audit-chain.ts';
import { BY_SYNC } from './by-sync.ts';
import { grantStanding, type SignedGrant } from './grant-standing.ts';
import { enqueue } from './outbox-entry.ts';
import { currentKeyOf } from './patient-keys.ts';
import { sealKeyOf } from './seal-key.ts';

/**
 * Whether the next record needs a new epoch (KEY8): somebody who was given the keys of this one may not read on, as a
 * card that was replaced elsewhere, or somebody who may has none of this one.
 */
export function needsNewEpoch(context: VaultContext, db: ReadableDb, epoch: EpochRow): boolean {
  const patient = requirePatient(db, epoch.patientId);
  if (epoch.patientKey !== openingKey(db, patient)) return true;
  const given = givenGrants(db, epoch);
  const known = new Set(given.map(({ id }) => id));
  const isUnreadAndOver = listGrantIdsOfPatient(db, patient.ref).some((id) => {
    const event = getGrantEvent(db, id);
    if (known.has(id) || !event || goesOn(context, db, { id, envelope: event.envelope })) return false;
    return event.blockNumber >= publishedIn(db, epoch);
  });
  return isUnreadAndOver || given.some((grant) => goesOn(context, db, grant) !== grant.epoch >= epoch.epoch);
}

/** Begins the next epoch in the transaction of the record that needs it. Who may read on finds the key in the keyring. */
export function startNextEpoch(context: VaultContext, db: WritableDb, last: EpochRow): EpochRow & { key: Uint8Array } {
  const patient = requirePatient(db, last.patientId);
  const epoch = last.epoch + 1;
  const key = newEpochKey(context.random);
  const patientKey = openingKey(db, patient);
  const goingOn = givenGrants(db, last).filter((grant) => goesOn(context, db, grant));
  const keyring = sealKeyring({
    epoch,
    epochKey: key,
    earlier: secretsOf(db, patient.id),
    patientSealKey: patientKey === null ? nobodysSealKey(context) : patient.sealPublicKey,
    hospitalSealKey: context.keys.hospitalSeal.publicKey,
    continuing: goingOn.flatMap((grant) => continuing(db, grant)),
  });
  const startedAt = context.now();
  const row = {
    patientId: patient.id,
    epoch,
    key,
    state: 'open',
    keyring: keyring.digest,
    patientKey,
    nextTag: 0,
    startedAt,
  } as const;
  insertPendingBlock(db, { ...keyring, codec: 'dag-cbor' }, startedAt);
  markEpochClosed(db, patient.id, last.epoch);
  insertEpoch(db, row);
  for (const { id } of goingOn) updateGrantEpoch(db, id, epoch);
  publish(context, db, patient, row);
  return row;
}

/**
 * Who signs with the card that the next keyring is to open with. Null while another card counts than the one whose seal
 * key is known here: that one was replaced elsewhere, and the new one is sealed to when it is first shown here.
 */
function openingKey(db: ReadableDb, patient: Patient): string | null {
  const known = getKeyOfSealKey(db, patient);
  return known === currentKeyOf(db, patient.ref) ? known : null;
}

/** Size and shape of the keyring do not say that it opens with no card. */
function nobodysSealKey({ random }: VaultContext): Uint8Array {
  return sealKeyPair(random(32)).publicKey;
}

function secretsOf(db: ReadableDb, patientId: PatientId): EpochSecret[] {
  return listEpochs(db, patientId).flatMap(({ epoch, key }) => (key ? [{ epoch, key }] : []));
}

function publish(context: VaultContext, db: WritableDb, patient: Patient, { epoch, keyring }: EpochRow): void {
  enqueue(context, db, {
    kind: 'keyring',
    patientId: patient.id,
    title: `${patient.mrn} · ${epoch}`,
    intent: { kind: 'rotateEpoch', args: { patient: patient.ref, epoch, keyring } },
  });
  appendAudit(context, db, { action: 'epochStarted', subject: String(epoch), patientId: patient.id, ...BY_SYNC });
}

function givenGrants(db: ReadableDb, { patientId }: EpochRow): GrantRow[] {
  return listGrantsOfPatient(db, patientId).filter(({ direction }) => direction === 'given');
}

/** A grant that was signed counts before the chain has it: its keys are out. */
function goesOn(context: VaultContext, db: ReadableDb, grant: SignedGrant): boolean {
  return !('at' in grantStanding(context, db, grant));
}

/** The block that shows this epoch's keyring; infinite while the log does not. */
function publishedIn(db: ReadableDb, { epoch, keyring }: EpochRow): number {
  return getBlockOfPointer(db, epoch === 1 ? 'PatientAdded' : 'EpochRotated', keyring) ?? Number.POSITIVE_INFINITY;
}

/** A hospital that left the consortium gets nothing more. */
function continuing(db: ReadableDb, { id, patientId, hospitalId, categories, epoch }: GrantRow): ContinuingGrant[] {
  const hospital = getRegisteredHospital(db, hospitalId);
  if (!hospital) return [];
  const missed = secretsOf(db, patientId).filter((secret) => secret.epoch > epoch);
  return [{ grantId: id, granteeSealKey: sealKeyOf(hospital.sealKey), categories, missed }];
}
