import type { HospitalId, PatientId, PatientRef } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** Where else a patient of ours is registered, learned while the card was presented. */
export interface PatientLink {
  readonly patientId: PatientId;
  readonly hospitalId: HospitalId;
  /** The pseudonym there. */
  readonly ref: PatientRef;
  readonly foundAt: number;
}

export function upsertPatientLink(db: WritableDb, link: PatientLink): void {
  db.run(sql`
    INSERT INTO patient_links (patient_id, hospital_id, ref, found_at)
    VALUES (${link.patientId}, ${link.hospitalId}, ${link.ref}, ${link.foundAt})
    ON CONFLICT (patient_id, hospital_id) DO UPDATE SET ref = excluded.ref, found_at = excluded.found_at`);
}

export function listPatientLinks(db: ReadableDb, patientId: PatientId): PatientLink[] {
  return db.all(sql`
    SELECT patient_id AS patientId, hospital_id AS hospitalId, ref, found_at AS foundAt
    FROM patient_links WHERE patient_id = ${patientId} ORDER BY hospital_id`);
}

export function getPatientLink(db: ReadableDb, patientId: PatientId, hospitalId: HospitalId): PatientLink | undefined {
  return db.get(sql`
    SELECT patient_id AS patientId, hospital_id AS hospitalId, ref, found_at AS foundAt
    FROM patient_links WHERE patient_id = ${patientId} AND hospital_id = ${hospitalId}`);
}

/** Who this pseudonym is here. */
export function getPatientLinkByRef(db: ReadableDb, ref: PatientRef): PatientLink | undefined {
  return db.get(sql`
    SELECT patient_id AS patientId, hospital_id AS hospitalId, ref, found_at AS foundAt
    FROM patient_links WHERE ref = ${ref}`);
}
