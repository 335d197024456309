import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessRequestObject,
  openRequestOrRefusal,
  sealAccessRequest,
  sealRefusal,
} from '../../../../main/vault/crypto/access-request-object.ts';
import { toBlock } from '../../../../main/vault/crypto/object-codec.ts';
import { sealTo } from '../../../../main/vault/crypto/sealed-box.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { CATEGORIES } from '../../../../preload/api/categories.ts';
import {
  askingHospital,
  notDecryptable,
  people,
  requestId,
  sourceHospital,
  subjectRef,
} from './sealed-objects.fixture.ts';

const request: AccessRequestObject = {
  requestId,
  subjectRef,
  fromHospital: askingHospital,
  toHospital: sourceHospital,
  requestedBy: 'Dr. Ines Duarte',
  purpose: 'Follow-up of the thyroid operation',
  categories: ['observation', 'allergy'],
  days: 30,
  askedAt: 1_767_225_600_000,
};
let { source, asking, stranger }: ReturnType<typeof people> = Object.create(null);

beforeAll(async () => {
  await readySodium();
  ({ source, asking, stranger } = people());
});

describe('an access request', () => {
  it('[CON4] is read by the hospital asked and the hospital asking, and by nobody else', () => {
    const { bytes } = sealAccessRequest(request, { to: source.publicKey, from: asking.publicKey });
    expect(openRequestOrRefusal(bytes, source)).toEqual(request);
    expect(openRequestOrRefusal(bytes, asking)).toEqual(request);
    expect(() => openRequestOrRefusal(bytes, stranger)).toThrow(expect.objectContaining(notDecryptable));
    expect(Buffer.from(bytes).includes('thyroid')).toBe(false);
  });

  it('[A7] content that does not fit the schema is refused', () => {
    const hostile = { ...request, days: 100_000 };
    const box = sealTo(source.publicKey, hostile);
    const { bytes } = toBlock({ v: 1, to: box, from: box });
    expect(() => openRequestOrRefusal(bytes, source)).toThrow(
      expect.objectContaining({ ...notDecryptable, details: { path: 'days' } }),
    );
  });

  it('[CON4] that was refused is read as refused by both hospitals, and by nobody else', () => {
    const refusal = { answer: 'refused', requestId } as const;
    const { bytes } = sealRefusal(refusal, { to: source.publicKey, from: asking.publicKey });
    expect(openRequestOrRefusal(bytes, source)).toEqual(refusal);
    expect(openRequestOrRefusal(bytes, asking)).toEqual(refusal);
    expect(() => openRequestOrRefusal(bytes, stranger)).toThrow(expect.objectContaining(notDecryptable));
  });

  it.each([
    ['an answer nobody knows', { answer: 'approved', requestId }],
    ['a refusal that says more', { answer: 'refused', requestId, grantId: 'a' }],
    ['a request with an answer', { ...request, answer: 'refused' }],
    ['a refusal of nothing', { answer: 'refused' }],
  ])('[A7] %s is refused', (_, hostile) => {
    const box = sealTo(source.publicKey, hostile);
    const { bytes } = toBlock({ v: 1, to: box, from: box });
    expect(() => openRequestOrRefusal(bytes, source)).toThrow(expect.objectContaining(notDecryptable));
  });

  it('[R-36] is of one size, whatever it says, and so is its refusal', () => {
    const keys = { to: source.publicKey, from: asking.publicKey };
    const longest = {
      requestedBy: '\u{20ac}'.repeat(200),
      purpose: '\u{20ac}'.repeat(300),
      categories: [...CATEGORIES],
    };
    const sizes = [request, { ...request, purpose: 'a' }, { ...request, ...longest }].map(
      (content) => sealAccessRequest(content, keys).bytes.length,
    );
    const refusal = sealRefusal({ answer: 'refused', requestId }, keys).bytes.length;
    expect(new Set([...sizes, refusal]).size).toBe(1);
  });
});
