import type { GrantId } from '../../../preload/api/ids.ts';
import { grantOf } from '../../registry/typed-data.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getGrantEvent, getRevocationTime } from '../store/queries/chain-logs.ts';
import { getRevocationQueuedAt } from '../store/queries/outbox-sending.ts';

/**
 * Where a consent stands. `announced`: signed here, not in the log yet. `active`: in force. Times are milliseconds
 * since 1970.
 */
export type GrantStanding =
  | { readonly state: 'announced' }
  | { readonly state: 'active' }
  | { readonly state: 'revoked'; readonly at: number }
  | { readonly state: 'expired'; readonly at: number };

/**
 * Derived from the log every time it is asked (SYN7): no row anywhere says that a grant is in force, so an old page of
 * the database cannot revive one. A revocation the patient signed here counts at once, before the chain has it.
 */
export function grantStanding(context: VaultContext, db: ReadableDb, grantId: GrantId): GrantStanding {
  const revokedAt = getRevocationTime(db, grantId);
  if (revokedAt !== undefined) return { state: 'revoked', at: revokedAt * 1000 };
  const { patient, nonce } = grantOf(grantId);
  const revokedHereAt = getRevocationQueuedAt(db, patient, nonce);
  if (revokedHereAt !== undefined) return { state: 'revoked', at: revokedHereAt };
  const event = getGrantEvent(db, grantId);
  if (!event) return { state: 'announced' };
  const expiresAt = event.expiresAt * 1000;
  return context.sync.time.now() < expiresAt ? { state: 'active' } : { state: 'expired', at: expiresAt };
}

export function isInForce(context: VaultContext, db: ReadableDb, grantId: GrantId): boolean {
  return grantStanding(context, db, grantId).state === 'active';
}
