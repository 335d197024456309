import { describe, expect, it } from 'vitest';
import { Restorer } from '../../../../main/net/ipfs/restorer.ts';
import type { Digest } from '../../../../preload/api/ids.ts';
import { aBlock } from '../ipfs-fixture.ts';

/** A clock whose one timer the test fires. */
function aRestorer(waiting: Set<Digest>, fetch: (digests: readonly Digest[]) => Promise<unknown>) {
  const waits: number[] = [];
  let due: () => void = () => undefined;
  const restorer = new Restorer({
    waiting: () => waiting,
    fetch,
    random: () => 0,
    clock: {
      now: () => 0,
      after: (ms, task) => {
        waits.push(ms);
        due = task;
        return () => {
          due = () => undefined;
        };
      },
    },
  });
  /** Fires the timer and lets what hangs on it run. */
  const fire = async () => {
    due();
    await new Promise(setImmediate);
  };
  return { restorer, waits, fire };
}

describe('[OBJ4] a quarantined block', () => {
  it('is fetched until it is there, with growing pauses that a new peer cuts short', async () => {
    const { digest } = aBlock();
    const waiting = new Set([digest]);
    const tries: number[] = [];
    const { restorer, waits, fire } = aRestorer(waiting, async (digests) => {
      if (tries.push(digests.length) === 3) waiting.clear();
    });
    restorer.wake();
    await fire();
    await fire();
    restorer.wake();
    await fire();
    await fire();
    expect(tries).toEqual([1, 1, 1]);
    expect(waits).toEqual([1_000, 2_000, 4_000, 1_000]);
  });

  it('that does not exist is not asked for', async () => {
    const { restorer, waits } = aRestorer(new Set(), async () => undefined);
    restorer.wake();
    expect(waits).toEqual([]);
  });

  it('is not asked for after the end', async () => {
    const tries: unknown[] = [];
    const { restorer, fire } = aRestorer(new Set([aBlock().digest]), async (digests) => tries.push(digests));
    restorer.wake();
    restorer.stop();
    await fire();
    restorer.wake();
    await fire();
    expect(tries).toEqual([]);
  });
});
