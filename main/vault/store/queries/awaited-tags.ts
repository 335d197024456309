import type { Digest, GrantId, WorkstationAddress } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** The records one workstation writes for one patient in one epoch: counted from 0, recognised by their tags. */
export interface TagStream {
  readonly grantId: GrantId;
  readonly epoch: number;
  readonly workstation: WorkstationAddress;
}

/** An awaited tag whose event is in the log. */
export interface FoundTag extends TagStream {
  readonly counter: number;
  readonly tag: string;
  readonly pointer: Digest;
}

export function insertAwaitedTag(
  db: WritableDb,
  { grantId, epoch, workstation }: TagStream,
  counter: number,
  tag: string,
): void {
  db.run(sql`
    INSERT INTO awaited_tags (grant_id, epoch, workstation, counter, tag)
    VALUES (${grantId}, ${epoch}, ${workstation}, ${counter}, ${tag})
    ON CONFLICT (grant_id, epoch, workstation, counter) DO NOTHING`);
}

export function deleteAwaitedTag(db: WritableDb, { grantId, epoch, workstation, counter }: FoundTag): void {
  db.run(sql`
    DELETE FROM awaited_tags WHERE grant_id = ${grantId} AND epoch = ${epoch} AND workstation = ${workstation}
      AND counter = ${counter}`);
}

export function deleteAwaitedTags(db: WritableDb, grantId: GrantId): void {
  db.run(sql`DELETE FROM awaited_tags WHERE grant_id = ${grantId}`);
}

/** The highest number awaited in this stream, or -1. */
export function getLastAwaited(db: ReadableDb, { grantId, epoch, workstation }: TagStream): number {
  const row = db.get<{ last: number | null }>(sql`
    SELECT max(counter) AS last FROM awaited_tags
    WHERE grant_id = ${grantId} AND epoch = ${epoch} AND workstation = ${workstation}`);
  return row?.last ?? -1;
}

export function listFoundInStream(db: ReadableDb, { grantId, epoch, workstation }: TagStream): FoundTag[] {
  return db.all(sql`
    SELECT a.grant_id AS grantId, a.epoch, a.workstation, a.counter, a.tag, c.pointer
    FROM awaited_tags a JOIN chain_logs c ON c.tag = a.tag AND c.workstation = a.workstation AND c.kind = 'RecordAdded'
    WHERE a.grant_id = ${grantId} AND a.epoch = ${epoch} AND a.workstation = ${workstation} ORDER BY a.counter`);
}

/** Streams in which these blocks hold something awaited. */
export function listStreamsInBlocks(db: ReadableDb, fromBlock: number, toBlock: number): TagStream[] {
  return db.all(sql`
    SELECT DISTINCT a.grant_id AS grantId, a.epoch, a.workstation
    FROM chain_logs c CROSS JOIN awaited_tags a ON a.tag = c.tag AND a.workstation = c.workstation
    WHERE c.block_number BETWEEN ${fromBlock} AND ${toBlock} AND c.kind = 'RecordAdded'`);
}

/** How many numbers are awaited in each stream of this grant. */
export function countAwaitedByStream(db: ReadableDb, grantId: GrantId): number[] {
  const rows = db.all<{ count: number }>(sql`
    SELECT count(*) AS count FROM awaited_tags WHERE grant_id = ${grantId} GROUP BY epoch, workstation`);
  return rows.map((row) => row.count);
}
