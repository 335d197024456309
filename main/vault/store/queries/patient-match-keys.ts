import type { PatientId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** Puts these keys in the place of whatever the patient was found by before. */
export function replaceMatchKeys(db: WritableDb, patientId: PatientId, keys: readonly string[]): void {
  db.run(sql`DELETE FROM patient_match_keys WHERE patient_id = ${patientId}`);
  db.run(sql`
    INSERT INTO patient_match_keys (key, patient_id) SELECT value, ${patientId} FROM json_each(${JSON.stringify(keys)})`);
}

/** Patients found by any of the keys, those found by most of them first. */
export function listPatientIdsByMatchKeys(db: ReadableDb, keys: readonly string[], limit: number): PatientId[] {
  const rows = db.all<{ id: PatientId }>(sql`
    SELECT patient_id AS id FROM json_each(${JSON.stringify(keys)}) AS sought
    JOIN patient_match_keys ON patient_match_keys.key = sought.value
    GROUP BY patient_id ORDER BY count(*) DESC, patient_id LIMIT ${limit}`);
  return rows.map((row) => row.id);
}
