import type { AuditAction } from '../../../../preload/api/audit.ts';
import type { PatientId, UserId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly userId: UserId;
  readonly who: string;
  readonly role: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly patientId: PatientId | null;
  /** 32 bytes, over the row and the MAC before it. */
  readonly mac: Uint8Array;
}

export function getLastAuditMac(db: ReadableDb): Uint8Array | undefined {
  return db.get<{ mac: Uint8Array }>(sql`SELECT mac FROM audit ORDER BY seq DESC LIMIT 1`)?.mac;
}

export function insertAudit(db: WritableDb, row: AuditRow): void {
  db.run(sql`
    INSERT INTO audit (seq, at, user_id, who, role, action, subject, patient_id, mac)
    VALUES (${row.seq}, ${row.at}, ${row.userId}, ${row.who}, ${row.role}, ${row.action}, ${row.subject},
      ${row.patientId}, ${row.mac})`);
}

const COLUMNS = sql`seq, at, user_id AS userId, who, role, action, subject, patient_id AS patientId, mac`;

/** Newest first. */
export function listAudit(db: ReadableDb, beforeSeq: number, limit: number): AuditRow[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM audit WHERE seq < ${beforeSeq} ORDER BY seq DESC LIMIT ${limit}`);
}

/** Newest first. */
export function listAuditOfPatient(db: ReadableDb, patientId: PatientId, limit: number): AuditRow[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM audit WHERE patient_id = ${patientId} ORDER BY seq DESC LIMIT ${limit}`);
}

/** Oldest first, for the verifier and for reports to other hospitals. */
export function listAuditAfter(db: ReadableDb, afterSeq: number, limit: number): AuditRow[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM audit WHERE seq > ${afterSeq} ORDER BY seq LIMIT ${limit}`);
}

/** When this user last did this with this patient, or undefined. */
export function getLastAuditAt(
  db: ReadableDb,
  userId: UserId,
  patientId: PatientId,
  action: AuditAction,
): number | undefined {
  return db.get<{ at: number }>(sql`
    SELECT at FROM audit WHERE patient_id = ${patientId} AND user_id = ${userId} AND action = ${action}
    ORDER BY seq DESC LIMIT 1`)?.at;
}

/** How often this was done to this patient, in exactly these words. */
export function countAudit(db: ReadableDb, patientId: PatientId, action: AuditAction, subject: string): number {
  const row = db.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM audit
    WHERE patient_id = ${patientId} AND action = ${action} AND subject = ${subject}`);
  return row?.count ?? 0;
}

/** When records of other hospitals last arrived for this patient, 0 before the first. */
export function getLastReceivedAt(db: ReadableDb, patientId: PatientId): number {
  const row = db.get<{ at: number }>(sql`
    SELECT at FROM audit WHERE patient_id = ${patientId} AND action = 'sharedRecordsReceived'
    ORDER BY seq DESC LIMIT 1`);
  return row?.at ?? 0;
}
