import type { z } from 'zod';
import type { BlockEvent } from '../../../../preload/api/sync.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

type BlockEventRow = z.infer<typeof BlockEvent>;

export function insertBlockEvent(db: WritableDb, event: BlockEventRow): void {
  db.run(sql`INSERT INTO block_events (at, digest, outcome) VALUES (${event.at}, ${event.digest}, ${event.outcome})`);
}

/** Newest first. */
export function listBlockEvents(db: ReadableDb, limit: number): BlockEventRow[] {
  return db.all(sql`SELECT at, digest, outcome FROM block_events ORDER BY rowid DESC LIMIT ${limit}`);
}
