import type { NetHealth } from '../../links/net-link.ts';

/** Before the network process has said anything. */
export function unseenHealth(since: number): NetHealth {
  const unknown = { since, error: null };
  return {
    chain: { ...unknown, state: 'starting', blockNumber: null, nextTryAt: null },
    peers: { ...unknown, state: 'starting', connected: 0, known: 0 },
  };
}
