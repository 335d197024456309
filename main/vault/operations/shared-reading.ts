import { z } from 'zod';
import { Digest, type GrantId, type PatientId, type RecordId } from '../../../preload/api/ids.ts';
import type { VaultContext } from '../services/context.ts';
import { requireGrant } from '../store/queries/grants.ts';
import { listSharedRecords, listSharedVersions, type SharedVersion } from '../store/queries/shared-records.ts';
import { isInForce } from './grant-standing.ts';

/** The encrypted file of a shared record: fetched when somebody opens it. */
export const SharedAttachment = z.strictObject({
  title: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  /** 32 bytes, lower-case hex. */
  key: z.string(),
  digests: z.array(Digest),
});
export type SharedAttachment = z.infer<typeof SharedAttachment>;

/** A record version of another hospital that may be read now. */
export interface ReadableVersion extends Omit<SharedVersion, 'attachment'> {
  readonly attachment: SharedAttachment | null;
}

/**
 * Records of other hospitals as they may be read at this moment: a consent that ended a moment ago, while its copies
 * are still to be removed, opens nothing any more.
 */
export function readableRecords(context: VaultContext, patientId: PatientId): ReadableVersion[] {
  return inForce(context, listSharedRecords(context.db, patientId));
}

/** Every version of one shared record, newest first. */
export function readableVersions(context: VaultContext, recordId: RecordId): ReadableVersion[] {
  return inForce(context, listSharedVersions(context.db, recordId));
}

function inForce(context: VaultContext, versions: readonly SharedVersion[]): ReadableVersion[] {
  const asked = new Map<GrantId, boolean>();
  const isOpen = (grantId: GrantId) => {
    const answer = asked.get(grantId) ?? isInForce(context, context.db, requireGrant(context.db, grantId));
    asked.set(grantId, answer);
    return answer;
  };
  return versions.filter(({ grantId }) => isOpen(grantId)).map(toReadable);
}

function toReadable({ attachment, ...version }: SharedVersion): ReadableVersion {
  return { ...version, attachment: attachment === null ? null : SharedAttachment.parse(JSON.parse(attachment)) };
}
