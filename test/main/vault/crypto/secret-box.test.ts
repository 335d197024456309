import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decryptSecret, encryptSecret } from '../../../../main/vault/crypto/secret-box.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';

const key = new Uint8Array(32).fill(1);
const context = new TextEncoder().encode('context');
const refused = expect.objectContaining({ code: 'crypto.notDecryptable' });

beforeAll(readySodium);

describe('a secret box', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plaintext) => {
        expect(decryptSecret(key, encryptSecret(key, plaintext, context), context)).toEqual(plaintext);
      }),
    );
  });

  it('[R-14] refuses any single altered bit', () => {
    const sealed = encryptSecret(key, new Uint8Array(32).fill(9), context);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Uint8Array.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decryptSecret(key, altered, context)).toThrow(refused);
    }
  });

  it('refuses another key, another context and a truncated box', () => {
    const sealed = encryptSecret(key, new Uint8Array(32), context);
    expect(() => decryptSecret(new Uint8Array(32), sealed, context)).toThrow(refused);
    expect(() => decryptSecret(key, sealed, new Uint8Array(0))).toThrow(refused);
    for (const length of [0, 23, 24, 39, sealed.length - 1]) {
      expect(() => decryptSecret(key, sealed.subarray(0, length), context)).toThrow(refused);
    }
  });

  it('[R-19] the same plaintext never gives the same box', () => {
    const boxes = Array.from({ length: 500 }, () => encryptSecret(key, new Uint8Array(32), context));
    expect(new Set(boxes.map((box) => Buffer.from(box).toString('hex'))).size).toBe(500);
  });
});
