/** A digest, a tag or a pseudonym as 32-bit words. */
export type Words = Uint32Array;

export function wordsOf(hex: string): Words {
  const digits = hex.replace(/^0x/, '');
  return Uint32Array.from({ length: digits.length / 8 }, (_, i) => Number.parseInt(digits.slice(8 * i, 8 * i + 8), 16));
}

/** The share of bits in which two are alike. */
export function alike(one: Words, other: Words): number {
  let different = 0;
  for (let i = 0; i < one.length; i++) different += ones((one[i] ?? 0) ^ (other[i] ?? 0));
  return 1 - different / (32 * one.length);
}

/** Bits until the first that differs. */
export function commonPrefix(one: Words, other: Words): number {
  for (let i = 0; i < one.length; i++) {
    const difference = ((one[i] ?? 0) ^ (other[i] ?? 0)) >>> 0;
    if (difference !== 0) return 32 * i + Math.clz32(difference);
  }
  return 32 * one.length;
}

/** How far two are apart on the ring of all numbers, by their first 32 bits; 0.5 is the farthest. */
export function distance(one: Words, other: Words): number {
  const apart = Math.abs((one[0] ?? 0) - (other[0] ?? 0)) / 2 ** 32;
  return Math.min(apart, 1 - apart);
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
