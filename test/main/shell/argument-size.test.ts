import { describe, expect, it } from 'vitest';
import { sizeRefusal } from '../../../main/shell/argument-size.ts';

const MEGABYTE = 1024 * 1024;

describe('sizeRefusal', () => {
  it('accepts plain data below the limit', () => {
    const value = { text: 'é'.repeat(100), list: [1, null, true, undefined], bytes: new Uint8Array(500) };
    expect(sizeRefusal(value, 1000)).toBeNull();
  });

  it('counts text as UTF-8 and byte arrays by their length', () => {
    expect(sizeRefusal('é'.repeat(500), 1000)).toBeNull();
    expect(sizeRefusal('é'.repeat(501), 1000)).toBe('tooLarge');
    expect(sizeRefusal(new Uint8Array(1000), 1000)).toBeNull();
    expect(sizeRefusal(new Uint8Array(1001), 1000)).toBe('tooLarge');
  });

  it('counts names of fields too', () => {
    expect(sizeRefusal({ ['k'.repeat(1000)]: 1 }, 1000)).toBe('tooLarge');
  });

  it.each([
    ['one text', () => 'x'.repeat(10 * MEGABYTE)],
    ['many small ones', () => Array.from({ length: 100_000 }, () => ({ text: 'x'.repeat(90) }))],
    ['an empty array with a great length', () => new Array(10 * MEGABYTE)],
    ['a byte array deep inside', () => ({ a: [{ b: { c: new Uint8Array(10 * MEGABYTE) } }] })],
  ])('[R-31] refuses 10 MB as %s', (_name, build) => {
    expect(sizeRefusal(build(), 4 * MEGABYTE)).toBe('tooLarge');
  });

  it('ends on a cycle, on great depth and on shared parts that unfold without end', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    let deep: unknown = 'bottom';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    let shared: unknown = 'leaf';
    for (let level = 0; level < 64; level += 1) shared = [shared, shared];
    expect([cycle, deep, shared].map((value) => sizeRefusal(value, 1000))).toEqual([
      'tooLarge',
      'tooLarge',
      'tooLarge',
    ]);
  });

  it('refuses what is not plain data', () => {
    for (const value of [
      new Map(),
      new Set(),
      new Date(),
      new Error('x'),
      /x/,
      new Float64Array(1),
      new ArrayBuffer(8),
    ]) {
      expect(sizeRefusal({ value }, 1000)).toBe('notPlain');
    }
  });
});
