import type { Category } from '../../../../preload/api/categories.ts';
import type { Digest, PatientId, RecordId, UserId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';
import type { OutboxState } from './outbox.ts';

export interface NewRecordRow {
  readonly id: RecordId;
  readonly patientId: PatientId;
  readonly category: Category;
  readonly resourceType: string;
  /** Where an imported resource came from, null for one entered here. */
  readonly importKey: string | null;
  readonly recordedAt: number;
}

/** The newest version of a record entered or imported here. */
export interface RecordRow {
  readonly id: RecordId;
  readonly patientId: PatientId;
  readonly category: Category;
  readonly resourceType: string;
  readonly recordedAt: number;
  readonly version: number;
  /** FHIR R4 JSON text. */
  readonly resource: string;
  readonly authorId: UserId;
  readonly authorName: string;
  readonly pointer: Digest;
  readonly attachmentMediaType: string | null;
  readonly attachmentSizeBytes: number | null;
  /** Of the newest version; null when it owes the chain nothing any more. */
  readonly outboxState: OutboxState | null;
}

export function insertRecord(db: WritableDb, record: NewRecordRow): void {
  db.run(sql`
    INSERT INTO records (id, patient_id, category, resource_type, import_key, version, recorded_at)
    VALUES (${record.id}, ${record.patientId}, ${record.category}, ${record.resourceType}, ${record.importKey}, 1,
      ${record.recordedAt})`);
}

export function updateRecordVersion(db: WritableDb, id: RecordId, version: number): void {
  db.run(sql`UPDATE records SET version = ${version} WHERE id = ${id}`);
}

const NEWEST_VERSION = sql`
  SELECT r.id, r.patient_id AS patientId, r.category, r.resource_type AS resourceType, r.recorded_at AS recordedAt,
    r.version, v.resource, v.author_id AS authorId, v.author_name AS authorName, v.pointer,
    a.media_type AS attachmentMediaType, a.size_bytes AS attachmentSizeBytes, o.state AS outboxState
  FROM records r
  JOIN record_versions v ON v.record_id = r.id AND v.version = r.version
  LEFT JOIN attachments a ON a.record_id = r.id AND a.version = r.version
  LEFT JOIN outbox o ON o.record_id = r.id AND o.version = r.version`;

export function getRecord(db: ReadableDb, id: RecordId): RecordRow | undefined {
  return db.get(sql`
    ${NEWEST_VERSION}
    WHERE r.id = ${id}`);
}

/** Newest first, without the patient's own demographics record. */
export function listRecords(db: ReadableDb, patientId: PatientId): RecordRow[] {
  return db.all(sql`
    ${NEWEST_VERSION}
    WHERE r.patient_id = ${patientId} AND r.resource_type <> 'Patient'
    ORDER BY r.recorded_at DESC, r.id`);
}

/** Newest first, of one type of resource. */
export function listRecordsOfType(db: ReadableDb, patientId: PatientId, resourceType: string): RecordRow[] {
  return db.all(sql`
    ${NEWEST_VERSION}
    WHERE r.patient_id = ${patientId} AND r.resource_type = ${resourceType}
    ORDER BY r.recorded_at DESC, r.id`);
}

export function getRecordByImportKey(
  db: ReadableDb,
  patientId: PatientId,
  importKey: string,
): { id: RecordId; version: number } | undefined {
  return db.get(sql`SELECT id, version FROM records WHERE patient_id = ${patientId} AND import_key = ${importKey}`);
}

/** The patient whose Patient resource was imported under this key. */
export function getImportedPatient(db: ReadableDb, importKey: string): PatientId | undefined {
  return db.get<{ patientId: PatientId }>(sql`
    SELECT patient_id AS patientId FROM records WHERE resource_type = 'Patient' AND import_key = ${importKey}`)
    ?.patientId;
}
