import { beforeAll, describe, expect, it } from 'vitest';
import { categoryKey, newEpochKey, tagKey } from '../../../../main/vault/crypto/epoch.ts';
import {
  type EpochSecret,
  openKeyringAsGrantee,
  openKeyringAsHospital,
  openKeyringAsPatient,
  sealKeyring,
} from '../../../../main/vault/crypto/keyring.ts';
import { toBlock } from '../../../../main/vault/crypto/object-codec.ts';
import { sealTo } from '../../../../main/vault/crypto/sealed-box.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { CATEGORIES, type Category } from '../../../../preload/api/categories.ts';
import { GrantId } from '../../../../preload/api/ids.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';
import { grantId, notDecryptable, people } from './sealed-objects.fixture.ts';

const random = seededRandom('keyring');
const epochKey = newEpochKey(random);
const missedKey = newEpochKey(random);
let { patient, source, asking, stranger }: ReturnType<typeof people> = Object.create(null);

beforeAll(async () => {
  await readySodium();
  ({ patient, source, asking, stranger } = people());
});

function aKeyring(
  categories: readonly Category[],
  missed: readonly EpochSecret[] = [],
  earlier: readonly EpochSecret[] = [],
) {
  return sealKeyring({
    epoch: 4,
    epochKey,
    earlier,
    patientSealKey: patient.publicKey,
    hospitalSealKey: source.publicKey,
    continuing: [{ grantId, granteeSealKey: asking.publicKey, categories, missed }],
  });
}

describe('a keyring', () => {
  it('[KEY6] gives the epoch to the patient and to the hospital, each with their own key', () => {
    const { bytes } = aKeyring(['problem']);
    expect(openKeyringAsPatient(bytes, patient)).toEqual([{ epoch: 4, key: epochKey }]);
    expect(openKeyringAsHospital(bytes, source)).toEqual({ epoch: 4, key: epochKey });
    for (const other of [stranger, asking, source]) {
      expect(() => openKeyringAsPatient(bytes, other)).toThrow(expect.objectContaining(notDecryptable));
    }
  });

  it('[KEY9] gives the patient the epochs before it too, and nobody else', () => {
    const earlier = [{ epoch: 3, key: missedKey }];
    const { bytes } = aKeyring(['problem'], [], earlier);
    expect(openKeyringAsPatient(bytes, patient)).toEqual([...earlier, { epoch: 4, key: epochKey }]);
    expect(openKeyringAsHospital(bytes, source)).toEqual({ epoch: 4, key: epochKey });
    expect(openKeyringAsGrantee(bytes, grantId, asking).map(({ epoch }) => epoch)).toEqual([4]);
  });

  it('[KEY6] of version 1, which held one epoch, still opens', () => {
    const secret = { epoch: 2, key: missedKey };
    const { bytes } = toBlock({
      v: 1,
      patient: sealTo(patient.publicKey, secret),
      hospital: sealTo(source.publicKey, secret),
      grantees: [],
    });
    expect(openKeyringAsPatient(bytes, patient)).toEqual([secret]);
    expect(openKeyringAsHospital(bytes, source)).toEqual(secret);
  });

  it('[KEY7] gives a continuing grantee the categories in scope and nothing else', () => {
    const keys = openKeyringAsGrantee(aKeyring(['observation', 'allergy']).bytes, grantId, asking);
    expect(keys).toEqual([
      {
        epoch: 4,
        tagKey: tagKey(epochKey),
        categoryKeys: {
          allergy: categoryKey(epochKey, 'allergy'),
          observation: categoryKey(epochKey, 'observation'),
        },
      },
    ]);
  });

  it('[KEY8] hands over the epochs a grantee missed, likewise in scope', () => {
    const { bytes } = aKeyring(['allergy'], [{ epoch: 3, key: missedKey }]);
    expect(openKeyringAsGrantee(bytes, grantId, asking)).toEqual([
      { epoch: 3, tagKey: tagKey(missedKey), categoryKeys: { allergy: categoryKey(missedKey, 'allergy') } },
      { epoch: 4, tagKey: tagKey(epochKey), categoryKeys: { allergy: categoryKey(epochKey, 'allergy') } },
    ]);
  });

  it('[KEY8] [R-24] holds nothing for a grant that ended', () => {
    const { bytes } = aKeyring(['problem']);
    const ended = GrantId.parse(`0x${'ee'.repeat(32)}`);
    expect(() => openKeyringAsGrantee(bytes, ended, asking)).toThrow(expect.objectContaining(notDecryptable));
    expect(() => openKeyringAsGrantee(bytes, grantId, stranger)).toThrow(expect.objectContaining(notDecryptable));
  });

  it('[R-36] is of one size for every scope and never twice the same block', () => {
    const keyrings = CATEGORIES.map((_, count) => aKeyring(CATEGORIES.slice(0, count + 1)));
    expect(new Set(keyrings.map(({ bytes }) => bytes.length)).size).toBe(1);
    expect(new Set(keyrings.map(({ digest }) => digest)).size).toBe(CATEGORIES.length);
  });
});
