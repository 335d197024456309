import { encode } from '@ipld/dag-cbor';
import type { z } from 'zod';
import { AppError } from '../../../preload/api/errors.ts';
import { fromCbor } from './object-codec.ts';
import { pad, unpad } from './padding.ts';
import { type SealKeyPair, sodium } from './sodium.ts';

/** Seals an object to one X25519 key (`crypto_box_seal`), padded to `bucket` so that its size tells little. */
export function sealTo(publicKey: Uint8Array, object: object, bucket?: number): Uint8Array {
  return sodium.crypto_box_seal(pad(encode(object), bucket), publicKey);
}

/** Opens what `sealTo` made; null when it was sealed to another key, `crypto.notDecryptable` when it is malformed. */
export function tryOpenSealed<Schema extends z.ZodType>(
  schema: Schema,
  sealed: Uint8Array,
  keys: SealKeyPair,
): z.output<Schema> | null {
  let padded: Uint8Array;
  try {
    padded = sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.privateKey);
  } catch {
    return null;
  }
  return fromCbor(schema, unpad(padded));
}

/** As `tryOpenSealed`, for a box that must be ours. */
export function openSealed<Schema extends z.ZodType>(
  schema: Schema,
  sealed: Uint8Array,
  keys: SealKeyPair,
): z.output<Schema> {
  const object = tryOpenSealed(schema, sealed, keys);
  if (object === null) throw new AppError('crypto.notDecryptable', 'Sealed to another key, or altered');
  return object;
}
