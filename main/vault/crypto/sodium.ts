import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers-sumo';

/** The loaded libsodium. Everything in this folder may use it only after `readySodium` has resolved. */
export { sodium };

/** Loads libsodium; call it once, before anything else of this folder is used. Safe to call again. */
export function readySodium(): Promise<void> {
  return sodium.ready;
}

/** A source of random bytes, injected so that tests can repeat themselves. */
export type Random = (bytes: number) => Uint8Array;

const POOL_BYTES = 4096;
let pool = new Uint8Array(0);

/**
 * The generator of Node's and Electron's crypto library. Small amounts come from a pool, because most of the cost is
 * per call (libsodium's own generator makes one for every four bytes); what was handed out is wiped from the pool.
 */
export const systemRandom: Random = (bytes) => {
  if (bytes > POOL_BYTES) return new Uint8Array(randomBytes(bytes));
  if (bytes > pool.length) pool = new Uint8Array(randomBytes(POOL_BYTES));
  const taken = pool.slice(0, bytes);
  pool.fill(0, 0, bytes);
  pool = pool.subarray(bytes);
  return taken;
};

/** An X25519 key pair, 32 bytes each. */
export interface SealKeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export function sealKeyPair(privateKey: Uint8Array): SealKeyPair {
  return { publicKey: sodium.crypto_scalarmult_base(privateKey), privateKey };
}
