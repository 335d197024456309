import type { ICryptoInterface } from '@chainsafe/libp2p-noise';
import { defaultCrypto } from '@chainsafe/libp2p-noise/crypto';
import sodium from 'libsodium-wrappers-sumo';

/**
 * Noise with libsodium's ChaCha20-Poly1305. Electron's BoringSSL offers none in `node:crypto`, and the fallback that
 * comes with noise is several times slower. Plain Node uses the same, so that tests run what the application runs.
 */
export async function loadNoiseCrypto(): Promise<ICryptoInterface> {
  await sodium.ready;
  return {
    ...defaultCrypto,
    chaCha20Poly1305Encrypt: (plaintext, nonce, associated, key) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext.subarray(), associated, null, nonce, key),
    chaCha20Poly1305Decrypt: (ciphertext, nonce, associated, key) =>
      sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext.subarray(), associated, nonce, key),
  };
}
