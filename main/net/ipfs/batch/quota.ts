import type { Clock } from '../../platform/clock.ts';

/** What one peer may ask of this computer in a minute: far more than synchronising needs, less than a flood. */
export const PEER_QUOTA = { digests: 200_000, bytes: 4 * 1024 ** 3, windowMs: 60_000 } as const;

interface Spent {
  since: number;
  digests: number;
  bytes: number;
}

/** Counts what each peer has been served. */
export class Quota {
  readonly #clock: Clock;
  readonly #spent = new Map<string, Spent>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False when the peer has used up its minute; otherwise the cost is counted. */
  spend(peer: string, cost: { digests?: number; bytes?: number }): boolean {
    const spent = this.#current(peer);
    spent.digests += cost.digests ?? 0;
    spent.bytes += cost.bytes ?? 0;
    return spent.digests <= PEER_QUOTA.digests && spent.bytes <= PEER_QUOTA.bytes;
  }

  #current(peer: string): Spent {
    const now = this.#clock.now();
    for (const [name, { since }] of this.#spent) {
      if (now - since >= PEER_QUOTA.windowMs) this.#spent.delete(name);
    }
    const known = this.#spent.get(peer);
    if (known) return known;
    const fresh = { since: now, digests: 0, bytes: 0 };
    this.#spent.set(peer, fresh);
    return fresh;
  }
}
