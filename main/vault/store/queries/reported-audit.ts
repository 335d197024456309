import type { AuditAction } from '../../../../preload/api/audit.ts';
import type { HospitalId, PatientId, WorkstationAddress } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** What another hospital reported it did with records of ours. */
export interface ReportedAuditRow {
  readonly hospitalId: HospitalId;
  readonly seq: number;
  readonly at: number;
  readonly who: string;
  readonly role: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly patientId: PatientId;
}

/** Newest first. */
export function listReportedAudit(db: ReadableDb, patientId: PatientId, limit: number): ReportedAuditRow[] {
  return db.all(sql`
    SELECT hospital_id AS hospitalId, seq, at, who, role, action, subject, patient_id AS patientId
    FROM reported_audit WHERE patient_id = ${patientId} ORDER BY at DESC LIMIT ${limit}`);
}

/** The same line reported twice is one line. Returns whether it was new. */
export function insertReportedAudit(db: WritableDb, workstation: WorkstationAddress, row: ReportedAuditRow): boolean {
  const changes = db.run(sql`
    INSERT INTO reported_audit (hospital_id, workstation, seq, at, who, role, action, subject, patient_id)
    VALUES (${row.hospitalId}, ${workstation}, ${row.seq}, ${row.at}, ${row.who}, ${row.role}, ${row.action},
      ${row.subject}, ${row.patientId})
    ON CONFLICT DO NOTHING`);
  return changes > 0;
}
