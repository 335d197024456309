import type { GrantId, PatientId, RecordId } from '../../../preload/api/ids.ts';
import type { VaultContext } from '../services/context.ts';
import { listSharedRecords, listSharedVersions, type SharedVersion } from '../store/queries/shared-records.ts';
import { isInForce } from './grant-standing.ts';

/**
 * Records of other hospitals as they may be read at this moment: a consent that ended a moment ago, while its copies
 * are still to be removed, opens nothing any more.
 */
export function readableRecords(context: VaultContext, patientId: PatientId): SharedVersion[] {
  return inForce(context, listSharedRecords(context.db, patientId));
}

/** Every version of one shared record, newest first. */
export function readableVersions(context: VaultContext, recordId: RecordId): SharedVersion[] {
  return inForce(context, listSharedVersions(context.db, recordId));
}

function inForce(context: VaultContext, versions: readonly SharedVersion[]): SharedVersion[] {
  const asked = new Map<GrantId, boolean>();
  return versions.filter(({ grantId }) => {
    const isKnown = asked.get(grantId) ?? isInForce(context, context.db, grantId);
    asked.set(grantId, isKnown);
    return isKnown;
  });
}
