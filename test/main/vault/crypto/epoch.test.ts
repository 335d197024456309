import { describe, expect, it } from 'vitest';
import { categoryKey, keyId, newEpochKey, recordTag, tagKey } from '../../../../main/vault/crypto/epoch.ts';
import { CATEGORIES } from '../../../../preload/api/categories.ts';
import { WorkstationAddress } from '../../../../preload/api/ids.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const random = seededRandom('epoch');
const epochKey = newEpochKey(random);
const here = WorkstationAddress.parse(`0x${'11'.repeat(20)}`);
const there = WorkstationAddress.parse(`0x${'12'.repeat(20)}`);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('an epoch', () => {
  it('[KEY6] has a key of its own for every category and for its tags', () => {
    const keys = [epochKey, tagKey(epochKey), ...CATEGORIES.map((category) => categoryKey(epochKey, category))];
    expect(new Set(keys.map(hex)).size).toBe(CATEGORIES.length + 2);
    expect(new Set(keys.map((key) => hex(keyId(key)))).size).toBe(keys.length);
    expect(keyId(epochKey)).toHaveLength(16);
  });

  it('[CON2] the reader of the key computes every tag, in order, per workstation', () => {
    const tags = [0, 1, 2, 255, 256, 2 ** 32, 2 ** 40].flatMap((counter) => [
      recordTag(tagKey(epochKey), here, counter),
      recordTag(tagKey(epochKey), there, counter),
    ]);
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags.every((tag) => /^[0-9a-f]{64}$/.test(tag))).toBe(true);
    expect(recordTag(tagKey(epochKey), here, 0)).toBe(tags[0]);
    expect(recordTag(tagKey(newEpochKey(random)), here, 0)).not.toBe(tags[0]);
  });
});
