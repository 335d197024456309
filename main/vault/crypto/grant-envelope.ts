import { z } from 'zod';
import { Categories, type Category } from '../../../preload/api/categories.ts';
import { HospitalId, PatientRef, RequestId } from '../../../preload/api/ids.ts';
import { AnyBytes, bytesOf } from './bytes-schema.ts';
import { GRANTEE_BUCKET, GranteeKeys, granteeKeys } from './grantee-keys.ts';
import type { EpochSecret } from './keyring.ts';
import { fromCbor, type SealedBlock, toBlock } from './object-codec.ts';
import { openSealed, sealTo } from './sealed-box.ts';
import type { SealKeyPair } from './sodium.ts';

/** What both hospitals learn: the terms that the grant on chain commits to without showing them (CON4). */
const GrantTerms = z.strictObject({
  requestId: RequestId,
  /** The patient's pseudonym at the hospital that keeps the records. */
  subjectRef: PatientRef,
  /** The hospital that may read. */
  granteeHospital: HospitalId,
  categories: Categories,
  /** Newest epoch whose keys are inside. */
  epoch: z.int().min(1),
  /** Opens the commitment to the scope on chain. */
  salt: bytesOf(32),
});
export type GrantTerms = z.infer<typeof GrantTerms>;

const GranteePart = z.strictObject({ terms: GrantTerms, keys: z.array(GranteeKeys).min(1) });
export type GranteePart = z.infer<typeof GranteePart>;

const EnvelopeBlock = z.strictObject({ v: z.literal(1), grantee: AnyBytes, hospital: AnyBytes });

export interface EnvelopeContent extends Omit<GrantTerms, 'categories' | 'epoch'> {
  readonly categories: readonly Category[];
  /** Every period there has been, oldest first: a consent opens the past too. */
  readonly epochs: readonly EpochSecret[];
  /** X25519 key of the hospital that may read. */
  readonly granteeSealKey: Uint8Array;
  /** X25519 key of the hospital that keeps the records. */
  readonly hospitalSealKey: Uint8Array;
}

/**
 * The sealed half of a grant (KEY7): the grantee gets the terms and the keys in scope, the hospital that keeps the
 * records only the terms. Its size is the same for every scope and does not depend on the number of records; it grows
 * with the number of epochs, which the chain shows anyway.
 */
export function sealEnvelope(content: EnvelopeContent): SealedBlock {
  const { requestId, subjectRef, granteeHospital, categories, salt, epochs } = content;
  const epoch = Math.max(...epochs.map((secret) => secret.epoch));
  const terms = { requestId, subjectRef, granteeHospital, categories: [...categories], epoch, salt };
  const keys = epochs.map((secret) => granteeKeys(secret.epoch, secret.key, categories));
  return toBlock({
    v: 1,
    grantee: sealTo(content.granteeSealKey, { terms, keys }, GRANTEE_BUCKET * (epochs.length + 1)),
    hospital: sealTo(content.hospitalSealKey, terms, GRANTEE_BUCKET),
  });
}

export function openEnvelopeAsGrantee(bytes: Uint8Array, granteeSeal: SealKeyPair): GranteePart {
  return openSealed(GranteePart, fromCbor(EnvelopeBlock, bytes).grantee, granteeSeal);
}

export function openEnvelopeAsHospital(bytes: Uint8Array, hospitalSeal: SealKeyPair): GrantTerms {
  return openSealed(GrantTerms, fromCbor(EnvelopeBlock, bytes).hospital, hospitalSeal);
}
