import { describe, expect, it } from 'vitest';
import { inRandomOrder, mixedAcrossOwners } from '../../../../main/vault/operations/random-order.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const DRAWS = 24_000;

/** How often each order came up, and how far the farthest is from its fair share, in standard deviations. */
function tally(draw: () => readonly string[]) {
  const counts = new Map<string, number>();
  for (let i = 0; i < DRAWS; i++) {
    const order = draw().join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const share = DRAWS / counts.size;
  const farthest = Math.max(...[...counts.values()].map((count) => Math.abs(count - share))) / Math.sqrt(share);
  return { orders: [...counts.keys()].sort(), farthest };
}

describe('[R-36] a random order', () => {
  it('is any order, each as often as the others', () => {
    const random = seededRandom('orders');
    const { orders, farthest } = tally(() => inRandomOrder(['a', 'b', 'c', 'd'], random));
    expect(orders).toHaveLength(24);
    expect(farthest).toBeLessThan(4);
  });

  it('draws again what would make some numbers likelier', () => {
    const drawn = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1, 0, 0, 0, 0];
    const random = (bytes: number) => Uint8Array.from(drawn.splice(0, bytes));
    // 2³² − 1 is left out for three items; 1 keeps the last but one in its place, 0 swaps the first two.
    expect(inRandomOrder(['a', 'b', 'c'], random)).toEqual(['c', 'a', 'b']);
    expect(drawn).toEqual([]);
  });

  it('across owners keeps what has one owner in order, and is any such order', () => {
    const random = seededRandom('owners');
    const items = ['a1', 'a2', 'b1', 'c1'];
    const { orders, farthest } = tally(() => mixedAcrossOwners(items, (item) => item.slice(0, 1), random));
    expect(orders).toHaveLength(12);
    expect(orders.every((order) => order.indexOf('a1') < order.indexOf('a2'))).toBe(true);
    expect(farthest).toBeLessThan(4);
  });

  it('has nothing to say about nothing and about one', () => {
    const random = () => expect.unreachable('nothing to draw');
    expect(inRandomOrder([], random)).toEqual([]);
    expect(mixedAcrossOwners(['a'], () => 'a', random)).toEqual(['a']);
  });
});
