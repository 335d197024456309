import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';

/** Bytes of key material a secp256k1 key is made of: 48, so that reducing them leaves no bias (FIPS 186-5, A.2.1). */
export const CHAIN_KEY_SEED_BYTES = 48;

/** A secp256k1 private key from 48 uniformly random bytes. */
export function chainKeyFromSeed(seed: Uint8Array): Uint8Array {
  return secp256k1.utils.randomSecretKey(seed);
}

/** The EVM address of a private key: the last 20 bytes of Keccak-256 of the public key, lower-case hex with 0x. */
export function addressOf(privateKey: Uint8Array): `0x${string}` {
  const uncompressed = secp256k1.getPublicKey(privateKey, false);
  const hash = keccak_256(uncompressed.subarray(1));
  return `0x${Buffer.from(hash.subarray(12)).toString('hex')}`;
}
