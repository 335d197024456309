import { Category } from '../../../../preload/api/categories.ts';
import type { Digest, GrantId, HospitalId, PatientId, PatientRef, RequestId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export interface AccessRequestRow {
  readonly id: RequestId;
  readonly direction: 'incoming' | 'outgoing';
  /** The patient as known here. */
  readonly patientId: PatientId;
  readonly fromHospital: HospitalId;
  readonly toHospital: HospitalId;
  /** The patient's pseudonym at the hospital whose records are asked for. */
  readonly subjectRef: PatientRef;
  readonly requestedBy: string;
  readonly purpose: string;
  readonly categories: readonly Category[];
  readonly days: number;
  readonly askedAt: number;
  /** Of the sealed request; once it was refused here, of the refusal. */
  readonly objectDigest: Digest;
  /** What was answered at either hospital, null while nothing was. */
  readonly answer: 'approved' | 'refused' | null;
  readonly answeredAt: number | null;
  readonly grantId: GrantId | null;
}

type Stored = Omit<AccessRequestRow, 'categories'> & { readonly categories: string };

const COLUMNS = sql`
  id, direction, patient_id AS patientId, from_hospital AS fromHospital, to_hospital AS toHospital,
  subject_ref AS subjectRef, requested_by AS requestedBy, purpose, categories, days, asked_at AS askedAt,
  object_digest AS objectDigest, answer, answered_at AS answeredAt, grant_id AS grantId`;

/** Does nothing when the request is known already. Returns whether it was new. */
export function insertAccessRequest(db: WritableDb, row: AccessRequestRow): boolean {
  const changes = db.run(sql`
    INSERT INTO access_requests (id, direction, patient_id, from_hospital, to_hospital, subject_ref, requested_by,
      purpose, categories, days, asked_at, object_digest, answer, answered_at, grant_id)
    VALUES (${row.id}, ${row.direction}, ${row.patientId}, ${row.fromHospital}, ${row.toHospital}, ${row.subjectRef},
      ${row.requestedBy}, ${row.purpose}, ${JSON.stringify(row.categories)}, ${row.days}, ${row.askedAt},
      ${row.objectDigest}, ${row.answer}, ${row.answeredAt}, ${row.grantId})
    ON CONFLICT DO NOTHING`);
  return changes > 0;
}

export function getAccessRequest(db: ReadableDb, id: RequestId): AccessRequestRow | undefined {
  const row = db.get<Stored>(sql`
    SELECT ${COLUMNS} FROM access_requests WHERE id = ${id}`);
  return row && fromStored(row);
}

/** Newest first. */
export function listAccessRequests(db: ReadableDb, limit: number): AccessRequestRow[] {
  const rows = db.all<Stored>(sql`
    SELECT ${COLUMNS} FROM access_requests ORDER BY asked_at DESC LIMIT ${limit}`);
  return rows.map(fromStored);
}

/** Newest first. */
export function listAccessRequestsOfPatient(db: ReadableDb, patientId: PatientId): AccessRequestRow[] {
  const rows = db.all<Stored>(sql`
    SELECT ${COLUMNS} FROM access_requests WHERE patient_id = ${patientId} ORDER BY asked_at DESC`);
  return rows.map(fromStored);
}

export function updateAccessRequestAnswer(
  db: WritableDb,
  id: RequestId,
  answer: 'approved' | 'refused',
  answeredAt: number,
  grantId: GrantId | null,
): void {
  db.run(sql`
    UPDATE access_requests SET answer = ${answer}, answered_at = ${answeredAt}, grant_id = ${grantId}
    WHERE id = ${id}`);
}

/** The refusal is what is on its way now, and says where the request stands. */
export function updateAccessRequestObject(db: WritableDb, id: RequestId, objectDigest: Digest): void {
  db.run(sql`UPDATE access_requests SET object_digest = ${objectDigest} WHERE id = ${id}`);
}

/** What was approved did not come about: the request waits for an answer again. */
export function reopenAccessRequest(db: WritableDb, grantId: GrantId): void {
  db.run(sql`
    UPDATE access_requests SET answer = NULL, answered_at = NULL, grant_id = NULL WHERE grant_id = ${grantId}`);
}

/** The hospital at the other end: the one that asks, or the one that is asked. */
export function otherHospitalOf({ direction, fromHospital, toHospital }: AccessRequestRow): HospitalId {
  return direction === 'incoming' ? fromHospital : toHospital;
}

function fromStored(row: Stored): AccessRequestRow {
  return { ...row, categories: Category.array().parse(JSON.parse(row.categories)) };
}
