import { beforeAll, describe, expect, it } from 'vitest';
import {
  newPatientRoot,
  patientIdentity,
  rootOfWords,
  wordsOfRoot,
} from '../../../../main/vault/crypto/patient-root.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { HospitalId, PatientRef } from '../../../../preload/api/ids.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const scope = { chainId: 31337, registry: `0x${'Ab'.repeat(20)}`, hospitalId: HospitalId.parse(1) };
const root = newPatientRoot(seededRandom('patient root'));

beforeAll(readySodium);

describe('the patient root', () => {
  it('[KEY4] gives the same identity at the same hospital, whatever the case of the address', () => {
    const identity = patientIdentity(root, scope);
    expect(patientIdentity(root, { ...scope, registry: scope.registry.toLowerCase() })).toEqual(identity);
    expect(PatientRef.parse(identity.ref)).toBe(identity.ref);
  });

  it('[KEY4] gives unrelated identities for another hospital, registry, chain or person', () => {
    const identities = [
      patientIdentity(root, scope),
      patientIdentity(root, { ...scope, hospitalId: HospitalId.parse(2) }),
      patientIdentity(root, { ...scope, hospitalId: HospitalId.parse(11) }),
      patientIdentity(root, { ...scope, chainId: 1 }),
      patientIdentity(root, { ...scope, registry: `0x${'cd'.repeat(20)}` }),
      patientIdentity(new Uint8Array(32), scope),
    ];
    const values = identities.flatMap(({ ref, signingKey, sealPublicKey, sealPrivateKey }) => [
      ref,
      ...[signingKey, sealPublicKey, sealPrivateKey].map((key) => Buffer.from(key).toString('hex')),
    ]);
    expect(new Set(values).size).toBe(identities.length * 4);
  });

  it('[KEY4] is frozen: a card made today is the same person for ever', () => {
    expect(
      patientIdentity(new Uint8Array(32), { ...scope, registry: `0x${'00'.repeat(20)}` }).ref,
    ).toMatchInlineSnapshot(`"0x6c8488522c99ace2bab74e584bf7295b1abf6d67"`);
  });
});

describe('recovery words', () => {
  it.each([
    [0x00, `${'abandon '.repeat(23)}art`],
    [
      0x7f,
      `${'legal winner thank year wave sausage worth useful '.repeat(2)}legal winner thank year wave sausage worth title`,
    ],
    [0xff, `${'zoo '.repeat(23)}vote`],
  ])('[R-17] the published BIP-39 vector of 32 bytes %i', (byte, words) => {
    expect(wordsOfRoot(new Uint8Array(32).fill(byte))).toBe(words);
    expect(rootOfWords(`  ${words.toUpperCase().replaceAll(' ', '\n')} `)).toEqual(new Uint8Array(32).fill(byte));
  });

  it('[KEY4] a wrong, missing or exchanged word is card.unreadable and is not quoted', () => {
    const words = wordsOfRoot(root).split(' ');
    const [first = '', second = '', ...rest] = words;
    const shorter = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';
    for (const wrong of [
      words.slice(1),
      [second, first, ...rest],
      ['secretword', second, ...rest],
      shorter.split(' '),
    ]) {
      expect(() => rootOfWords(wrong.join(' '))).toThrow(
        expect.objectContaining({
          code: 'card.unreadable',
          cause: undefined,
          message: expect.not.stringContaining('secretword'),
        }),
      );
    }
  });
});
