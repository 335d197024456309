import { describe, expect, it } from 'vitest';
import { Turns } from '../../../../main/vault/operations/turns.ts';

describe('turns', () => {
  it('never run twice at once, and what is asked for meanwhile is one more turn', async () => {
    let running = 0;
    let most = 0;
    let count = 0;
    const turns = new Turns(async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      count += 1;
      running -= 1;
    });
    await Promise.all([turns.request(), turns.request(), turns.request()]);
    expect({ most, count }).toEqual({ most: 1, count: 2 });
  });

  it('a request settles when a turn that began after it has ended', async () => {
    const seen: number[] = [];
    let asked = 1;
    const turns = new Turns(async () => {
      const before = asked;
      await Promise.resolve();
      seen.push(before);
    });
    const first = turns.request();
    asked = 2;
    await Promise.all([first, turns.request()]);
    expect(seen).toEqual([1, 2]);
  });
});
