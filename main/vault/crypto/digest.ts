import { hash } from 'node:crypto';
import { hkdf as hkdfOf } from '@noble/hashes/hkdf.js';
import { hmac as hmacOf } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Digest } from '../../../preload/api/ids.ts';

/** SHA-256 as 64 lower-case hex digits: the name of a block everywhere (OBJ3). */
export function sha256(bytes: Uint8Array): Digest {
  // Safe: 32 bytes in lower-case hex are exactly what the schema of Digest accepts.
  return hash('sha256', bytes, 'hex') as Digest;
}

/** HMAC-SHA-256 (RFC 2104), 32 bytes. */
export function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  // Not Node's: it builds a key object per call, which costs more than these few blocks.
  const mac = hmacOf.create(nobleSha256, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/**
 * HKDF-SHA-256 (RFC 5869) without a salt: every input here is already uniformly random or an Argon2id output.
 * The label separates the uses of one key and never changes once released.
 */
export function hkdf(ikm: Uint8Array, label: string, length = 32): Uint8Array {
  return hkdfOf(nobleSha256, ikm, undefined, new TextEncoder().encode(label), length);
}
