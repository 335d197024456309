import type { WritableDb } from '../store/handles.ts';
import { reopenAccessRequest } from '../store/queries/access-requests.ts';
import { deleteAwaitedTags } from '../store/queries/awaited-tags.ts';
import { deleteGrant, type GrantRow, getGrant, insertGrant } from '../store/queries/grants.ts';
import { deleteHeldKeys } from '../store/queries/held-keys.ts';
import { deleteSharedRecords } from '../store/queries/shared-records.ts';

/**
 * Keeps what a grant says. Another one that was given the same number, and lost it, is given up: what it had opened is
 * closed, and its request waits for an answer again.
 */
export function rememberGrant(db: WritableDb, grant: GrantRow): void {
  if (getGrant(db, grant.id)) giveUp(db, grant);
  insertGrant(db, grant);
}

function giveUp(db: WritableDb, { id }: Pick<GrantRow, 'id'>): void {
  deleteHeldKeys(db, id);
  deleteAwaitedTags(db, id);
  deleteSharedRecords(db, id);
  reopenAccessRequest(db, id);
  deleteGrant(db, id);
}
