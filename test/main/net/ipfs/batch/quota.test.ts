import { describe, expect, it } from 'vitest';
import { PEER_QUOTA, Quota } from '../../../../../main/net/ipfs/batch/quota.ts';

function aQuota() {
  let now = 1_000;
  const quota = new Quota({ now: () => now, after: () => () => undefined });
  return { quota, pass: (ms: number) => (now += ms) };
}

describe('[attack 16] what a peer may ask for in a minute', () => {
  it.each([
    ['digests', { digests: PEER_QUOTA.digests }],
    ['bytes', { bytes: PEER_QUOTA.bytes }],
  ])('ends with its %s, for this peer only, and comes back', (_what, all) => {
    const { quota, pass } = aQuota();
    expect(quota.spend('a', all)).toBe(true);
    expect(quota.spend('a', { digests: 1, bytes: 1 })).toBe(false);
    expect(quota.spend('b', { digests: 1, bytes: 1 })).toBe(true);
    pass(PEER_QUOTA.windowMs - 1);
    expect(quota.spend('a', { digests: 1, bytes: 1 })).toBe(false);
    pass(1);
    expect(quota.spend('a', { digests: 1, bytes: 1 })).toBe(true);
  });
});
