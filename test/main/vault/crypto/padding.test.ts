import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketFor, pad, unpad } from '../../../../main/vault/crypto/padding.ts';

describe('padding', () => {
  it('[OBJ2] gives back exactly what was padded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect(Buffer.from(unpad(pad(bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('[R-36] every size up to 1 MiB falls into one of at most 25 buckets', () => {
    const buckets = new Set<number>();
    for (let size = 0; size < 1024 * 1024; size += 1) buckets.add(bucketFor(size));
    expect(buckets.size).toBe(25);
  });

  it('[OBJ2] wastes at most half of what it pads, above the smallest bucket', () => {
    fc.assert(
      fc.property(fc.integer({ min: 256, max: 1 << 20 }), (size) => {
        const bucket = bucketFor(size);
        expect(bucket).toBeGreaterThan(size);
        expect(bucket).toBeLessThanOrEqual(size * 1.5);
      }),
    );
  });

  it('refuses a bucket that leaves no room for padding', () => {
    expect(() => pad(new Uint8Array(256), 256)).toThrow('larger');
  });

  it.each([
    [new Uint8Array(16)],
    [new Uint8Array([1, 0x80, 0, 1])],
    [new Uint8Array(0)],
  ])('refuses malformed padding %#', (bytes) => {
    expect(() => unpad(bytes)).toThrow(expect.objectContaining({ code: 'crypto.notDecryptable' }));
  });
});
