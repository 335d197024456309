import type { Category } from '../../../preload/api/categories.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { Digest, PatientId } from '../../../preload/api/ids.ts';
import { categoryKey, keyId, newEpochKey, recordTag, tagKey } from '../crypto/epoch.ts';
import { type EpochSecret, sealKeyring } from '../crypto/keyring.ts';
import type { VaultContext } from '../services/context.ts';
import { requirePatient } from '../services/patient-view.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import {
  type EpochRow,
  getLatestEpoch,
  insertEpoch,
  listEpochs,
  updateEpochKeyring,
  updateEpochNextTag,
} from '../store/queries/epochs.ts';
import { getKeyOfSealKey, type Patient } from '../store/queries/patients.ts';
import { insertPendingBlock } from '../store/queries/pending-blocks.ts';
import { needsNewEpoch, startNextEpoch } from './epoch-rotation.ts';

/** The epoch records are written in now. Good for the transaction it was taken in. */
export interface OpenEpoch {
  readonly epoch: number;
  keyFor(category: Category): { readonly keyId: Uint8Array; readonly categoryKey: Uint8Array };
  /** Sets the next `count` tags aside at once, for whoever is about to take exactly as many: a gap is an alarm. */
  reserveTags(count: number): void;
  /** The tag of one more record: 32 bytes, hex without prefix. Taken back when the transaction is. */
  takeTag(): string;
}

/** The key of a new patient's first period, sealed to the patient and to the hospital. Returns the keyring's digest. */
export function startFirstEpoch(
  context: VaultContext,
  db: WritableDb,
  patient: Pick<Patient, 'id' | 'ref' | 'sealPublicKey'>,
): Digest {
  const key = newEpochKey(context.random);
  const keyring = sealFirstKeyring(context, db, key, patient.sealPublicKey);
  const startedAt = context.now();
  const row = { patientId: patient.id, epoch: 1, key, state: 'open', keyring, nextTag: 0, startedAt } as const;
  insertEpoch(db, { ...row, patientKey: patient.ref });
  return keyring;
}

/** The same for another key of the patient, while nobody has heard of the first one. `crypto.destroyed` after an erasure. */
export function resealFirstEpoch(
  context: VaultContext,
  db: WritableDb,
  patientId: PatientId,
  sealPublicKey: Uint8Array,
): Digest {
  const [first, ...later] = listEpochSecrets(db, patientId);
  if (!first || later.length > 0) throw new Error('somebody has heard of a patient who has several epochs');
  const keyring = sealFirstKeyring(context, db, first.key, sealPublicKey);
  const patientKey = getKeyOfSealKey(db, { ...requirePatient(db, patientId), sealPublicKey });
  updateEpochKeyring(db, { patientId, epoch: first.epoch, keyring, patientKey });
  return keyring;
}

function sealFirstKeyring(context: VaultContext, db: WritableDb, epochKey: Uint8Array, sealPublicKey: Uint8Array) {
  const keyring = sealKeyring({
    epoch: 1,
    epochKey,
    earlier: [],
    patientSealKey: sealPublicKey,
    hospitalSealKey: context.keys.hospitalSeal.publicKey,
    continuing: [],
  });
  insertPendingBlock(db, { ...keyring, codec: 'dag-cbor' }, context.now());
  return keyring.digest;
}

/**
 * Begins an epoch for the key the patient has now: its keyring opens with the new card and holds what was before, too.
 * After an erasure there is nothing to seal.
 */
export function startEpochForNewKey(context: VaultContext, db: WritableDb, patientId: PatientId): void {
  const last = getLatestEpoch(db, patientId);
  if (last?.key) startNextEpoch(context, db, last);
}

/**
 * The epoch for the next record, a new one where a consent that opened the last one has ended (KEY8).
 * `crypto.destroyed` after an erasure: a new record never mints a key over a destroyed one.
 */
export function currentEpoch(context: VaultContext, db: WritableDb, patientId: PatientId): OpenEpoch {
  const { key, ...row } = bringEpochUpToDate(context, db, patientId);
  if (key === null) throw new AppError('crypto.destroyed', "The patient's keys were destroyed");
  return openEpoch(context, db, { ...row, key });
}

/** Begins a new epoch where one is needed, and gives the newest one. */
export function bringEpochUpToDate(context: VaultContext, db: WritableDb, patientId: PatientId): EpochRow {
  const row = getLatestEpoch(db, patientId);
  if (!row) throw new Error('a registered patient has an epoch');
  return row.key !== null && needsNewEpoch(context, db, row) ? startNextEpoch(context, db, row) : row;
}

/** Every key there has been, oldest first: a consent opens the past too. `crypto.destroyed` after an erasure. */
export function listEpochSecrets(db: ReadableDb, patientId: PatientId): EpochSecret[] {
  return listEpochs(db, patientId).map(({ epoch, key }) => {
    if (key === null) throw new AppError('crypto.destroyed', "The patient's keys were destroyed");
    return { epoch, key };
  });
}

interface EpochWithKey {
  readonly patientId: PatientId;
  readonly epoch: number;
  readonly key: Uint8Array;
  readonly nextTag: number;
}

function openEpoch(context: VaultContext, db: WritableDb, { patientId, epoch, key, nextTag }: EpochWithKey): OpenEpoch {
  const derived = new Map<Category, { keyId: Uint8Array; categoryKey: Uint8Array }>();
  const tags = tagKey(key);
  let counter = nextTag;
  let reservedUntil = nextTag;
  return {
    epoch,
    keyFor(category) {
      const known = derived.get(category);
      if (known) return known;
      const ofCategory = categoryKey(key, category);
      const keys = { keyId: keyId(ofCategory), categoryKey: ofCategory };
      derived.set(category, keys);
      return keys;
    },
    reserveTags(count) {
      reservedUntil = counter + count;
      updateEpochNextTag(db, patientId, epoch, reservedUntil);
    },
    takeTag() {
      if (counter === reservedUntil) this.reserveTags(1);
      const tag = recordTag(tags, context.keys.workstation.address, counter);
      counter += 1;
      return tag;
    },
  };
}
