import { createChainTime } from './chain-time.ts';
import type { SyncPort } from './sync-port.ts';

/** A workstation that nothing connects to the network: everything is saved and waits (A4). */
export function absentSync(now: number): SyncPort {
  const unknown = { since: now, error: null };
  return {
    wake: () => undefined,
    tryNow: () => Promise.resolve(),
    health: () => ({
      chain: { ...unknown, state: 'starting', blockNumber: null, nextTryAt: null },
      peers: { ...unknown, state: 'starting', connected: 0, known: 0 },
    }),
    isDiskFull: () => false,
    stop: () => undefined,
    time: createChainTime({ blockTimeMs: 0, seenAtMs: now, elapsedMs: 0 }, now, () => performance.now()),
  };
}
