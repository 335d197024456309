import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessRequestObject,
  openAccessRequest,
  sealAccessRequest,
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
    expect(openAccessRequest(bytes, source)).toEqual(request);
    expect(openAccessRequest(bytes, asking)).toEqual(request);
    expect(() => openAccessRequest(bytes, stranger)).toThrow(expect.objectContaining(notDecryptable));
    expect(Buffer.from(bytes).includes('thyroid')).toBe(false);
  });

  it('[A7] content that does not fit the schema is refused', () => {
    const hostile = { ...request, days: 100_000 };
    const box = sealTo(source.publicKey, hostile);
    const { bytes } = toBlock({ v: 1, to: box, from: box });
    expect(() => openAccessRequest(bytes, source)).toThrow(
      expect.objectContaining({ ...notDecryptable, details: { path: 'days' } }),
    );
  });

  it('[R-36] is of one size, whatever it says', () => {
    const keys = { to: source.publicKey, from: asking.publicKey };
    const longest = {
      requestedBy: '\u{20ac}'.repeat(200),
      purpose: '\u{20ac}'.repeat(300),
      categories: [...CATEGORIES],
    };
    const sizes = [request, { ...request, purpose: 'a' }, { ...request, ...longest }].map(
      (content) => sealAccessRequest(content, keys).bytes.length,
    );
    expect(new Set(sizes).size).toBe(1);
  });
});
