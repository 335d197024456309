import type { Digest, WorkstationAddress } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** How far the stream of one workstation was replayed. */
export interface StreamHead {
  readonly workstation: WorkstationAddress;
  /** Entries replayed. */
  readonly sequence: number;
  /** 24 bytes, 0x-prefixed hex. */
  readonly head: string;
}

export interface StreamEntryRow {
  readonly kind: 'RecordAdded' | 'RecordRemoved';
  /** Without prefix. */
  readonly tag: string;
  readonly pointer: Digest;
}

/** A workstation whose log goes on behind what was replayed of it, or undefined; `head` is null before the first entry. */
export function getStreamToReplay(
  db: ReadableDb,
): (Omit<StreamHead, 'head'> & { readonly head: string | null }) | undefined {
  return db.get(sql`
    SELECT e.workstation, coalesce(h.sequence, 0) AS sequence, h.head
    FROM (SELECT DISTINCT workstation FROM chain_logs WHERE kind = 'WorkstationEnrolled' AND hospital IS NOT NULL) AS e
    LEFT JOIN stream_heads AS h ON h.workstation = e.workstation
    WHERE EXISTS (SELECT 1 FROM chain_logs AS c
      WHERE c.workstation = e.workstation AND c.sequence = coalesce(h.sequence, 0)) LIMIT 1`);
}

/** In the order of their numbers. */
export function listStreamEntries(
  db: ReadableDb,
  workstation: WorkstationAddress,
  fromSequence: number,
  limit: number,
): StreamEntryRow[] {
  return db.all(sql`
    SELECT kind, tag, pointer FROM chain_logs WHERE workstation = ${workstation} AND sequence >= ${fromSequence}
    ORDER BY sequence LIMIT ${limit}`);
}

export function upsertStreamHead(db: WritableDb, { workstation, sequence, head }: StreamHead): void {
  db.run(sql`
    INSERT INTO stream_heads (workstation, sequence, head, proven_sequence) VALUES (${workstation}, ${sequence}, ${head}, 0)
    ON CONFLICT (workstation) DO UPDATE SET sequence = excluded.sequence, head = excluded.head`);
}

/** Replayed further than the registry has agreed to. */
export function listUnprovenStreams(db: ReadableDb, limit: number): StreamHead[] {
  return db.all(sql`
    SELECT workstation, sequence, head FROM stream_heads WHERE sequence > proven_sequence
    ORDER BY workstation LIMIT ${limit}`);
}

export function markStreamProven(db: WritableDb, { workstation, sequence }: StreamHead): void {
  db.run(sql`
    UPDATE stream_heads SET proven_sequence = ${sequence} WHERE workstation = ${workstation} AND sequence >= ${sequence}`);
}

/** Forgets replays that hold more than the log does: they are made again from the first entry on. */
export function deleteStreamHeadsBeyondLog(db: WritableDb): void {
  db.run(sql`
    DELETE FROM stream_heads WHERE sequence > (
      SELECT coalesce(max(sequence) + 1, 0) FROM chain_logs WHERE workstation = stream_heads.workstation)`);
}
