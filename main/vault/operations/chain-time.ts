/**
 * What time it is for consents (SYN10): the time of the newest block, plus what has passed since this workstation
 * first saw that block. A wrong wall clock can end access early on an offline workstation, never prolong it, and the
 * next block puts it right.
 */
export interface ChainTime {
  /** Milliseconds since 1970. Never before the newest block seen. */
  now(): number;
  /** A block nobody here has seen before; from now on it is the base. `timeMs` of an older one changes nothing. */
  sawBlock(timeMs: number): void;
  /** Milliseconds since the newest block was first seen; stored now and then, so that a restart does not forget it. */
  elapsedMs(): number;
}

/** What the database remembers between two runs of the program. */
export interface RememberedTime {
  readonly blockTimeMs: number;
  /** Wall clock when that block was first seen. */
  readonly seenAtMs: number;
  /** The largest `elapsedMs` stored since. */
  readonly elapsedMs: number;
}

/**
 * @param wallMs the wall clock at start: bridges the time the program was off, as far as it went forward.
 * @param monotonicMs a clock that nobody can set.
 */
export function createChainTime(remembered: RememberedTime, wallMs: number, monotonicMs: () => number): ChainTime {
  let blockTimeMs = remembered.blockTimeMs;
  let elapsedAtBase = Math.max(remembered.elapsedMs, wallMs - remembered.seenAtMs, 0);
  let base = monotonicMs();

  const elapsedMs = () => elapsedAtBase + Math.max(0, monotonicMs() - base);
  return {
    now: () => blockTimeMs + elapsedMs(),
    elapsedMs,
    sawBlock: (timeMs) => {
      if (timeMs <= blockTimeMs) return;
      blockTimeMs = timeMs;
      elapsedAtBase = 0;
      base = monotonicMs();
    },
  };
}
