import { z } from 'zod';
import type { Category } from '../../../preload/api/categories.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { GrantId } from '../../../preload/api/ids.ts';
import { AnyBytes, bytesOf } from './bytes-schema.ts';
import { GRANTEE_BUCKET, GranteeKeys, granteeKeys } from './grantee-keys.ts';
import { fromCbor, type SealedBlock, toBlock } from './object-codec.ts';
import { openSealed, sealTo } from './sealed-box.ts';
import type { SealKeyPair } from './sodium.ts';

/** A grant that outlives the previous epoch: its grantee finds the keys of the new one in the keyring. */
export interface ContinuingGrant {
  readonly grantId: GrantId;
  /** X25519 key of the hospital that reads. */
  readonly granteeSealKey: Uint8Array;
  readonly categories: readonly Category[];
  /** Epochs before this one that the grantee has no keys of, because the grant became known too late. */
  readonly missed: readonly EpochSecret[];
}

export interface KeyringContent {
  readonly epoch: number;
  readonly epochKey: Uint8Array;
  /** The periods before it, oldest first. */
  readonly earlier: readonly EpochSecret[];
  readonly patientSealKey: Uint8Array;
  readonly hospitalSealKey: Uint8Array;
  readonly continuing: readonly ContinuingGrant[];
}

const EpochSecret = z.strictObject({ epoch: z.int().min(1), key: bytesOf(32) });
/** The key of one period, whole: for the patient and for the hospital that keeps the records. */
export type EpochSecret = z.infer<typeof EpochSecret>;

const PatientPart = z.strictObject({ secrets: z.array(EpochSecret).min(1) });
const GranteePart = z.strictObject({ keys: z.array(GranteeKeys).min(1) });

const KeyringBlock = z.strictObject({
  v: z.union([z.literal(1), z.literal(2)]),
  patient: AnyBytes,
  hospital: AnyBytes,
  grantees: z.array(z.strictObject({ grant: bytesOf(32), sealed: AnyBytes })),
});

/**
 * The key of an epoch, sealed to the patient and to the hospital (KEY6) and, in scope only, to the grantees whose
 * consent goes on (KEY8). How many these are, and which, the chain shows anyway; their scopes it does not. The patient
 * finds the epochs before it too: a card that took the place of another opens the newest keyring and no older one
 * (KEY9). In version 1 the patient's part held the one epoch.
 */
export function sealKeyring(content: KeyringContent): SealedBlock {
  const secret: EpochSecret = { epoch: content.epoch, key: content.epochKey };
  const grantees = content.continuing.map(({ grantId, granteeSealKey, categories, missed }) => {
    const keys = [...missed, secret].map(({ epoch, key }) => granteeKeys(epoch, key, categories));
    const sealed = sealTo(granteeSealKey, { keys }, GRANTEE_BUCKET * keys.length);
    return { grant: grantBytes(grantId), sealed };
  });
  return toBlock({
    v: 2,
    patient: sealTo(content.patientSealKey, { secrets: [...content.earlier, secret] }),
    hospital: sealTo(content.hospitalSealKey, secret),
    grantees,
  });
}

/** Oldest first, the keyring's own epoch last. */
export function openKeyringAsPatient(bytes: Uint8Array, patientSeal: SealKeyPair): EpochSecret[] {
  const { v, patient } = fromCbor(KeyringBlock, bytes);
  if (v === 1) return [openSealed(EpochSecret, patient, patientSeal)];
  return openSealed(PatientPart, patient, patientSeal).secrets;
}

export function openKeyringAsHospital(bytes: Uint8Array, hospitalSeal: SealKeyPair): EpochSecret {
  return openSealed(EpochSecret, fromCbor(KeyringBlock, bytes).hospital, hospitalSeal);
}

/** `crypto.notDecryptable` when the keyring holds nothing for this grant: it ended, or began in this epoch. */
export function openKeyringAsGrantee(bytes: Uint8Array, grantId: GrantId, hospitalSeal: SealKeyPair): GranteeKeys[] {
  const id = grantBytes(grantId);
  const entry = fromCbor(KeyringBlock, bytes).grantees.find(({ grant }) => id.equals(grant));
  if (!entry) throw new AppError('crypto.notDecryptable', 'The keyring holds nothing for this grant');
  return openSealed(GranteePart, entry.sealed, hospitalSeal).keys;
}

function grantBytes(grantId: GrantId): Buffer {
  return Buffer.from(grantId.slice(2), 'hex');
}
