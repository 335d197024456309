import type { Category } from '../../../../preload/api/categories.ts';
import type { Digest, GrantId, HospitalId, PatientId, RecordId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/**
 * `wanted`: found in the log, not here yet. `stored`: decrypted. `notInScope`: here, under a key the patient did not
 * give. `notDecryptable`, `corrupt`: here, and not what it should be.
 */
export type SharedRecordState = 'wanted' | 'stored' | 'notInScope' | 'notDecryptable' | 'corrupt';

/** A record version of another hospital that the log shows. */
export interface WantedRecord {
  readonly pointer: Digest;
  readonly grantId: GrantId;
  readonly patientId: PatientId;
  readonly hospitalId: HospitalId;
  readonly epoch: number;
  readonly tag: string;
}

/** A record version of another hospital as decrypted. */
export interface SharedVersion {
  readonly pointer: Digest;
  /** The consent it was received under. */
  readonly grantId: GrantId;
  readonly patientId: PatientId;
  readonly hospitalId: HospitalId;
  readonly recordId: RecordId;
  readonly version: number;
  readonly category: Category;
  readonly resourceType: string;
  /** FHIR R4 JSON text, byte for byte as the other hospital has it. */
  readonly resource: string;
  readonly authorName: string;
  readonly at: number;
  readonly reason: string | null;
  /** JSON of a `SharedAttachment`. */
  readonly attachment: string | null;
}

const COLUMNS = sql`
  pointer, grant_id AS grantId, patient_id AS patientId, hospital_id AS hospitalId, record_id AS recordId, version, category,
  resource_type AS resourceType, resource, author_name AS authorName, at, reason, attachment`;

/** Does nothing when it is known already. Returns whether it was new. */
export function insertWantedRecord(db: WritableDb, row: WantedRecord): boolean {
  const changes = db.run(sql`
    INSERT INTO shared_records (pointer, grant_id, patient_id, hospital_id, epoch, tag, state)
    VALUES (${row.pointer}, ${row.grantId}, ${row.patientId}, ${row.hospitalId}, ${row.epoch}, ${row.tag}, 'wanted')
    ON CONFLICT (pointer) DO NOTHING`);
  return changes > 0;
}

/** Still to be fetched and not tried since then; newest first, so that what happened last is read first. */
export function listWantedRecords(db: ReadableDb, notTriedSince: number, limit: number): WantedRecord[] {
  return db.all(sql`
    SELECT pointer, grant_id AS grantId, patient_id AS patientId, hospital_id AS hospitalId, epoch, tag
    FROM shared_records WHERE state = 'wanted' AND (tried_at IS NULL OR tried_at <= ${notTriedSince})
    ORDER BY rowid DESC LIMIT ${limit}`);
}

export function updateSharedRecord(db: WritableDb, version: SharedVersion, triedAt: number): void {
  db.run(sql`
    UPDATE shared_records SET state = 'stored', tried_at = ${triedAt}, record_id = ${version.recordId},
      version = ${version.version}, category = ${version.category}, resource_type = ${version.resourceType},
      resource = ${version.resource}, author_name = ${version.authorName}, at = ${version.at},
      reason = ${version.reason}, attachment = ${version.attachment}
    WHERE pointer = ${version.pointer}`);
}

export function markSharedRecord(db: WritableDb, pointer: Digest, state: SharedRecordState, triedAt: number): void {
  db.run(sql`UPDATE shared_records SET state = ${state}, tried_at = ${triedAt} WHERE pointer = ${pointer}`);
}

/** Somebody may have them now: nothing waits for its next turn. */
export function markWantedRecordsUntried(db: WritableDb): void {
  db.run(sql`UPDATE shared_records SET tried_at = NULL WHERE state = 'wanted'`);
}

/** New keys may open what others did not. */
export function markClosedRecordsWanted(db: WritableDb, patientId: PatientId, hospitalId: HospitalId): void {
  db.run(sql`
    UPDATE shared_records SET state = 'wanted', tried_at = NULL
    WHERE patient_id = ${patientId} AND hospital_id = ${hospitalId} AND state IN ('notInScope', 'notDecryptable')`);
}

/** Returns how many of them could be read. */
export function deleteSharedRecords(db: WritableDb, grantId: GrantId): number {
  const stored = db.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM shared_records WHERE grant_id = ${grantId} AND state = 'stored'`);
  db.run(sql`DELETE FROM shared_records WHERE grant_id = ${grantId}`);
  return stored?.count ?? 0;
}

/** Those whose event is gone: the chain took another turn. */
export function deleteSharedRecordsWithoutLog(db: WritableDb): number {
  return db.run(sql`
    DELETE FROM shared_records WHERE NOT EXISTS (
      SELECT 1 FROM chain_logs WHERE tag = shared_records.tag AND pointer = shared_records.pointer)`);
}

export interface SharedCount {
  readonly hospitalId: HospitalId;
  readonly state: SharedRecordState;
  readonly count: number;
  /** When one of them was last tried, null if none was. */
  readonly triedAt: number | null;
}

export function countSharedRecords(db: ReadableDb, patientId: PatientId): SharedCount[] {
  return db.all(sql`
    SELECT hospital_id AS hospitalId, state, count(*) AS count, max(tried_at) AS triedAt
    FROM shared_records WHERE patient_id = ${patientId} GROUP BY hospital_id, state`);
}

/** The newest version of every record that is here, newest first, without demographics. Whether it may be read, the log says. */
export function listSharedRecords(db: ReadableDb, patientId: PatientId): SharedVersion[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM shared_records AS s
    WHERE patient_id = ${patientId} AND state = 'stored' AND category <> 'demographics' AND NOT EXISTS (
      SELECT 1 FROM shared_records AS newer
      WHERE newer.record_id = s.record_id AND newer.hospital_id = s.hospital_id AND newer.state = 'stored'
        AND newer.version > s.version)
    ORDER BY at DESC, record_id`);
}

/** Every version of one record that is here, newest first; empty when it is not a shared one. */
export function listSharedVersions(db: ReadableDb, recordId: RecordId): SharedVersion[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM shared_records WHERE record_id = ${recordId} AND state = 'stored' ORDER BY version DESC`);
}
