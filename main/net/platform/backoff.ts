import type { Random } from './random.ts';

/** Exponential waiting times, each shortened by up to a quarter so that many workstations do not knock together. */
export interface Backoff {
  /** Milliseconds until the next try. */
  next(): number;
  reset(): void;
}

export function createBackoff(firstMs: number, longestMs: number, random: Random): Backoff {
  let waitMs = firstMs;
  return {
    next() {
      const chosen = Math.round(waitMs * (1 - random() / 4));
      waitMs = Math.min(waitMs * 2, longestMs);
      return chosen;
    },
    reset() {
      waitMs = firstMs;
    },
  };
}
