import { encode } from '@ipld/dag-cbor';
import { z } from 'zod';
import { Category } from '../../../preload/api/categories.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { Digest, RecordId } from '../../../preload/api/ids.ts';
import { AnyBytes, bytesOf } from './bytes-schema.ts';
import { hmac } from './digest.ts';
import { keyId } from './epoch.ts';
import { fromCbor, type SealedBlock, toBlock } from './object-codec.ts';
import { pad, unpad } from './padding.ts';
import { type Random, sodium, systemRandom } from './sodium.ts';

/** The blocks of something too large for the manifest, in order, and the key that opens them (OBJ1). */
export const BlobReference = z.strictObject({
  key: bytesOf(32),
  digests: z.array(Digest).min(1).max(64),
  sizeBytes: z.int().min(0),
});
export type BlobReference = z.infer<typeof BlobReference>;

/** One version of one record, whole (OBJ2). */
export const ManifestBody = z.strictObject({
  recordId: RecordId,
  version: z.int().min(1),
  category: Category,
  resourceType: z.string().min(1).max(64),
  /** The FHIR R4 resource as JSON text, byte for byte; null when it is larger than `INLINE_MAX_BYTES`. */
  resource: z.string().nullable(),
  /** The same JSON text as a blob, null when it is inline. */
  resourceBlob: BlobReference.nullable(),
  author: z.string(),
  /** Milliseconds since 1970. */
  at: z.int(),
  /** Why a version was amended. */
  reason: z.string().nullable(),
  /** Pointer of the version this one amends. */
  previousPointer: Digest.nullable(),
  attachment: BlobReference.extend({ title: z.string(), mediaType: z.string() }).nullable(),
});
export type ManifestBody = z.infer<typeof ManifestBody>;

/** Largest resource that travels inside its manifest, in UTF-8 bytes. */
export const INLINE_MAX_BYTES = 64 * 1024;

/**
 * `hint` lets a reader pick the key without trying to decrypt: HMAC(key id, nonce). It is different in every manifest,
 * so that blocks of one patient and category cannot be recognised as belonging together.
 */
const ManifestBlock = z.strictObject({
  v: z.literal(1),
  hint: bytesOf(16),
  nonce: bytesOf(24),
  body: AnyBytes,
});

export interface ManifestContent {
  readonly keyId: Uint8Array;
  readonly categoryKey: Uint8Array;
  readonly body: ManifestBody;
}

/** Encrypts one record version. The digest of the block is the record's pointer on chain (OBJ3). */
export function sealManifest(
  { keyId, categoryKey, body }: ManifestContent,
  random: Random = systemRandom,
): SealedBlock {
  const nonce = random(24);
  const hint = hintOf(keyId, nonce);
  const plaintext = pad(encode(body));
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, context(hint), null, nonce, categoryKey);
  return toBlock({ v: 1, hint, nonce, body: sealed });
}

/**
 * Decrypts a manifest with the fitting one of `keys` (category keys by the hex of their key id). Null when none fits:
 * the record is outside what the reader was given. `crypto.notDecryptable` when the key fits and the block does not.
 */
export function openManifest(bytes: Uint8Array, keys: ReadonlyMap<string, Uint8Array>): ManifestBody | null {
  const { hint, nonce, body } = fromCbor(ManifestBlock, bytes);
  for (const [id, key] of keys) {
    if (sodium.memcmp(hintOf(Buffer.from(id, 'hex'), nonce), hint)) {
      return fromCbor(ManifestBody, unpad(decrypt(body, context(hint), nonce, key)));
    }
  }
  return null;
}

/** The map `openManifest` looks keys up in. */
export function keysById(categoryKeys: Iterable<Uint8Array>): Map<string, Uint8Array> {
  return new Map(Array.from(categoryKeys, (key) => [Buffer.from(keyId(key)).toString('hex'), key]));
}

function hintOf(id: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hmac(id, nonce).subarray(0, 16);
}

function context(hint: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('wardkeep/v1/manifest/'), hint]);
}

function decrypt(sealed: Uint8Array, authenticated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, authenticated, nonce, key);
  } catch (cause) {
    throw new AppError('crypto.notDecryptable', 'The manifest was altered', { cause });
  }
}
