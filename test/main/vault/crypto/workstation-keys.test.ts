import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf, chainKeyFromSeed } from '../../../../main/vault/crypto/chain-key.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import {
  chainKeyOf,
  deriveMasterKeys,
  newHospitalSeal,
  openSecret,
  sealSecret,
} from '../../../../main/vault/crypto/workstation-keys.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const random = seededRandom('workstation keys');

beforeAll(readySodium);

describe('the keys of a workstation', () => {
  it('[KEY3] come from the master key alone and differ from each other', () => {
    const masterKey = random(32);
    const keys = deriveMasterKeys(masterKey);
    expect(deriveMasterKeys(masterKey)).toEqual(keys);
    const all = [masterKey, keys.databaseKey, keys.auditKey, keys.wrapKey];
    expect(new Set(all.map((key) => Buffer.from(key).toString('hex'))).size).toBe(4);
  });

  it('[KEY3] a wrapped secret opens under its own name only', () => {
    const { wrapKey } = deriveMasterKeys(random(32));
    const sealed = sealSecret(wrapKey, 'workstation', new Uint8Array(32).fill(5));
    expect(openSecret(wrapKey, 'workstation', sealed)).toEqual(new Uint8Array(32).fill(5));
    expect(() => openSecret(wrapKey, 'hospital', sealed)).toThrow(
      expect.objectContaining({ code: 'crypto.notDecryptable' }),
    );
  });

  it('[R-17] a chain key has the address every EVM client gives it', () => {
    const key = Buffer.from('ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80', 'hex');
    expect(chainKeyOf(key).address).toBe('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266');
    expect(addressOf(key)).toBe(chainKeyOf(key).address);
  });

  it('a chain key from a seed is valid and the same every time', () => {
    const seed = random(48);
    expect(chainKeyFromSeed(seed)).toEqual(chainKeyFromSeed(seed));
    expect(addressOf(chainKeyFromSeed(seed))).toMatch(/^0x[0-9a-f]{40}$/);
  });

  it('a hospital seal key is a pair', () => {
    const seal = newHospitalSeal(random);
    expect(seal.publicKey).toHaveLength(32);
    expect(seal.publicKey).not.toEqual(seal.privateKey);
  });
});
