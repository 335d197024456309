import { AppError } from '../../../../preload/api/errors.ts';
import type { Digest, OutboxId, PatientId, PatientRef } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';
import type { OutboxKind, OutboxLane, OutboxState } from './outbox.ts';
import { isHeldBack } from './outbox-order.ts';
import { isWaitingForOthers, NOBODY_WAITS, type WaitingSpan } from './outbox-waiting.ts';

/** An entry of `outbox` on its way: what is signed, and where it stands. */
export interface OutboxRow {
  readonly id: OutboxId;
  readonly lane: OutboxLane;
  readonly kind: OutboxKind;
  readonly patientId: PatientId | null;
  /** The registry call as JSON. */
  readonly intent: string;
  readonly state: OutboxState;
  /** JSON of an `ErrorView`. */
  readonly error: string | null;
  readonly transactionHash: string | null;
  readonly blockNumber: number | null;
}

const COLUMNS = sql`
  id, lane, kind, patient_id AS patientId, intent, state, error, transaction_hash AS transactionHash,
  block_number AS blockNumber`;

/** What may leave now, in the order it was put in. */
export function listDueOutbox(db: ReadableDb, lane: OutboxLane, waiting: WaitingSpan, limit: number): OutboxRow[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM outbox
    WHERE state = 'queued' AND lane = ${lane} AND NOT ${isWaitingForOthers(waiting)} AND NOT ${isHeldBack()}
    ORDER BY rowid LIMIT ${limit}`);
}

export function hasDueOutbox(db: ReadableDb, waiting: WaitingSpan): boolean {
  return (
    db.get(sql`
    SELECT 1 FROM outbox
    WHERE state = 'queued' AND NOT ${isWaitingForOthers(waiting)} AND NOT ${isHeldBack()} LIMIT 1`) !== undefined
  );
}

export function markOutboxSigned(db: WritableDb, id: OutboxId, hash: string, at: number): void {
  db.run(sql`
    UPDATE outbox SET state = 'signed', transaction_hash = ${hash}, block_number = NULL, error = NULL,
      updated_at = ${at}
    WHERE id = ${id}`);
}

/** The network process has passed the transaction on. Says nothing of entries that are further already. */
export function markOutboxBroadcast(db: WritableDb, hash: string, at: number): void {
  db.run(sql`
    UPDATE outbox SET state = 'broadcast', updated_at = ${at}
    WHERE transaction_hash = ${hash} AND state = 'signed'`);
}

/** What the last try met, while it goes on; null clears it. */
export function markOutboxTried(db: WritableDb, hash: string, error: string | null): void {
  db.run(sql`
    UPDATE outbox SET error = ${error}
    WHERE transaction_hash = ${hash} AND state IN ('signed', 'broadcast', 'mined') AND error IS NOT ${error}`);
}

export function markOutboxMined(db: WritableDb, hash: string, blockNumber: number, at: number): void {
  db.run(sql`
    UPDATE outbox SET state = 'mined', block_number = ${blockNumber}, error = NULL, updated_at = ${at}
    WHERE transaction_hash = ${hash} AND state IN ('signed', 'broadcast', 'mined')
      AND (state <> 'mined' OR block_number IS NOT ${blockNumber})`);
}

/** The log shows what this entry asked for, whichever transaction brought it about. */
export function markOutboxEffective(db: WritableDb, id: OutboxId, blockNumber: number, at: number): void {
  db.run(sql`
    UPDATE outbox SET state = 'mined', block_number = ${blockNumber}, error = NULL, updated_at = ${at}
    WHERE id = ${id}`);
}

/** Mined in this block or before, and deep enough now. Returns how many. */
export function markOutboxConfirmed(db: WritableDb, upToBlock: number, at: number): number {
  return db.run(sql`
    UPDATE outbox SET state = 'confirmed', error = NULL, updated_at = ${at}
    WHERE state = 'mined' AND block_number <= ${upToBlock}`);
}

/** The chain took another turn: what it held from this block on is on its way again. */
export function markOutboxUnwound(db: WritableDb, fromBlock: number, at: number): number {
  return db.run(sql`
    UPDATE outbox SET state = 'broadcast', block_number = NULL, updated_at = ${at}
    WHERE state IN ('mined', 'confirmed') AND block_number >= ${fromBlock}`);
}

export function markOutboxFailed(db: WritableDb, id: OutboxId, error: string, at: number): void {
  db.run(sql`UPDATE outbox SET state = 'failed', error = ${error}, updated_at = ${at} WHERE id = ${id}`);
}

/** Back to the start; what was signed for it counts no longer. */
export function markOutboxQueued(db: WritableDb, id: OutboxId, at: number): void {
  db.run(sql`
    UPDATE outbox SET state = 'queued', transaction_hash = NULL, block_number = NULL, error = NULL, updated_at = ${at}
    WHERE id = ${id}`);
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly attention: number;
}

export function countOutbox(db: ReadableDb): OutboxCounts {
  const rows = db.all<{ state: OutboxState; count: number }>(sql`
    SELECT state, count(*) AS count FROM outbox WHERE state IN ('queued', 'signed', 'broadcast', 'mined', 'failed')
    GROUP BY state`);
  const count = (...states: OutboxState[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0);
  return { waiting: count('queued', 'signed'), sent: count('broadcast', 'mined'), attention: count('failed') };
}

/** When something was last seen confirmed. */
export function getLastConfirmedAt(db: ReadableDb): number | null {
  return (
    db.get<{ at: number | null }>(sql`
    SELECT max(updated_at) AS at FROM outbox WHERE state = 'confirmed'`)?.at ?? null
  );
}

/** An entry with what a person needs to recognise it. */
export interface OutboxListRow extends OutboxRow {
  readonly title: string;
  readonly byName: string;
  readonly updatedAt: number;
  /** 1 while it waits for the others of its interval. */
  readonly isWaitingForOthers: 0 | 1;
  /** Empty, as the others, when the entry is about no patient. */
  readonly family: string;
  readonly given: string;
  readonly mrn: string | null;
}

const listColumns = (waiting: WaitingSpan) => sql`
  outbox.id, lane, kind, patient_id AS patientId, intent, state, error, transaction_hash AS transactionHash,
  block_number AS blockNumber, title, by_name AS byName, updated_at AS updatedAt,
  ${isWaitingForOthers(waiting)} AS isWaitingForOthers,
  coalesce(p.family, '') AS family, coalesce(p.given, '') AS given, p.mrn
  FROM outbox LEFT JOIN patients p ON p.id = patient_id`;

/** What needs attention first, then what is on its way, then what is confirmed; each newest first. */
export function listOutbox(db: ReadableDb, limit: number, waiting = NOBODY_WAITS): OutboxListRow[] {
  const columns = listColumns(waiting);
  const open = db.all<OutboxListRow>(sql`
    SELECT ${columns} WHERE state IN ('queued', 'signed', 'broadcast', 'mined', 'failed')
    ORDER BY state <> 'failed', outbox.rowid DESC LIMIT ${limit}`);
  // Without the plus sign SQLite would collect every confirmed entry there ever was and sort them.
  const confirmed = db.all<OutboxListRow>(sql`
    SELECT ${columns} WHERE +state = 'confirmed' ORDER BY outbox.rowid DESC LIMIT ${limit - open.length}`);
  return [...open, ...confirmed];
}

export function requireOutbox(db: ReadableDb, id: OutboxId, waiting = NOBODY_WAITS): OutboxListRow {
  const row = db.get<OutboxListRow>(sql`SELECT ${listColumns(waiting)} WHERE outbox.id = ${id}`);
  if (!row) throw new AppError('sync.notRetryable', 'There is no such entry', { details: { outboxId: id } });
  return row;
}

/** When this workstation was told to end the patient's grant with this number; undefined also when the chain refused. */
export function getRevocationQueuedAt(db: ReadableDb, patient: PatientRef, nonce: number): number | undefined {
  return db.get<{ at: number }>(sql`
    SELECT created_at AS at FROM outbox WHERE kind = 'revocation' AND state <> 'failed'
      AND intent ->> '$.args.revocation.patient' = ${patient}
      AND intent ->> '$.args.revocation.nonce' = ${nonce}`)?.at;
}

/** A grant the patient gave at this workstation. */
export interface GrantOnTheWay {
  /** Seconds since 1970, never after the grant's own end: from then on the chain does not take it any more. */
  readonly deadline: number;
  /** When it turned out that the chain does not take it, in milliseconds since 1970; null while it may. */
  readonly refusedAt: number | null;
}

/** The grant whose keys were sealed in this envelope, undefined when it was given elsewhere. */
export function getGrantOnTheWay(db: ReadableDb, envelope: Digest): GrantOnTheWay | undefined {
  return db.get<GrantOnTheWay>(sql`
    SELECT intent ->> '$.args.grant.deadline' AS deadline, iif(state = 'failed', updated_at, NULL) AS refusedAt
    FROM outbox WHERE kind = 'grant' AND intent ->> '$.args.grant.envelope' = ${envelope}`);
}

/** Numbers of what this patient signed here, grants, their ends and new keys, as far as it may still reach the chain. */
export function listNoncesOnTheWay(db: ReadableDb, patient: PatientRef): number[] {
  const rows = db.all<{ nonce: number }>(sql`
    SELECT intent ->> '$.args.grant.nonce' AS nonce FROM outbox WHERE kind = 'grant' AND state <> 'failed'
      AND intent ->> '$.args.grant.patient' = ${patient}
    UNION
    SELECT intent ->> '$.args.revocation.nonce' AS nonce FROM outbox WHERE kind = 'revocation' AND state <> 'failed'
      AND intent ->> '$.args.revocation.patient' = ${patient}
    UNION
    SELECT intent ->> '$.args.rotation.nonce' AS nonce FROM outbox WHERE kind = 'keyChange' AND state <> 'failed'
      AND intent ->> '$.args.rotation.patient' = ${patient}`);
  return rows.map((row) => row.nonce);
}

/** Entries whose transaction was refused or lost, and whose fate is not settled yet. */
export function listUnsettledOutbox(db: ReadableDb): OutboxRow[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM outbox WHERE state IN ('signed', 'broadcast', 'mined') AND EXISTS (
      SELECT 1 FROM transactions WHERE hash = outbox.transaction_hash AND state IN ('reverted', 'dropped'))
    ORDER BY rowid`);
}

/** Why the transaction failed; `blockNumber` is the block that shows it, null when it never got into one. */
export function markOutboxRefused(db: WritableDb, hash: string, error: string, blockNumber: number | null): void {
  db.run(sql`
    UPDATE outbox SET error = ${error}, block_number = ${blockNumber}
    WHERE transaction_hash = ${hash} AND state IN ('signed', 'broadcast', 'mined')`);
}

/** Where the request for access, or its refusal, stands on its way to the chain; undefined when it came from elsewhere. */
export function getOutboxStateOfRequest(
  db: ReadableDb,
  patientId: PatientId,
  request: Digest,
): OutboxState | undefined {
  return db.get<{ state: OutboxState }>(sql`
    SELECT state FROM outbox WHERE kind IN ('request', 'refusal') AND patient_id = ${patientId}
      AND intent ->> '$.args.request' = ${request}`)?.state;
}

/** Likewise for a grant, by its sealed envelope. */
export function getOutboxStateOfGrant(db: ReadableDb, patientId: PatientId, envelope: Digest): OutboxState | undefined {
  return db.get<{ state: OutboxState }>(sql`
    SELECT state FROM outbox WHERE kind = 'grant' AND patient_id = ${patientId}
      AND intent ->> '$.args.grant.envelope' = ${envelope}`)?.state;
}

/** A grant that was not signed into a transaction yet never leaves this workstation. */
export function deleteUnsentGrant(db: WritableDb, patientId: PatientId, envelope: Digest): void {
  db.run(sql`
    DELETE FROM outbox WHERE kind = 'grant' AND patient_id = ${patientId} AND state IN ('queued', 'failed')
      AND intent ->> '$.args.grant.envelope' = ${envelope}`);
}

/** Likewise for the end of the patient's grant with this number. */
export function getOutboxStateOfRevocation(
  db: ReadableDb,
  patient: PatientRef,
  nonce: number,
): OutboxState | undefined {
  return db.get<{ state: OutboxState }>(sql`
    SELECT state FROM outbox WHERE kind = 'revocation'
      AND intent ->> '$.args.revocation.patient' = ${patient}
      AND intent ->> '$.args.revocation.nonce' = ${nonce}
    ORDER BY rowid DESC LIMIT 1`)?.state;
}
