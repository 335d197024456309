import type { PatientId, PatientRef, RecordId } from '../../../../preload/api/ids.ts';
import type { Demographics, KeyState } from '../../../../preload/api/patients.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export interface Patient extends Demographics {
  readonly id: PatientId;
  readonly mrn: string;
  /** The record that holds the FHIR Patient resource. */
  readonly recordId: RecordId;
  readonly version: number;
  readonly ref: PatientRef;
  readonly sealPublicKey: Uint8Array;
  readonly keyState: KeyState;
  readonly registeredAt: number;
  readonly registeredBy: string;
  readonly lastActivityAt: number;
}

interface PatientRow extends Omit<Patient, 'birthDate'> {
  readonly birthDate: string | null;
  readonly birthEstimated: number;
}

/** `custodyRoot`: the patient's secret while the hospital keeps it, null when the patient holds a card. */
export function insertPatient(db: WritableDb, patient: Patient, custodyRoot: Uint8Array | null): void {
  db.run(sql`
    INSERT INTO patients (id, mrn, record_id, version, family, given, local_name, sex, birth_date, birth_estimated,
      phone, identifier, next_of_kin, address, ref, seal_public_key, key_state, custody_root, registered_at,
      registered_by, last_activity_at)
    VALUES (${patient.id}, ${patient.mrn}, ${patient.recordId}, ${patient.version}, ${patient.family},
      ${patient.given}, ${patient.localName}, ${patient.sex}, ${patient.birthDate?.value ?? null},
      ${Number(patient.birthDate?.estimated ?? false)}, ${patient.phone}, ${patient.identifier}, ${patient.nextOfKin},
      ${patient.address}, ${patient.ref}, ${patient.sealPublicKey}, ${patient.keyState}, ${custodyRoot},
      ${patient.registeredAt}, ${patient.registeredBy}, ${patient.lastActivityAt})`);
}

export function updateDemographics(db: WritableDb, id: PatientId, version: number, demographics: Demographics): void {
  db.run(sql`
    UPDATE patients SET version = ${version}, family = ${demographics.family}, given = ${demographics.given},
      local_name = ${demographics.localName}, sex = ${demographics.sex},
      birth_date = ${demographics.birthDate?.value ?? null},
      birth_estimated = ${Number(demographics.birthDate?.estimated ?? false)}, phone = ${demographics.phone},
      identifier = ${demographics.identifier}, next_of_kin = ${demographics.nextOfKin},
      address = ${demographics.address}
    WHERE id = ${id}`);
}

/** Nobody tells the order of recent patients by less; every save would rewrite two more pages. */
const ACTIVITY_STEP_MS = 60_000;

/** Moves the patient to the top of the recent ones. */
export function markPatientActive(db: WritableDb, id: PatientId, at: number): void {
  const before = at - ACTIVITY_STEP_MS;
  db.run(sql`UPDATE patients SET last_activity_at = ${at} WHERE id = ${id} AND last_activity_at <= ${before}`);
}

/** The patient holds the key from now on; the hospital's copy, where it had one, is overwritten (`secure_delete`). */
export function markKeyHandedOver(db: WritableDb, id: PatientId): void {
  db.run(sql`UPDATE patients SET key_state = 'card', custody_root = NULL WHERE id = ${id}`);
}

/** The patient's keyrings are sealed to this key from now on. */
export function updateSealKey(db: WritableDb, id: PatientId, sealPublicKey: Uint8Array): void {
  db.run(sql`UPDATE patients SET seal_public_key = ${sealPublicKey} WHERE id = ${id}`);
}

/** The same for the key of a card that was made elsewhere, with the address of the key that signs. */
export function updateFollowedKey(db: WritableDb, id: PatientId, key: string, sealPublicKey: Uint8Array): void {
  db.run(sql`UPDATE patients SET followed_key = ${key}, seal_public_key = ${sealPublicKey} WHERE id = ${id}`);
}

/** The address that signs with the card the patient's keyrings are sealed to. */
export function getKeyOfSealKey(db: ReadableDb, { id, sealPublicKey, ref }: Patient): string {
  const known = db.get<{ key: string | null }>(sql`
    SELECT coalesce(
      (SELECT key FROM offered_cards WHERE patient_id = ${id} AND seal_public_key = ${sealPublicKey}),
      (SELECT followed_key FROM patients WHERE id = ${id})) AS key`);
  return known?.key ?? ref;
}

/** For a patient whose pseudonym nobody has heard of. */
export function updatePatientRef(db: WritableDb, id: PatientId, ref: PatientRef): void {
  db.run(sql`UPDATE patients SET ref = ${ref} WHERE id = ${id}`);
}

export function getCustodyRoot(db: ReadableDb, id: PatientId): Uint8Array | null {
  return (
    db.get<{ root: Uint8Array | null }>(sql`SELECT custody_root AS root FROM patients WHERE id = ${id}`)?.root ?? null
  );
}

const COLUMNS = sql`
  id, mrn, record_id AS recordId, version, family, given, local_name AS localName, sex, birth_date AS birthDate,
  birth_estimated AS birthEstimated, phone, identifier, next_of_kin AS nextOfKin, address, ref,
  seal_public_key AS sealPublicKey, key_state AS keyState, registered_at AS registeredAt,
  registered_by AS registeredBy, last_activity_at AS lastActivityAt`;

export function getPatient(db: ReadableDb, id: PatientId): Patient | undefined {
  return mapped(db.get(sql`SELECT ${COLUMNS} FROM patients WHERE id = ${id}`));
}

export function getPatientByRef(db: ReadableDb, ref: PatientRef): Patient | undefined {
  return mapped(db.get(sql`SELECT ${COLUMNS} FROM patients WHERE ref = ${ref}`));
}

/** Most recently used first. */
export function listRecentPatients(db: ReadableDb, limit: number): Patient[] {
  return db
    .all<PatientRow>(sql`SELECT ${COLUMNS} FROM patients ORDER BY last_activity_at DESC, rowid DESC LIMIT ${limit}`)
    .map(toPatient);
}

/** Those of the ids that exist, in no order. */
export function listPatients(db: ReadableDb, ids: readonly PatientId[]): Patient[] {
  return db
    .all<PatientRow>(sql`
      SELECT ${COLUMNS} FROM patients WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .map(toPatient);
}

/** By the numbers the search index knows rows by. */
export function listPatientsByRowid(db: ReadableDb, rowids: readonly number[]): Map<number, Patient> {
  const rows = db.all<PatientRow & { readonly rowid: number }>(sql`
    SELECT rowid, ${COLUMNS} FROM patients WHERE rowid IN (SELECT value FROM json_each(${JSON.stringify(rowids)}))`);
  return new Map(rows.map(({ rowid, ...row }) => [rowid, toPatient(row)]));
}

/** The number the search index knows this patient by. */
export function requirePatientRowid(db: ReadableDb, id: PatientId): number {
  const row = db.get<{ rowid: number }>(sql`SELECT rowid FROM patients WHERE id = ${id}`);
  if (!row) throw new Error('the patient is not there');
  return row.rowid;
}

function mapped(row: PatientRow | undefined): Patient | undefined {
  return row && toPatient(row);
}

function toPatient({ birthEstimated, birthDate, ...row }: PatientRow): Patient {
  return { ...row, birthDate: birthDate === null ? null : { value: birthDate, estimated: birthEstimated === 1 } };
}
