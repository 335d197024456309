import { describe, expect, it } from 'vitest';
import { createBackoff } from '../../../../main/net/platform/backoff.ts';
import { DeadlineError, withDeadline } from '../../../../main/net/platform/deadline.ts';

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('[SYN11] a deadline', () => {
  it('ends work that takes too long', async () => {
    await expect(withDeadline(5, undefined, untilAborted)).rejects.toBeInstanceOf(DeadlineError);
  });

  it('lets work through that is done in time, and leaves no listener behind', async () => {
    const parent = new AbortController();
    let inner: AbortSignal | undefined;
    const value = await withDeadline(60_000, parent.signal, async (signal) => {
      inner = signal;
      return 'done';
    });
    parent.abort();
    expect([value, inner?.aborted]).toEqual(['done', false]);
  });

  it('ends when its parent does, also when that was before', async () => {
    const parent = new AbortController();
    const work = withDeadline(60_000, parent.signal, untilAborted);
    parent.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
    const late = withDeadline(60_000, parent.signal, async (signal) => signal.throwIfAborted());
    await expect(late).rejects.toThrow('enough');
  });
});

describe('a back-off', () => {
  it('doubles up to its longest, shortened by up to a quarter, and starts over', () => {
    const backoff = createBackoff(1_000, 3_000, () => 0);
    expect([backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([1_000, 2_000, 3_000, 3_000]);
    backoff.reset();
    expect(backoff.next()).toBe(1_000);
    expect(createBackoff(1_000, 3_000, () => 0.999_999).next()).toBe(750);
  });
});
