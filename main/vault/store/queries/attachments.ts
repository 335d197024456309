import type { Digest, RecordId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** The encrypted file of one record version. */
export interface AttachmentRow {
  readonly title: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Opens the blob. */
  readonly key: Uint8Array;
  /** Its blocks, in order. */
  readonly digests: Digest[];
}

export function insertAttachment(db: WritableDb, recordId: RecordId, version: number, row: AttachmentRow): void {
  db.run(sql`
    INSERT INTO attachments (record_id, version, title, media_type, size_bytes, key, digests)
    VALUES (${recordId}, ${version}, ${row.title}, ${row.mediaType}, ${row.sizeBytes}, ${row.key},
      ${JSON.stringify(row.digests)})`);
}

export function getAttachment(db: ReadableDb, recordId: RecordId, version: number): AttachmentRow | undefined {
  const row = db.get<Omit<AttachmentRow, 'digests'> & { digests: string }>(sql`
    SELECT title, media_type AS mediaType, size_bytes AS sizeBytes, key, digests
    FROM attachments WHERE record_id = ${recordId} AND version = ${version}`);
  // Safe: only insertAttachment writes the column, from a list of digests.
  return row && { ...row, digests: JSON.parse(row.digests) as Digest[] };
}
