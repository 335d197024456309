import { seededRandom } from '../../fixtures/seeded-random.ts';

/** Chance that is the same in every run. */
export interface Dice {
  /** From 0, below 1. */
  fraction(): number;
  /** A whole number from `low` up to and including `high`. */
  between(low: number, high: number): number;
  hits(probability: number): boolean;
}

export function diceOf(seed: string): Dice {
  const random = seededRandom(seed);
  let pool: number[] = [];
  const fraction = () => {
    if (pool.length === 0) pool = [...new Uint32Array(random(4096).buffer)];
    return (pool.pop() ?? 0) / 2 ** 32;
  };
  return {
    fraction,
    between: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    hits: (probability) => fraction() < probability,
  };
}

/** So many of the items, each at most once; all of them in random order when there are no more. */
export function sampleOf<T>(items: readonly T[], count: number, dice: Dice): T[] {
  const rest = [...items];
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    const place = dice.between(0, rest.length - 1);
    const last = rest.length - 1;
    // Safe: both places are inside the list.
    taken.push(rest[place] as T);
    rest[place] = rest[last] as T;
    rest.pop();
  }
  return taken;
}
