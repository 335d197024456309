import type { GrantId } from '../../../preload/api/ids.ts';
import { grantOf } from '../../registry/typed-data.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getGrantEvent, getRevocationTime } from '../store/queries/chain-logs.ts';
import { getGrantOnTheWay, getRevocationQueuedAt } from '../store/queries/outbox-sending.ts';

/**
 * Where a consent stands. `unseen`: the log does not show it, or not any more. `announced`: signed here and on its way to
 * the log. `active`: in the log. `refused`: signed here and not taken by the chain. Times are milliseconds since 1970.
 */
export type GrantStanding =
  | { readonly state: 'unseen' }
  | { readonly state: 'announced' }
  | { readonly state: 'active' }
  | { readonly state: 'revoked'; readonly at: number }
  | { readonly state: 'expired'; readonly at: number }
  | { readonly state: 'refused'; readonly at: number };

/**
 * Derived from the log every time it is asked (SYN7): no row anywhere says that a grant is in force, so an old page of
 * the database cannot revive one. What the patient signed here counts at once, before the chain has it: a revocation for
 * good, a grant until it would come too late.
 */
export function grantStanding(context: VaultContext, db: ReadableDb, grantId: GrantId): GrantStanding {
  const revokedAt = getRevocationTime(db, grantId);
  if (revokedAt !== undefined) return { state: 'revoked', at: revokedAt * 1000 };
  const { patient, nonce } = grantOf(grantId);
  const revokedHereAt = getRevocationQueuedAt(db, patient, nonce);
  if (revokedHereAt !== undefined) return { state: 'revoked', at: revokedHereAt };
  const event = getGrantEvent(db, grantId);
  if (event) return standingUntil(context, event.expiresAt, 'active');
  const onTheWay = getGrantOnTheWay(db, patient, nonce);
  if (!onTheWay) return { state: 'unseen' };
  const { deadline, refusedAt } = onTheWay;
  return refusedAt === null ? standingUntil(context, deadline, 'announced') : { state: 'refused', at: refusedAt };
}

/** @param end in seconds, of block time */
function standingUntil({ sync }: VaultContext, end: number, state: 'announced' | 'active'): GrantStanding {
  const at = end * 1000;
  return sync.time.now() < at ? { state } : { state: 'expired', at };
}

/** Whether records may be read under it now. */
export function isInForce(context: VaultContext, db: ReadableDb, grantId: GrantId): boolean {
  const { state } = grantStanding(context, db, grantId);
  return state === 'active' || state === 'announced';
}
