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

/** The generator of the crypto library under Node and Electron. libsodium's own asks it for four bytes at a time. */
export const systemRandom: Random = (bytes) => new Uint8Array(randomBytes(bytes));

/** An X25519 key pair, 32 bytes each. */
export interface SealKeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export function sealKeyPair(privateKey: Uint8Array): SealKeyPair {
  return { publicKey: sodium.crypto_scalarmult_base(privateKey), privateKey };
}
