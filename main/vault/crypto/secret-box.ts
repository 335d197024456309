import { AppError } from '../../../preload/api/errors.ts';
import { type Random, sodium, systemRandom } from './sodium.ts';

const NONCE_BYTES = 24;

/** XChaCha20-Poly1305 (IETF) under a random nonce, which precedes the ciphertext. `context` is authenticated. */
export function encryptSecret(
  key: Uint8Array,
  plaintext: Uint8Array,
  context: Uint8Array,
  random: Random = systemRandom,
): Uint8Array {
  const nonce = random(NONCE_BYTES);
  const ciphertext = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, context, null, nonce, key);
  const sealed = new Uint8Array(NONCE_BYTES + ciphertext.length);
  sealed.set(nonce);
  sealed.set(ciphertext, NONCE_BYTES);
  return sealed;
}

/** `crypto.notDecryptable` for another key, another context or a single altered bit. */
export function decryptSecret(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Uint8Array {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const ciphertext = sealed.subarray(NONCE_BYTES);
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, context, nonce, key);
  } catch (cause) {
    throw new AppError('crypto.notDecryptable', 'Wrong key, or altered', { cause });
  }
}
