import { z } from 'zod';
import { Categories } from '../../../preload/api/categories.ts';
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
  days: z.int().min(1).max(365),
  /** Milliseconds since 1970, by the clock of the workstation that asks. */
  askedAt: z.int(),
});
export type AccessRequestObject = z.infer<typeof AccessRequestObject>;

const RequestBlock = z.strictObject({ v: z.literal(1), to: AnyBytes, from: AnyBytes });

/** Room for the longest names and purpose, so that the size of a request says nothing about it. */
const REQUEST_BUCKET = 3072;

export interface RequestSealKeys {
  /** X25519 key of the hospital that is asked. */
  readonly to: Uint8Array;
  /** X25519 key of the hospital that asks, so that its other workstations can read the request too. */
  readonly from: Uint8Array;
}

export function sealAccessRequest(request: AccessRequestObject, sealKeys: RequestSealKeys): SealedBlock {
  const sealedTo = (sealKey: Uint8Array) => sealTo(sealKey, request, REQUEST_BUCKET);
  return toBlock({ v: 1, to: sealedTo(sealKeys.to), from: sealedTo(sealKeys.from) });
}

/** Opens a request for either of its two hospitals. The caller compares both hospitals with the event on chain. */
export function openAccessRequest(bytes: Uint8Array, hospitalSeal: SealKeyPair): AccessRequestObject {
  const block = fromCbor(RequestBlock, bytes);
  const asked = tryOpenSealed(AccessRequestObject, block.to, hospitalSeal);
  return asked ?? openSealed(AccessRequestObject, block.from, hospitalSeal);
}
