import type { Category } from '../../../../preload/api/categories.ts';
import type { GrantId, HospitalId, PatientId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** Keys held under grants of other hospitals' patients; deleted when the grant ends. */
export interface HeldKey {
  readonly grantId: GrantId;
  readonly epoch: number;
  /** A category, or 'tag' for the key that finds records in the log. */
  readonly purpose: Category | 'tag';
  readonly key: Uint8Array;
}

export function insertHeldKey(db: WritableDb, row: HeldKey): void {
  db.run(sql`
    INSERT INTO held_keys (grant_id, epoch, purpose, key)
    VALUES (${row.grantId}, ${row.epoch}, ${row.purpose}, ${row.key})
    ON CONFLICT (grant_id, epoch, purpose) DO UPDATE SET key = excluded.key`);
}

export function getHeldTagKey(db: ReadableDb, grantId: GrantId, epoch: number): Uint8Array | undefined {
  return db.get<{ key: Uint8Array }>(sql`
    SELECT key FROM held_keys WHERE grant_id = ${grantId} AND epoch = ${epoch} AND purpose = 'tag'`)?.key;
}

/** Epochs of this grant whose records can be found. */
export function listHeldEpochs(db: ReadableDb, grantId: GrantId): number[] {
  const rows = db.all<{ epoch: number }>(sql`
    SELECT epoch FROM held_keys WHERE grant_id = ${grantId} AND purpose = 'tag' ORDER BY epoch`);
  return rows.map((row) => row.epoch);
}

/** Every category key held for this patient's records at that hospital, under whichever grant. */
export function listCategoryKeys(
  db: ReadableDb,
  patientId: PatientId,
  hospitalId: HospitalId,
): (HeldKey & { readonly purpose: Category })[] {
  return db.all(sql`
    SELECT k.grant_id AS grantId, k.epoch, k.purpose, k.key
    FROM held_keys k JOIN grants g ON g.id = k.grant_id
    WHERE g.patient_id = ${patientId} AND g.hospital_id = ${hospitalId} AND k.purpose <> 'tag'`);
}

export function deleteHeldKeys(db: WritableDb, grantId: GrantId): number {
  return db.run(sql`DELETE FROM held_keys WHERE grant_id = ${grantId}`);
}
