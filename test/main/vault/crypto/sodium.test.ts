import { beforeAll, describe, expect, it } from 'vitest';
import { readySodium, sealKeyPair, sodium, systemRandom } from '../../../../main/vault/crypto/sodium.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');

beforeAll(readySodium);

describe('libsodium', () => {
  it('[R-17] X25519 equals RFC 7748, section 6.1', () => {
    const bob = sealKeyPair(bytes('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'));
    expect(hex(bob.publicKey)).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
  });

  it('[R-17] XChaCha20-Poly1305 equals draft-irtf-cfrg-xchacha-03, A.3.1', () => {
    const plaintext = new TextEncoder().encode(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const key = Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index);
    const nonce = Uint8Array.from({ length: 24 }, (_, index) => 0x40 + index);
    const context = bytes('50515253c0c1c2c3c4c5c6c7');
    const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, context, null, nonce, key);
    expect(hex(sealed)).toBe(
      'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39' +
        'ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9' +
        '21f9664c97637da9768812f615c68b13b52e' +
        'c0875924c1c7987947deafd8780acf49',
    );
  });

  it('[R-19] the system generator does not repeat itself', () => {
    const sizes = [24, 16, 32, 24, 4096, 5000];
    const taken = Array.from({ length: 3000 }, (_, index) => systemRandom(sizes[index % sizes.length] ?? 24));
    expect(taken.map(({ length }) => length)).toEqual(taken.map((_, index) => sizes[index % sizes.length]));
    // No 16 bytes are handed out twice, also not as a part of something else, and none before they were drawn.
    const pieces = taken.map((bytes) => hex(bytes.subarray(0, 16)));
    expect(new Set(pieces).size).toBe(3000);
    expect(pieces).not.toContain('00'.repeat(16));
  });
});
