import type { Digest, RecordId, UserId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';
import type { OutboxState } from './outbox.ts';

export interface RecordVersionRow {
  readonly recordId: RecordId;
  /** From 1. */
  readonly version: number;
  /** FHIR R4 JSON text, byte for byte as other hospitals receive it. */
  readonly resource: string;
  readonly authorId: UserId;
  readonly authorName: string;
  readonly at: number;
  /** Why the version before was amended. */
  readonly reason: string | null;
  readonly epoch: number;
  readonly pointer: Digest;
  /** 32 bytes, hex without prefix. */
  readonly tag: string;
}

export function insertRecordVersion(db: WritableDb, row: RecordVersionRow): void {
  db.run(sql`
    INSERT INTO record_versions (record_id, version, resource, author_id, author_name, at, reason, epoch, pointer, tag)
    VALUES (${row.recordId}, ${row.version}, ${row.resource}, ${row.authorId}, ${row.authorName}, ${row.at},
      ${row.reason}, ${row.epoch}, ${row.pointer}, ${row.tag})`);
}

export function getPointer(db: ReadableDb, recordId: RecordId, version: number): Digest | undefined {
  return db.get<{ pointer: Digest }>(sql`
    SELECT pointer FROM record_versions WHERE record_id = ${recordId} AND version = ${version}`)?.pointer;
}

/** Newest first, each with its state on the way to the chain. */
export function listRecordVersions(
  db: ReadableDb,
  recordId: RecordId,
): (RecordVersionRow & { readonly outboxState: OutboxState | null })[] {
  return db.all(sql`
    SELECT v.record_id AS recordId, v.version, v.resource, v.author_id AS authorId, v.author_name AS authorName, v.at,
      v.reason, v.epoch, v.pointer, v.tag, o.state AS outboxState
    FROM record_versions v
    LEFT JOIN outbox o ON o.record_id = v.record_id AND o.version = v.version
    WHERE v.record_id = ${recordId} ORDER BY v.version DESC`);
}
