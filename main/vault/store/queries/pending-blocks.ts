import type { Digest } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** Ciphertext the block store has not acknowledged yet. */
export interface PendingBlock {
  readonly digest: Digest;
  readonly codec: 'dag-cbor' | 'raw';
  readonly bytes: Uint8Array;
}

/** The same bytes twice are one block. */
export function insertPendingBlock(db: WritableDb, block: PendingBlock, createdAt: number): void {
  db.run(sql`
    INSERT INTO pending_blocks (digest, codec, bytes, created_at)
    VALUES (${block.digest}, ${block.codec}, ${block.bytes}, ${createdAt})
    ON CONFLICT (digest) DO NOTHING`);
}

export function getPendingBlock(db: ReadableDb, digest: Digest): PendingBlock | undefined {
  return db.get(sql`SELECT digest, codec, bytes FROM pending_blocks WHERE digest = ${digest}`);
}

/** Oldest first; the bytes themselves are left where they are. */
export function listPendingBlockSizes(
  db: ReadableDb,
  limit: number,
): { readonly digest: Digest; readonly sizeBytes: number }[] {
  return db.all(sql`
    SELECT digest, length(bytes) AS sizeBytes FROM pending_blocks ORDER BY created_at, rowid LIMIT ${limit}`);
}

export function deletePendingBlock(db: WritableDb, digest: Digest): void {
  db.run(sql`DELETE FROM pending_blocks WHERE digest = ${digest}`);
}
