import type { PatientId } from '../../../preload/api/ids.ts';
import type { RecordLine } from '../../../preload/api/records.ts';
import { lineOf } from '../exchange/record-line.ts';
import { fromText } from '../exchange/resource-tree.ts';
import { type ReadableVersion, readableRecords } from '../operations/shared-reading.ts';
import { syncStateOf } from '../operations/sync-state.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getRecord, listRecords, listRecordsOfType, type RecordRow } from '../store/queries/records.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';

/** A record as lists show it, with the resource it was read from. */
export interface ReadRecord {
  readonly line: RecordLine;
  readonly resource: unknown;
}

/** S21: the newest version of every record of this patient, entered here or shared, newest first. */
export function readRecords(context: VaultContext, patientId: PatientId): ReadRecord[] {
  const own = listRecords(context.db, patientId).map(readOwn);
  const shared = readableRecords(context, patientId).map((version) => readShared(context, version));
  return [...own, ...shared].sort((one, other) => other.line.recordedAt - one.line.recordedAt);
}

/** The part of the chart that the banner of every patient screen shows. */
export function readAllergies(context: VaultContext, patientId: PatientId): RecordLine[] {
  const own = listRecordsOfType(context.db, patientId, 'AllergyIntolerance').map(readOwn);
  const shared = readableRecords(context, patientId)
    .filter((version) => version.resourceType === 'AllergyIntolerance')
    .map((version) => readShared(context, version));
  return [...own, ...shared].map((read) => read.line);
}

export function readOwn(row: RecordRow): ReadRecord {
  const resource = fromText(row.resource);
  const line: RecordLine = {
    id: row.id,
    resourceType: row.resourceType,
    category: row.category,
    ...lineOf(resource),
    recordedAt: row.recordedAt,
    author: row.authorName,
    version: row.version,
    source: null,
    state: row.outboxState === null ? 'confirmed' : syncStateOf(row.outboxState),
    attachment: attachmentOf(row.attachmentMediaType, row.attachmentSizeBytes),
  };
  return { line, resource };
}

export function readShared({ policy }: VaultContext, version: ReadableVersion): ReadRecord {
  const resource = fromText(version.resource);
  const line: RecordLine = {
    id: version.recordId,
    resourceType: version.resourceType,
    category: version.category,
    ...lineOf(resource),
    recordedAt: version.at,
    author: version.authorName,
    version: version.version,
    source: hospitalNamed(policy, version.hospitalId),
    state: null,
    attachment: attachmentOf(version.attachment?.mediaType ?? null, version.attachment?.sizeBytes ?? null),
  };
  return { line, resource };
}

/** The line of a record that was just written. */
export function requireOwnLine(db: ReadableDb, id: RecordRow['id']): RecordLine {
  const row = getRecord(db, id);
  if (!row) throw new Error('a record that was written is there');
  return readOwn(row).line;
}

function attachmentOf(mediaType: string | null, sizeBytes: number | null): RecordLine['attachment'] {
  return mediaType === null || sizeBytes === null ? null : { mediaType, sizeBytes };
}
