import { decode, encode } from '@ipld/dag-cbor';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../../main/vault/crypto/digest.ts';
import { categoryKey, keyId, newEpochKey } from '../../../../main/vault/crypto/epoch.ts';
import { keysById, type ManifestBody, openManifest, sealManifest } from '../../../../main/vault/crypto/manifest.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { CATEGORIES } from '../../../../preload/api/categories.ts';
import { Digest, RecordId } from '../../../../preload/api/ids.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';
import { notDecryptable } from './sealed-objects.fixture.ts';

const epochKey = newEpochKey(seededRandom('manifest'));
const observationKey = categoryKey(epochKey, 'observation');
const keys = keysById([observationKey]);

const body: ManifestBody = {
  recordId: RecordId.parse('018f3c1e-7b2a-7c3d-8e4f-5a6b7c8d9e0f'),
  version: 2,
  category: 'observation',
  resourceType: 'Observation',
  resource: '{"resourceType":"Observation","valueString":"Ñandú 36.6 °C"}',
  resourceBlob: null,
  author: 'Rosa Quiñones',
  at: 1_767_225_600_000,
  reason: 'Typing error',
  previousPointer: Digest.parse('ab'.repeat(32)),
  attachment: {
    key: new Uint8Array(32).fill(4),
    digests: [Digest.parse('cd'.repeat(32))],
    sizeBytes: 1000,
    title: 'Referral',
    mediaType: 'application/pdf',
  },
};

function seal(content: ManifestBody) {
  const key = categoryKey(epochKey, content.category);
  return sealManifest({ keyId: keyId(key), categoryKey: key, body: content });
}

beforeAll(readySodium);

describe('a manifest', () => {
  it('[OBJ2] holds a record version whole, and [OBJ3] its digest is the pointer', () => {
    const { digest, bytes } = seal(body);
    expect(openManifest(bytes, keys)).toEqual(body);
    expect(digest).toBe(sha256(bytes));
  });

  it('[OBJ2] keeps any text byte for byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (resource) => {
        expect(openManifest(seal({ ...body, resource }).bytes, keys)?.resource).toBe(resource);
      }),
      { numRuns: 50 },
    );
  });

  it('[KEY7] the key of another category finds nothing in it, and does not call it damaged', () => {
    const others = CATEGORIES.filter((name) => name !== 'observation').map((name) => categoryKey(epochKey, name));
    expect(openManifest(seal(body).bytes, keysById(others))).toBeNull();
    expect(openManifest(seal(body).bytes, new Map())).toBeNull();
  });

  it('[R-14] an altered bit is never taken for another text', () => {
    const { bytes } = seal(body);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const altered = Uint8Array.from(bytes);
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        let opened: ManifestBody | null = null;
        try {
          opened = openManifest(altered, keys);
        } catch (error) {
          expect(error).toMatchObject(notDecryptable);
        }
        // A flip in the hint or the nonce makes it a block for somebody else.
        expect(opened).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('[OBJ2] a key that fits and a body that does not is crypto.notDecryptable', () => {
    const { bytes } = seal(body);
    const altered = Uint8Array.from(bytes);
    const at = Buffer.from(bytes).indexOf('body') + 40;
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => openManifest(altered, keys)).toThrow(expect.objectContaining(notDecryptable));
  });

  it('[OBJ2] shows neither category nor key id, and two of one key have no bytes in common to link them by', () => {
    const blocks = Array.from({ length: 200 }, () => decode<Record<string, unknown>>(seal(body).bytes));
    const hints = blocks.map(({ hint }) => Buffer.from(hint as Uint8Array).toString('hex'));
    expect(new Set(hints).size).toBe(200);
    expect(hints).not.toContain(Buffer.from(keyId(observationKey)).toString('hex'));
    expect(blocks.map((block) => Object.keys(block).sort().join())).toEqual(Array(200).fill('body,hint,nonce,v'));
  });

  it('[R-36] sizes fall into the padding buckets', () => {
    const sizes = new Set<number>();
    for (let length = 0; length < 64 * 1024; length += 97) {
      sizes.add(seal({ ...body, resource: 'x'.repeat(length) }).bytes.length);
    }
    expect(sizes.size).toBeLessThanOrEqual(18);
  });

  it.each([
    ['no dag-cbor', new Uint8Array([0xff, 0, 1])],
    ['another object', encode({ v: 1 })],
    ['a newer version', encode({ v: 2, hint: new Uint8Array(16), nonce: new Uint8Array(24), body: new Uint8Array(1) })],
    ['nothing', new Uint8Array(0)],
  ])('[A7] %s is refused', (_, bytes) => {
    expect(() => openManifest(bytes, keys)).toThrow(expect.objectContaining(notDecryptable));
  });
});
