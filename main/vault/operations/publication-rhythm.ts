import type { VaultContext } from '../services/context.ts';
import { getCounter, setCounter } from '../store/queries/counters.ts';
import { NOBODY_WAITS, type WaitingSpan } from '../store/queries/outbox-waiting.ts';

const MINUTE_MS = 60_000;

/**
 * When something appears on the chain is the one thing cryptography cannot hide. With a rhythm in the policy,
 * registrations, keyrings, records and consents nobody waits for stay until the interval they were saved in is over and
 * leave together, mixed.
 * Intervals count from 1970, so that every workstation publishes at the same moments.
 *
 * What was saved in the answered span waits until it ends. It follows from the clock and the database alone (A5). A
 * clock that was wrong for a while delays nothing: only what was saved in the running interval waits.
 */
export function waitingSpan({ db, policy, now }: Pick<VaultContext, 'db' | 'policy' | 'now'>): WaitingSpan {
  const lengthMs = policy.chain.publishEveryMinutes * MINUTE_MS;
  if (lengthMs === 0) return NOBODY_WAITS;
  const at = now();
  const startMs = at - (at % lengthMs);
  const releasedMs = getCounter(db, 'publicationReleasedAt');
  const fromMs = releasedMs > at ? startMs : Math.max(startMs, releasedMs + 1);
  return { fromMs, untilMs: startMs + lengthMs, reader: policy.hospital.id };
}

/** A person wants everything sent now: what is saved until now waits for nobody. */
export function releaseWaiting(context: VaultContext): void {
  if (context.policy.chain.publishEveryMinutes === 0) return;
  context.db.transaction((db) => setCounter(db, 'publicationReleasedAt', context.now()));
}
