import { describe, expect, it } from 'vitest';
import { createChainTime } from '../../../../main/vault/operations/chain-time.ts';

const BLOCK = Date.UTC(2026, 4, 12, 8);
const HOUR = 60 * 60 * 1000;
const YEAR = 365 * 24 * HOUR;

function started(wallMs: number, remembered: Partial<Parameters<typeof createChainTime>[0]> = {}) {
  const monotonic = { ms: 1000 };
  const time = createChainTime(
    { blockTimeMs: BLOCK, seenAtMs: BLOCK, elapsedMs: 0, ...remembered },
    wallMs,
    () => monotonic.ms,
  );
  return { time, monotonic };
}

describe('the time by which consents expire', () => {
  it('[SYN10] is the newest block plus what has passed since it was first seen', () => {
    const { time, monotonic } = started(BLOCK);
    expect(time.now()).toBe(BLOCK);
    monotonic.ms += HOUR;
    expect(time.now()).toBe(BLOCK + HOUR);
  });

  it('[SYN10] bridges the time the program was off', () => {
    expect(started(BLOCK + 5 * HOUR).time.now()).toBe(BLOCK + 5 * HOUR);
  });

  it('[R-39] a wall clock set back by ten years prolongs nothing', () => {
    const { time, monotonic } = started(BLOCK - 10 * YEAR, { elapsedMs: 3 * HOUR });
    expect(time.now()).toBe(BLOCK + 3 * HOUR);
    monotonic.ms += HOUR;
    expect(time.now()).toBe(BLOCK + 4 * HOUR);
  });

  it('[R-39] a wall clock far ahead ends access early, and the next block puts it right', () => {
    const { time } = started(BLOCK + 10 * YEAR);
    expect(time.now()).toBe(BLOCK + 10 * YEAR);
    time.sawBlock(BLOCK + 1000);
    expect(time.now()).toBe(BLOCK + 1000);
  });

  it('[SYN10] never goes back behind a block, whatever an older one says', () => {
    const { time, monotonic } = started(BLOCK);
    monotonic.ms += HOUR;
    time.sawBlock(BLOCK - HOUR);
    time.sawBlock(BLOCK);
    expect(time.now()).toBe(BLOCK + HOUR);
  });

  it('counts from zero again when a new block is seen', () => {
    const { time, monotonic } = started(BLOCK + HOUR);
    monotonic.ms += HOUR;
    expect(time.elapsedMs()).toBe(2 * HOUR);
    time.sawBlock(BLOCK + 2 * HOUR);
    expect(time.elapsedMs()).toBe(0);
  });

  it('[R-39] a monotonic clock that a suspended computer resets takes nothing back', () => {
    const { time, monotonic } = started(BLOCK + HOUR);
    monotonic.ms = 0;
    expect(time.now()).toBe(BLOCK + HOUR);
  });
});
