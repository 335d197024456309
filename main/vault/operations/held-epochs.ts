import { CATEGORIES } from '../../../preload/api/categories.ts';
import type { GranteeKeys } from '../crypto/grantee-keys.ts';
import type { WritableDb } from '../store/handles.ts';
import { deleteAwaitedTags } from '../store/queries/awaited-tags.ts';
import { type GrantRow, listGrantsWithKeys, updateGrantEpoch } from '../store/queries/grants.ts';
import { deleteHeldKeys, insertHeldKey } from '../store/queries/held-keys.ts';
import { deleteSharedRecords, markClosedRecordsWanted } from '../store/queries/shared-records.ts';
import { findRecordsOfGrant, restartGrant } from './record-finding.ts';

/** Keeps the keys of these epochs under the grant, and looks for the records they open. */
export function keepKeys(db: WritableDb, grant: GrantRow, epochs: readonly GranteeKeys[]): void {
  for (const { epoch, tagKey, categoryKeys } of epochs) {
    insertHeldKey(db, { grantId: grant.id, epoch, purpose: 'tag', key: tagKey });
    for (const category of CATEGORIES) {
      const key = categoryKeys[category];
      // What the patient did not sign for is not kept, whatever the envelope holds.
      if (key && grant.categories.includes(category)) {
        insertHeldKey(db, { grantId: grant.id, epoch, purpose: category, key });
      }
    }
    updateGrantEpoch(db, grant.id, epoch);
  }
  markClosedRecordsWanted(db, grant.patientId, grant.hospitalId);
  findRecordsOfGrant(db, grant);
}

/** Nothing is read under it any more; what another grant opens too is found under that one. Returns how many records went. */
export function dropKeys(db: WritableDb, { id, patientId, hospitalId }: GrantRow): number {
  deleteHeldKeys(db, id);
  deleteAwaitedTags(db, id);
  const removed = deleteSharedRecords(db, id);
  for (const other of listGrantsWithKeys(db)) {
    if (other.patientId === patientId && other.hospitalId === hospitalId) restartGrant(db, other);
  }
  return removed;
}
