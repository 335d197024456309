import type { BlockEvent } from '../../../../preload/api/sync.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export function insertBlockEvent(db: WritableDb, event: BlockEvent): void {
  db.run(sql`INSERT INTO block_events (at, digest, outcome) VALUES (${event.at}, ${event.digest}, ${event.outcome})`);
}

/** Newest first. */
export function listBlockEvents(db: ReadableDb, limit: number): BlockEvent[] {
  return db.all(sql`SELECT at, digest, outcome FROM block_events ORDER BY rowid DESC LIMIT ${limit}`);
}
