import { Category } from '../../../../preload/api/categories.ts';
import type { Digest, GrantId, HospitalId, PatientId, PatientRef } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** What the sealed envelope of a grant said. Whether it is in force is read from the log, never from here (SYN7). */
export interface GrantRow {
  readonly id: GrantId;
  /** `given`: another hospital reads ours. `held`: we read theirs. */
  readonly direction: 'given' | 'held';
  /** The patient as known here. */
  readonly patientId: PatientId;
  /** The patient's pseudonym at the hospital that keeps the records. */
  readonly subjectRef: PatientRef;
  /** The other hospital. */
  readonly hospitalId: HospitalId;
  readonly categories: readonly Category[];
  /** Opens the commitment to the scope, lower-case hex. */
  readonly salt: string;
  readonly envelope: Digest;
  /** Newest epoch whose keys were handed over under it. */
  readonly epoch: number;
  readonly grantedAt: number;
  readonly expiresAt: number;
}

type Stored = Omit<GrantRow, 'categories'> & { readonly categories: string };

const COLUMNS = sql`
  id, direction, patient_id AS patientId, subject_ref AS subjectRef, hospital_id AS hospitalId, categories,
  salt, envelope, epoch, granted_at AS grantedAt, expires_at AS expiresAt`;

export function insertGrant(db: WritableDb, row: GrantRow): void {
  db.run(sql`
    INSERT INTO grants (id, direction, patient_id, subject_ref, hospital_id, categories, salt, envelope, epoch,
      granted_at, expires_at)
    VALUES (${row.id}, ${row.direction}, ${row.patientId}, ${row.subjectRef}, ${row.hospitalId},
      ${JSON.stringify(row.categories)}, ${row.salt}, ${row.envelope}, ${row.epoch}, ${row.grantedAt},
      ${row.expiresAt})`);
}

export function updateGrantEpoch(db: WritableDb, id: GrantId, epoch: number): void {
  db.run(sql`UPDATE grants SET epoch = max(epoch, ${epoch}) WHERE id = ${id}`);
}

export function getGrant(db: ReadableDb, id: GrantId): GrantRow | undefined {
  const row = db.get<Stored>(sql`
    SELECT ${COLUMNS} FROM grants WHERE id = ${id}`);
  return row && fromStored(row);
}

/** Of a grant that something stored here was found under. */
export function requireGrant(db: ReadableDb, id: GrantId): GrantRow {
  const grant = getGrant(db, id);
  if (!grant) throw new Error('what was found under a grant is kept with it');
  return grant;
}

/** Nothing may be held under it any more. */
export function deleteGrant(db: WritableDb, id: GrantId): void {
  db.run(sql`DELETE FROM grants WHERE id = ${id}`);
}

/** Newest first. */
export function listGrantsOfPatient(db: ReadableDb, patientId: PatientId): GrantRow[] {
  const rows = db.all<Stored>(sql`
    SELECT ${COLUMNS} FROM grants WHERE patient_id = ${patientId} ORDER BY granted_at DESC, id DESC`);
  return rows.map(fromStored);
}

/** Grants under which other hospitals' records may be here. */
export function listHeldGrants(db: ReadableDb): GrantRow[] {
  const rows = db.all<Stored>(sql`
    SELECT ${COLUMNS} FROM grants WHERE direction = 'held'`);
  return rows.map(fromStored);
}

/** Grants under which keys are held: the ones that have something to lose when they end. */
export function listGrantsWithKeys(db: ReadableDb): GrantRow[] {
  const rows = db.all<Stored>(sql`
    SELECT ${COLUMNS} FROM grants WHERE id IN (SELECT grant_id FROM held_keys)`);
  return rows.map(fromStored);
}

/** Grants of others that have not run out by this time and whose keys are not here. */
export function listGrantsWithoutKeys(db: ReadableDb, nowMs: number): GrantRow[] {
  const rows = db.all<Stored>(sql`
    SELECT ${COLUMNS} FROM grants
    WHERE direction = 'held' AND expires_at > ${nowMs} AND id NOT IN (SELECT grant_id FROM held_keys)`);
  return rows.map(fromStored);
}

function fromStored(row: Stored): GrantRow {
  return { ...row, categories: Category.array().parse(JSON.parse(row.categories)) };
}
