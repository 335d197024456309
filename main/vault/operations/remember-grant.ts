import type { WritableDb } from '../store/handles.ts';
import { reopenAccessRequest } from '../store/queries/access-requests.ts';
import { deleteGrant, type GrantRow, getGrant, insertGrant } from '../store/queries/grants.ts';
import { dropKeys } from './held-epochs.ts';

/**
 * Keeps what a grant says. Another one that was given the same number, and lost it, is given up: what it had opened is
 * closed, and its request waits for an answer again.
 */
export function rememberGrant(db: WritableDb, grant: GrantRow): void {
  const lost = getGrant(db, grant.id);
  if (lost) {
    dropKeys(db, lost);
    reopenAccessRequest(db, lost.id);
    deleteGrant(db, lost.id);
  }
  insertGrant(db, grant);
}
