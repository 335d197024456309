import type { PatientId, PatientRef } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** A new key that waits in the registry. */
export interface PendingRecovery {
  readonly key: string;
  /** Seconds since 1970. */
  readonly readyAt: number;
}

interface LastChange {
  readonly kind: string;
  readonly blockNumber: number;
  readonly key: string | null;
  readonly readyAt: number | null;
}

/** What the log last says of the patient's key: a recovery is pending when nothing came after it was proposed. */
function getLastChange(db: ReadableDb, patient: PatientRef): LastChange | undefined {
  return db.get(sql`
    SELECT kind, block_number AS blockNumber, body ->> 'key' AS key, body ->> 'readyAt' AS readyAt FROM chain_logs
    WHERE patient = ${patient}
      AND kind IN ('RecoveryProposed', 'RecoveryCancelled', 'PatientKeyRotated', 'PatientKeyRecovered')
    ORDER BY block_number DESC, log_index DESC LIMIT 1`);
}

export function getPendingRecovery(db: ReadableDb, patient: PatientRef): PendingRecovery | undefined {
  const last = getLastChange(db, patient);
  if (last?.kind !== 'RecoveryProposed' || last.key === null || last.readyAt === null) return undefined;
  return { key: last.key, readyAt: last.readyAt };
}

/** The block that ended the patient's last recovery in this way, if nothing came after it; undefined otherwise. */
export function getBlockOfRecoveryEnd(
  db: ReadableDb,
  patient: PatientRef,
  kind: 'RecoveryCancelled' | 'PatientKeyRecovered',
): number | undefined {
  const last = getLastChange(db, patient);
  return last?.kind === kind ? last.blockNumber : undefined;
}

/**
 * The block that shows that this key was proposed for the patient, if it waits or counts since; undefined otherwise: one
 * that was stopped may be proposed again.
 */
export function getBlockOfProposal(db: ReadableDb, patient: PatientRef, key: string): number | undefined {
  const last = getLastChange(db, patient);
  const isOfProposal = last?.kind === 'RecoveryProposed' || last?.kind === 'PatientKeyRecovered';
  return isOfProposal && last.key === key ? last.blockNumber : undefined;
}

/** Whether this key was ever proposed for the patient, whatever became of it. */
export function isProposalLogged(db: ReadableDb, patient: PatientRef, key: string): boolean {
  const row = db.get(sql`
    SELECT 1 FROM chain_logs
    WHERE patient = ${patient} AND kind = 'RecoveryProposed' AND body ->> 'key' = ${key} LIMIT 1`);
  return row !== undefined;
}

/** Whether a key, this one or any, was proposed here and the log does not show it yet, or it was refused. */
export function isProposalOpen(db: ReadableDb, patientId: PatientId, key: string | null = null): boolean {
  const row = db.get(sql`
    SELECT 1 FROM outbox WHERE kind = 'recovery' AND patient_id = ${patientId} AND state NOT IN ('mined', 'confirmed')
      AND (${key} IS NULL OR intent ->> '$.args.key' = ${key})
    LIMIT 1`);
  return row !== undefined;
}

/** Whether this very recovery is being stopped from here. One that was refused stopped nothing: it may be tried anew. */
export function isStopOnTheWay(db: ReadableDb, patientId: PatientId, { key, readyAt }: PendingRecovery): boolean {
  const row = db.get(sql`
    SELECT 1 FROM outbox WHERE kind = 'recoveryStop' AND patient_id = ${patientId}
      AND state NOT IN ('mined', 'confirmed', 'failed')
      AND intent ->> '$.args.cancellation.key' = ${key} AND intent ->> '$.args.cancellation.readyAt' = ${readyAt}
    LIMIT 1`);
  return row !== undefined;
}

/** Whether this very recovery was to be finished from here and the log does not show it, also when that was refused. */
export function isEndOpen(db: ReadableDb, patientId: PatientId, { key, readyAt }: PendingRecovery): boolean {
  const row = db.get(sql`
    SELECT 1 FROM outbox WHERE kind = 'recoveryEnd' AND patient_id = ${patientId}
      AND state NOT IN ('mined', 'confirmed')
      AND intent ->> '$.args.key' = ${key} AND intent ->> '$.args.readyAt' = ${readyAt}
    LIMIT 1`);
  return row !== undefined;
}

/** Whether this key was proposed from here, whatever became of it. */
export function isProposedHere(db: ReadableDb, patientId: PatientId, key: string): boolean {
  const row = db.get(sql`
    SELECT 1 FROM outbox WHERE kind = 'recovery' AND patient_id = ${patientId} AND intent ->> '$.args.key' = ${key}`);
  return row !== undefined;
}

/** What was not signed into a transaction yet never leaves this workstation. Returns whether there was any. */
export function deleteUnsentProposals(db: WritableDb, patientId: PatientId): boolean {
  const changes = db.run(sql`
    DELETE FROM outbox WHERE kind = 'recovery' AND patient_id = ${patientId} AND state IN ('queued', 'failed')`);
  return changes > 0;
}
