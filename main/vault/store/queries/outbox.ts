import type { OutboxId, PatientId, RecordId } from '../../../../preload/api/ids.ts';
import type { OUTBOX_KINDS } from '../../../../preload/api/sync.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export type OutboxKind = (typeof OUTBOX_KINDS)[number];
export type OutboxState = 'queued' | 'signed' | 'broadcast' | 'mined' | 'confirmed' | 'failed';

/** 0: revocations and emergencies, ahead of everything; 1: everything else (SYN8). */
export type OutboxLane = 0 | 1;

export interface NewOutboxRow {
  readonly id: OutboxId;
  readonly lane: OutboxLane;
  readonly kind: OutboxKind;
  readonly patientId: PatientId | null;
  readonly recordId: RecordId | null;
  readonly version: number | null;
  readonly title: string;
  readonly byName: string;
  /** The registry call as JSON. */
  readonly intent: string;
  readonly createdAt: number;
}

export function insertOutbox(db: WritableDb, row: NewOutboxRow): void {
  db.run(sql`
    INSERT INTO outbox (id, lane, kind, patient_id, record_id, version, title, by_name, intent, state, created_at,
      updated_at)
    VALUES (${row.id}, ${row.lane}, ${row.kind}, ${row.patientId}, ${row.recordId}, ${row.version}, ${row.title},
      ${row.byName}, ${row.intent}, 'queued', ${row.createdAt}, ${row.createdAt})`);
}

/** The registration of a patient for which nothing was ever signed: nobody has heard of it. */
export function getUnsignedRegistration(db: ReadableDb, patientId: PatientId): OutboxId | undefined {
  return db.get<{ id: OutboxId }>(sql`
    SELECT id FROM outbox WHERE kind = 'registration' AND patient_id = ${patientId}
      AND state = 'queued' AND updated_at = created_at`)?.id;
}

/** @param intent the registry call as JSON */
export function updateOutboxIntent(db: WritableDb, id: OutboxId, intent: string): void {
  db.run(sql`UPDATE outbox SET intent = ${intent} WHERE id = ${id}`);
}

/** The states in which anything of this patient is, each once. */
export function listOutboxStatesOfPatient(db: ReadableDb, patientId: PatientId): OutboxState[] {
  const rows = db.all<{ state: OutboxState }>(sql`
    SELECT value AS state FROM json_each('["queued","signed","broadcast","mined","failed"]')
    WHERE EXISTS (SELECT 1 FROM outbox WHERE patient_id = ${patientId} AND state = value)`);
  return rows.map((row) => row.state);
}

/** The state of one record version on its way to the chain, or undefined when it owes the chain nothing. */
export function getOutboxStateOfRecord(db: ReadableDb, recordId: RecordId, version: number): OutboxState | undefined {
  return db.get<{ state: OutboxState }>(sql`
    SELECT state FROM outbox WHERE record_id = ${recordId} AND version = ${version}`)?.state;
}
