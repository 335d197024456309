import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** How far the log has been read, and when that was. */
export interface ChainCursor {
  readonly blockNumber: number;
  readonly blockHash: string;
  /** Seconds since 1970, of the newest block ever seen: never goes back (SYN10). */
  readonly blockTime: number;
  /** The newest block the node had. */
  readonly headBlock: number;
  /** Wall clock when the block of `blockTime` was first seen. */
  readonly seenAt: number;
  readonly elapsedMs: number;
}

export function getChainCursor(db: ReadableDb): ChainCursor | undefined {
  return db.get(sql`
    SELECT block_number AS blockNumber, block_hash AS blockHash, block_time AS blockTime, head_block AS headBlock,
      seen_at AS seenAt, elapsed_ms AS elapsedMs
    FROM chain_cursor WHERE id = 1`);
}

export function upsertChainCursor(db: WritableDb, cursor: ChainCursor): void {
  db.run(sql`
    INSERT INTO chain_cursor (id, block_number, block_hash, block_time, head_block, seen_at, elapsed_ms)
    VALUES (1, ${cursor.blockNumber}, ${cursor.blockHash}, ${cursor.blockTime}, ${cursor.headBlock},
      ${cursor.seenAt}, ${cursor.elapsedMs})
    ON CONFLICT (id) DO UPDATE SET block_number = excluded.block_number, block_hash = excluded.block_hash,
      block_time = excluded.block_time, head_block = excluded.head_block, seen_at = excluded.seen_at,
      elapsed_ms = excluded.elapsed_ms`);
}

/** Remembers how long the newest block has been the newest, so that a restart does not forget it. */
export function updateElapsedMs(db: WritableDb, elapsedMs: number): void {
  db.run(sql`UPDATE chain_cursor SET elapsed_ms = max(elapsed_ms, ${elapsedMs}) WHERE id = 1`);
}
