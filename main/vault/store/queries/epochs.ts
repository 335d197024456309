import type { Digest, PatientId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export type EpochState = 'open' | 'closed' | 'destroyed';

export interface EpochRow {
  readonly patientId: PatientId;
  /** From 1. */
  readonly epoch: number;
  /** Null once destroyed. */
  readonly key: Uint8Array | null;
  readonly state: EpochState;
  /** The block that holds the sealed key. */
  readonly keyring: Digest;
  /** Address that signs with the card the keyring opens with; null where it opens with none. */
  readonly patientKey: string | null;
  /** Number of the next tag this workstation gives. */
  readonly nextTag: number;
  readonly startedAt: number;
}

export function insertEpoch(db: WritableDb, row: EpochRow): void {
  db.run(sql`
    INSERT INTO epochs (patient_id, epoch, key, state, keyring, patient_key, next_tag, started_at)
    VALUES (${row.patientId}, ${row.epoch}, ${row.key}, ${row.state}, ${row.keyring}, ${row.patientKey}, ${row.nextTag},
      ${row.startedAt})`);
}

const COLUMNS = sql`
  patient_id AS patientId, epoch, key, state, keyring, patient_key AS patientKey, next_tag AS nextTag,
  started_at AS startedAt`;

/** The newest epoch, whatever its state. */
export function getLatestEpoch(db: ReadableDb, patientId: PatientId): EpochRow | undefined {
  return db.get(sql`
    SELECT ${COLUMNS} FROM epochs WHERE patient_id = ${patientId} ORDER BY epoch DESC LIMIT 1`);
}

export function updateEpochNextTag(db: WritableDb, patientId: PatientId, epoch: number, nextTag: number): void {
  db.run(sql`UPDATE epochs SET next_tag = ${nextTag} WHERE patient_id = ${patientId} AND epoch = ${epoch}`);
}

/** The same key, sealed to others. */
export function updateEpochKeyring(
  db: WritableDb,
  { patientId, epoch, keyring, patientKey }: Pick<EpochRow, 'patientId' | 'epoch' | 'keyring' | 'patientKey'>,
): void {
  db.run(sql`
    UPDATE epochs SET keyring = ${keyring}, patient_key = ${patientKey}
    WHERE patient_id = ${patientId} AND epoch = ${epoch}`);
}

/** Oldest first. */
export function listEpochs(db: ReadableDb, patientId: PatientId): EpochRow[] {
  return db.all(sql`SELECT ${COLUMNS} FROM epochs WHERE patient_id = ${patientId} ORDER BY epoch`);
}

/** Its key opens what was written in it; nothing is written in it any more. */
export function markEpochClosed(db: WritableDb, patientId: PatientId, epoch: number): void {
  db.run(sql`
    UPDATE epochs SET state = 'closed' WHERE patient_id = ${patientId} AND epoch = ${epoch} AND state = 'open'`);
}
