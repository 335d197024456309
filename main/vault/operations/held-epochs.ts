import { CATEGORIES } from '../../../preload/api/categories.ts';
import type { GranteeKeys } from '../crypto/grantee-keys.ts';
import type { WritableDb } from '../store/handles.ts';
import { type GrantRow, updateGrantEpoch } from '../store/queries/grants.ts';
import { insertHeldKey } from '../store/queries/held-keys.ts';
import { markClosedRecordsWanted } from '../store/queries/shared-records.ts';
import { findRecordsOfGrant } from './record-finding.ts';

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
