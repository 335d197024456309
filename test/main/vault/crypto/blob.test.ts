import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBlob, sealBlob } from '../../../../main/vault/crypto/blob.ts';
import { sha256 } from '../../../../main/vault/crypto/digest.ts';
import { readySodium, systemRandom } from '../../../../main/vault/crypto/sodium.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';
import { notDecryptable } from './sealed-objects.fixture.ts';

const MiB = 1024 * 1024;
const refused = expect.objectContaining(notDecryptable);
const threeBlocks = seededRandom('blob')(2 * MiB + 5000);

beforeAll(readySodium);

function piecesOf(bytes: Uint8Array) {
  const { key, blocks } = sealBlob(bytes, systemRandom);
  return { key, pieces: blocks.map((block) => block.bytes) };
}

describe('a blob', () => {
  it('[OBJ1] gives back every length, at and around the cut', () => {
    const piece = MiB - 41;
    for (const length of [0, 1, 255, 256, piece - 1, piece, piece + 1, 2 * piece, 2 * piece + 1]) {
      const plain = threeBlocks.subarray(0, length);
      const { key, pieces } = piecesOf(plain);
      expect(Buffer.compare(openBlob(key, pieces), plain)).toBe(0);
    }
  });

  it('[OBJ1] gives back any small content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (plain) => {
        const { key, pieces } = piecesOf(plain);
        expect(Buffer.compare(openBlob(key, pieces), plain)).toBe(0);
      }),
    );
  });

  it('[OBJ3] names its blocks by their digest, none above 1 MiB', () => {
    const { blocks } = sealBlob(threeBlocks, systemRandom);
    expect(blocks).toHaveLength(3);
    expect(blocks.every(({ bytes, digest }) => digest === sha256(bytes) && bytes.length <= MiB)).toBe(true);
  });

  it('[OBJ1] truncation, reordering, repetition, addition and another key are noticed', () => {
    const { key, pieces } = piecesOf(threeBlocks);
    const nothing = new Uint8Array(0);
    const [first = nothing, second = nothing, third = nothing] = pieces;
    const other = piecesOf(threeBlocks);
    for (const wrong of [
      [],
      [first],
      [first, second],
      [second, third],
      [first, third],
      [second, first, third],
      [first, third, second],
      [first, second, second, third],
      [first, second, third, third],
      [first, second, other.pieces[2] ?? third],
      [first, second, third.subarray(0, third.length - 1)],
      [first, second, nothing],
      [first.subarray(0, 10), second, third],
    ]) {
      expect(() => openBlob(key, wrong)).toThrow(refused);
    }
    expect(() => openBlob(other.key, pieces)).toThrow(refused);
  });

  it('[R-14] any altered bit is noticed', () => {
    const { key, pieces } = piecesOf(threeBlocks.subarray(0, 300));
    const [only = new Uint8Array(0)] = pieces;
    for (let bit = 0; bit < only.length * 8; bit += 1) {
      const altered = Uint8Array.from(only);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openBlob(key, [altered])).toThrow(refused);
    }
  });

  it('[R-36] sizes fall into the padding buckets', () => {
    const sizes = new Set<number>();
    for (let length = 0; length < 2 * MiB; length += 7919) {
      const { blocks } = sealBlob(threeBlocks.subarray(0, length), systemRandom);
      for (const { bytes } of blocks) sizes.add(bytes.length);
    }
    expect(sizes.size).toBeLessThanOrEqual(40);
  });

  it('[R-19] the same file twice has no block in common', () => {
    const [once, again] = [sealBlob(threeBlocks, systemRandom), sealBlob(threeBlocks, systemRandom)];
    const digests = [...once.blocks, ...again.blocks].map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(6);
  });
});
