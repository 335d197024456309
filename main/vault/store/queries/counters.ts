import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export type CounterName = 'audit' | 'mrn' | 'reportedAuditSeq' | 'reportedAuditAt' | 'publicationReleasedAt';

/** The last number given, 0 before the first. */
export function getCounter(db: ReadableDb, name: CounterName): number {
  return db.get<{ value: number }>(sql`SELECT value FROM counters WHERE name = ${name}`)?.value ?? 0;
}

/** Counts up and returns the new number, from 1; taken back when the transaction is. */
export function advanceCounter(db: WritableDb, name: CounterName): number {
  db.run(sql`
    INSERT INTO counters (name, value) VALUES (${name}, 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1`);
  return getCounter(db, name);
}

export function setCounter(db: WritableDb, name: CounterName, value: number): void {
  db.run(sql`
    INSERT INTO counters (name, value) VALUES (${name}, ${value})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
}
