import { z } from 'zod';
import { Categories } from '../../../preload/api/categories.ts';
import { MAX_ACCESS_DAYS } from '../../../preload/api/consent.ts';
import { HospitalId, PatientRef, RequestId } from '../../../preload/api/ids.ts';
import { AnyBytes } from './bytes-schema.ts';
import { fromCbor, type SealedBlock, toBlock } from './object-codec.ts';
import { openSealed, sealTo, tryOpenSealed } from './sealed-box.ts';
import type { SealKeyPair } from './sodium.ts';

/** Who asks for what, why and for how long; on chain only its digest and the two hospitals (CON4). */
export const AccessRequestObject = z.strictObject({
  requestId: RequestId,
  /** The patient's pseudonym at the hospital that is asked. */
  subjectRef: PatientRef,
  fromHospital: HospitalId,
  toHospital: HospitalId,
  requestedBy: z.string().max(200),
  purpose: z.string().max(300),
  categories: Categories,
  days: z.int().min(1).max(MAX_ACCESS_DAYS),
  /** Milliseconds since 1970, by the clock of the workstation that asks. */
  askedAt: z.int(),
});
export type AccessRequestObject = z.infer<typeof AccessRequestObject>;

/** The patient said no at the other desk. Who says so, and to whom, stands on chain with the digest. */
export const RefusalObject = z.strictObject({ answer: z.literal('refused'), requestId: RequestId });
export type RefusalObject = z.infer<typeof RefusalObject>;

/** A refusal travels as a request does; only the two hospitals can tell them apart. */
const RequestOrRefusal = z.discriminatedUnion('answer', [
  AccessRequestObject.extend({ answer: z.undefined().optional() }),
  RefusalObject,
]);
type RequestOrRefusal = z.infer<typeof RequestOrRefusal>;

const RequestBlock = z.strictObject({ v: z.literal(1), to: AnyBytes, from: AnyBytes });

/** Room for the longest names and purpose, so that its size says nothing about it, nor whether it is a refusal. */
const REQUEST_BUCKET = 3072;

export interface RequestSealKeys {
  /** X25519 key of the hospital that is asked, or told. */
  readonly to: Uint8Array;
  /** X25519 key of the hospital that writes, so that its other workstations can read it too. */
  readonly from: Uint8Array;
}

export function sealAccessRequest(request: AccessRequestObject, sealKeys: RequestSealKeys): SealedBlock {
  return sealToBoth(request, sealKeys);
}

export function sealRefusal(refusal: RefusalObject, sealKeys: RequestSealKeys): SealedBlock {
  return sealToBoth(refusal, sealKeys);
}

/**
 * Opens a request or a refusal for either of its two hospitals. The caller compares the hospitals with the event on
 * chain.
 */
export function openRequestOrRefusal(bytes: Uint8Array, hospitalSeal: SealKeyPair): RequestOrRefusal {
  const block = fromCbor(RequestBlock, bytes);
  const told = tryOpenSealed(RequestOrRefusal, block.to, hospitalSeal);
  return told ?? openSealed(RequestOrRefusal, block.from, hospitalSeal);
}

function sealToBoth(object: object, sealKeys: RequestSealKeys): SealedBlock {
  const sealedTo = (sealKey: Uint8Array) => sealTo(sealKey, object, REQUEST_BUCKET);
  return toBlock({ v: 1, to: sealedTo(sealKeys.to), from: sealedTo(sealKeys.from) });
}
