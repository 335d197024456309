import type { Category } from '../../../preload/api/categories.ts';
import type { WorkstationAddress } from '../../../preload/api/ids.ts';
import { hkdf, hmac } from './digest.ts';
import type { Random } from './sodium.ts';

export const EPOCH_KEY_BYTES = 32;

/** The key of one patient at one hospital for one period; all others of the period come from it (KEY6). */
export function newEpochKey(random: Random): Uint8Array {
  return random(EPOCH_KEY_BYTES);
}

/** Encrypts the records of one category; what a grant hands over (KEY7). */
export function categoryKey(epochKey: Uint8Array, category: Category): Uint8Array {
  return hkdf(epochKey, `wardkeep/v1/category/${category}`);
}

/** Finds the records of the epoch in the public log (CON2); opens none. */
export function tagKey(epochKey: Uint8Array): Uint8Array {
  return hkdf(epochKey, 'wardkeep/v1/tag');
}

/** 16 bytes that name a category key among the keys a reader holds. Never published: see `manifest.ts`. */
export function keyId(key: Uint8Array): Uint8Array {
  return hkdf(key, 'wardkeep/v1/key-id', 16);
}

/**
 * The tag of the `counter`-th record (from 0) that a workstation writes in an epoch:
 * HMAC(tag key, address ‖ counter as 8 bytes, big-endian), 64 lower-case hex digits without prefix.
 * A reader computes the tags it waits for and sees a gap at once; to anybody else they are unrelated numbers.
 */
export function recordTag(key: Uint8Array, workstation: WorkstationAddress, counter: number): string {
  const message = Buffer.alloc(28);
  message.write(workstation.slice(2), 'hex');
  message.writeBigUInt64BE(BigInt(counter), 20);
  return Buffer.from(hmac(key, message)).toString('hex');
}
