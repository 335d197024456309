import { beforeAll, describe, expect, it } from 'vitest';
import { categoryKey, newEpochKey, tagKey } from '../../../../main/vault/crypto/epoch.ts';
import {
  openEnvelopeAsGrantee,
  openEnvelopeAsHospital,
  sealEnvelope,
} from '../../../../main/vault/crypto/grant-envelope.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { CATEGORIES, type Category } from '../../../../preload/api/categories.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';
import { askingHospital, notDecryptable, people, requestId, subjectRef } from './sealed-objects.fixture.ts';

const random = seededRandom('grant envelope');
const epochs = [1, 2].map((epoch) => ({ epoch, key: newEpochKey(random) }));
const salt = random(32);
let { source, asking, stranger }: ReturnType<typeof people> = Object.create(null);

beforeAll(async () => {
  await readySodium();
  ({ source, asking, stranger } = people());
});

function anEnvelope(categories: readonly Category[]) {
  return sealEnvelope({
    requestId,
    subjectRef,
    granteeHospital: askingHospital,
    categories,
    salt,
    epochs,
    granteeSealKey: asking.publicKey,
    hospitalSealKey: source.publicKey,
  });
}

const termsOf = (categories: Category[]) => ({
  requestId,
  subjectRef,
  granteeHospital: askingHospital,
  categories,
  epoch: 2,
  salt,
});

describe('a grant envelope', () => {
  it('[KEY7] [S15] gives the grantee the terms and, of every epoch, the keys of the categories in scope only', () => {
    expect(openEnvelopeAsGrantee(anEnvelope(['observation']).bytes, asking)).toEqual({
      terms: termsOf(['observation']),
      keys: epochs.map(({ epoch, key }) => ({
        epoch,
        tagKey: tagKey(key),
        categoryKeys: { observation: categoryKey(key, 'observation') },
      })),
    });
  });

  it('[CON4] gives the hospital that keeps the records the terms, so that it can continue the grant', () => {
    expect(openEnvelopeAsHospital(anEnvelope(['allergy', 'problem']).bytes, source)).toEqual(
      termsOf(['allergy', 'problem']),
    );
  });

  it('[R-24] opens for nobody else, and neither half for the other hospital', () => {
    const { bytes } = anEnvelope(['problem']);
    const refused = expect.objectContaining(notDecryptable);
    expect(() => openEnvelopeAsGrantee(bytes, stranger)).toThrow(refused);
    expect(() => openEnvelopeAsHospital(bytes, stranger)).toThrow(refused);
    expect(() => openEnvelopeAsGrantee(bytes, source)).toThrow(refused);
    expect(() => openEnvelopeAsHospital(bytes, asking)).toThrow(refused);
    expect(() => openEnvelopeAsGrantee(bytes.subarray(0, 100), asking)).toThrow(refused);
    expect(() => openEnvelopeAsGrantee(new Uint8Array(0), asking)).toThrow(refused);
  });

  it('[CON4] [R-36] is of one size, whatever is in scope', () => {
    const sizes = CATEGORIES.map((_, count) => anEnvelope(CATEGORIES.slice(count)).bytes.length);
    expect(new Set(sizes).size).toBe(1);
  });
});
