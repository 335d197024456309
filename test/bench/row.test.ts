import { describe, expect, it } from 'vitest';
import { interleaved, median, percentile, type Row, verdictOf } from './row.ts';

const aRow = (changes: Partial<Row> = {}): Row => ({
  name: 'one durable save',
  value: 2,
  unit: 'ms',
  floor: 1,
  floorIs: 'a write',
  ratio: 2,
  better: 'lower',
  boundOn: 'ratio',
  ship: 4,
  goal: 2,
  runs: 5,
  ...changes,
});

describe('a verdict', () => {
  it.each([
    [1.9, 'goal'],
    [2, 'goal'],
    [2.1, 'ship'],
    [4, 'ship'],
    [4.1, 'short'],
  ] as const)('on a ratio of %d where less is better is %s', (ratio, verdict) => {
    expect(verdictOf(aRow({ ratio }))).toBe(verdict);
  });

  it.each([
    [501, 'goal'],
    [400, 'goal'],
    [399, 'ship'],
    [100, 'ship'],
    [99, 'short'],
  ] as const)('on a ratio of %d where more is better is %s', (ratio, verdict) => {
    expect(verdictOf(aRow({ ratio, better: 'higher', ship: 100, goal: 400 }))).toBe(verdict);
  });

  it('looks at the value alone where the bound is on it', () => {
    expect(verdictOf(aRow({ boundOn: 'value', value: 9, ratio: 1 }))).toBe('short');
    expect(verdictOf(aRow({ boundOn: 'value', value: 1, ratio: 99 }))).toBe('goal');
  });

  it('is short for what could not be measured', () => {
    expect(verdictOf(aRow({ ratio: Number.NaN }))).toBe('short');
    expect(verdictOf(aRow({ ratio: Number.NaN, better: 'higher' }))).toBe('short');
  });
});

describe('a median', () => {
  it('is the middle of an odd number, in any order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('lies halfway between the two in the middle of an even number', () => {
    expect(median([10, 1, 2, 4])).toBe(3);
  });

  it('leaves the list as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow('median of nothing');
  });
});

describe('a percentile', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0, 1],
    [50, 50],
    [99, 99],
    [100, 100],
  ])('%d of the numbers from 1 to 100 is %d', (hundredths, value) => {
    expect(percentile(oneToHundred, hundredths)).toBe(value);
  });

  it('of few values is the largest of them', () => {
    expect(percentile([1, 2, 3], 99)).toBe(3);
  });

  it('of nothing is refused', () => {
    expect(() => percentile([], 99)).toThrow('percentile of nothing');
  });
});

describe('interleaved runs', () => {
  it('take turns, the floor first, with what is not measured before ours', async () => {
    const calls: string[] = [];
    const note = (name: string) => () => void calls.push(name);
    await interleaved(2, note('ours'), note('floor'), note('before'));
    expect(calls).toEqual(['floor', 'before', 'ours', 'floor', 'before', 'ours']);
  });

  it('give the median of each side in milliseconds', async () => {
    const busy = (ms: number) => () => {
      const until = performance.now() + ms;
      while (performance.now() < until);
    };
    const times = await interleaved(3, busy(6), busy(1));
    expect(times.ours).toBeGreaterThanOrEqual(6);
    expect(times.floor).toBeGreaterThanOrEqual(1);
  });

  it('end with the failure of a side', async () => {
    const fails = () => Promise.reject(new Error('nobody was found'));
    await expect(interleaved(3, fails, () => undefined)).rejects.toThrow('nobody was found');
  });
});
