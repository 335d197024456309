import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/**
 * `signed`, `broadcast`, `mined`: on its way. `confirmed`: its events are in the log. `reverted`: the registry refused
 * it, its nonce is used. `dropped`: it never got into a block; the next signature takes its nonce (SYN6).
 */
export type TransactionState = 'signed' | 'broadcast' | 'mined' | 'confirmed' | 'reverted' | 'dropped';

export interface TransactionRow {
  readonly hash: string;
  readonly nonce: number;
  readonly raw: string;
  /** First number in the workstation's stream, null when it carries no records. */
  readonly firstSequence: number | null;
  readonly recordCount: number;
  readonly state: TransactionState;
  readonly createdAt: number;
}

const COLUMNS = sql`
  hash, nonce, raw, first_sequence AS firstSequence, record_count AS recordCount, state,
  created_at AS createdAt`;

/** Takes the place of a dropped transaction with the same nonce. */
export function insertTransaction(db: WritableDb, row: TransactionRow): void {
  db.run(sql`DELETE FROM transactions WHERE nonce = ${row.nonce} AND state = 'dropped'`);
  db.run(sql`
    INSERT INTO transactions (hash, nonce, raw, first_sequence, record_count, state, created_at)
    VALUES (${row.hash}, ${row.nonce}, ${row.raw}, ${row.firstSequence}, ${row.recordCount}, ${row.state},
      ${row.createdAt})`);
}

/** The nonce to sign with: one that was given back, else the next. `chainCount` is what the chain expects at least. */
export function getNextNonce(db: ReadableDb, chainCount: number): number {
  const dropped = db.get<{ nonce: number | null }>(sql`
    SELECT min(nonce) AS nonce FROM transactions WHERE state = 'dropped' AND nonce >= ${chainCount}`)?.nonce;
  if (dropped !== null && dropped !== undefined) return dropped;
  const last = db.get<{ nonce: number | null }>(sql`SELECT max(nonce) AS nonce FROM transactions`)?.nonce ?? -1;
  return Math.max(last + 1, chainCount);
}

/** Something was signed with this nonce before. */
export function isNonceTaken(db: ReadableDb, nonce: number): boolean {
  return db.get(sql`SELECT 1 FROM transactions WHERE nonce = ${nonce}`) !== undefined;
}

export function getTransaction(db: ReadableDb, hash: string): TransactionRow | undefined {
  return db.get(sql`
    SELECT ${COLUMNS} FROM transactions WHERE hash = ${hash}`);
}

/** On their way, in nonce order. */
export function listOpenTransactions(db: ReadableDb): TransactionRow[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM transactions WHERE state IN ('signed', 'broadcast', 'mined') ORDER BY nonce`);
}

export function markTransaction(db: WritableDb, hash: string, state: TransactionState): void {
  db.run(sql`UPDATE transactions SET state = ${state} WHERE hash = ${hash}`);
}

/** Every entry it carried is confirmed. */
export function markTransactionsConfirmed(db: WritableDb): void {
  db.run(sql`
    UPDATE transactions SET state = 'confirmed'
    WHERE state IN ('signed', 'broadcast', 'mined')
      AND EXISTS (SELECT 1 FROM outbox WHERE transaction_hash = hash)
      AND NOT EXISTS (SELECT 1 FROM outbox WHERE transaction_hash = hash AND state <> 'confirmed')`);
}

/** The chain took another turn: those whose entries are on their way again are handed over again. */
export function markTransactionsUnwound(db: WritableDb): void {
  db.run(sql`
    UPDATE transactions SET state = 'signed'
    WHERE state IN ('mined', 'confirmed')
      AND EXISTS (SELECT 1 FROM outbox WHERE transaction_hash = hash AND state = 'broadcast')`);
}
