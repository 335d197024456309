import { beforeAll, describe, expect, it } from 'vitest';
import { argon2id, FLOOR_COST } from '../../../../main/vault/crypto/passphrase-kdf.ts';
import { readySodium, sodium } from '../../../../main/vault/crypto/sodium.ts';

const salt = new Uint8Array(16).fill(3);

beforeAll(readySodium);

describe('Argon2id', () => {
  it('[KEY2] is libsodium’s crypto_pwhash at the floor', async () => {
    const ours = await argon2id('correct horse battery staple', salt, FLOOR_COST);
    const theirs = sodium.crypto_pwhash(
      32,
      'correct horse battery staple',
      salt,
      3,
      64 * 1024 * 1024,
      sodium.crypto_pwhash_ALG_ARGON2ID13,
    );
    expect(Buffer.from(ours)).toEqual(Buffer.from(theirs));
  });

  it('[KEY2] refuses costs outside its bounds before it allocates', async () => {
    for (const cost of [
      { memoryKib: 8 * 1024, passes: 3 },
      { memoryKib: 64 * 1024, passes: 2 },
      { memoryKib: 4 * 1024 * 1024 * 1024, passes: 3 },
      { memoryKib: 64 * 1024, passes: 1_000_000 },
    ]) {
      await expect(argon2id('x', salt, cost)).rejects.toThrow();
    }
  });

  it('[KEY1] hears the same passphrase however a keyboard composes its letters', async () => {
    const composed = await argon2id('pi\u00f1a', salt, FLOOR_COST);
    const decomposed = await argon2id('pin\u0303a', salt, FLOOR_COST);
    expect(composed).toEqual(decomposed);
  });
});
