import { grantOf } from '../../registry/typed-data.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getGrantEvent, getRevocationTime } from '../store/queries/chain-logs.ts';
import type { GrantRow } from '../store/queries/grants.ts';
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

/** A consent is its number and what was sealed under it: two desks that knew nothing of each other may give one number. */
export type SignedGrant = Pick<GrantRow, 'id' | 'envelope'>;

/**
 * Derived from the log every time it is asked (SYN7): no row anywhere says that a grant is in force, so an old page of
 * the database cannot revive one that the log has ended. What the patient signed here counts at once, before the chain has
 * it: a revocation until the chain refuses it, a grant until it would come too late or another one had its number first.
 */
export function grantStanding(context: VaultContext, db: ReadableDb, { id, envelope }: SignedGrant): GrantStanding {
  const event = getGrantEvent(db, id);
  if (event && event.envelope !== envelope) return { state: 'refused', at: event.blockTime * 1000 };
  const revokedAt = getRevocationTime(db, id);
  if (revokedAt !== undefined) return { state: 'revoked', at: revokedAt * 1000 };
  const { patient, nonce } = grantOf(id);
  const revokedHereAt = getRevocationQueuedAt(db, patient, nonce);
  if (revokedHereAt !== undefined) return { state: 'revoked', at: revokedHereAt };
  if (event) return standingUntil(context, event.expiresAt, 'active');
  const onTheWay = getGrantOnTheWay(db, envelope);
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
export function isInForce(context: VaultContext, db: ReadableDb, grant: SignedGrant): boolean {
  const { state } = grantStanding(context, db, grant);
  return state === 'active' || state === 'announced';
}
