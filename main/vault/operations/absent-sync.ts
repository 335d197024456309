import { createChainTime } from './chain-time.ts';
import type { SyncPort } from './sync-port.ts';
import { unseenHealth } from './unseen-health.ts';

/** A workstation that nothing connects to the network: everything is saved and waits (A4). */
export function absentSync(now: number): SyncPort {
  return {
    wake: () => undefined,
    tryNow: () => Promise.resolve(),
    health: () => unseenHealth(now),
    isDiskFull: () => false,
    stop: () => undefined,
    time: createChainTime({ blockTimeMs: 0, seenAtMs: now, elapsedMs: 0 }, now, () => performance.now()),
  };
}
