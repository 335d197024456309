import { createHash } from 'node:crypto';
import type { Digest } from '../../../../preload/api/ids.ts';
import { digestFromBytes, digestToBytes } from '../digest.ts';

/**
 * A pack holds many small blocks in one file of at most 1 MiB:
 *
 *     magic | entry* | index            entry = length u32 | kind u8 | digest 32 | bytes
 *
 * The index at the end makes opening cheap; a pack without one (the power went) is read entry by entry, and what
 * follows the last whole entry is ignored. An entry of kind `removed` takes back an earlier entry of its digest.
 */
export const PACK_BYTES = 1024 * 1024;

const MAGIC = Buffer.from('WKPACK1\n');
const SEAL = Buffer.from('WKSEAL1\n');
const ENTRY_HEADER = 4 + 1 + 32;
const INDEX_ROW = 4 + 4 + 1 + 32;
/** index length u32 | first 8 bytes of the index's SHA-256 | seal */
const TRAILER = 4 + 8 + SEAL.byteLength;

const KIND = { block: 1, removed: 0 } as const;

export interface PackEntry {
  readonly digest: Digest;
  /** Null takes back an earlier entry. */
  readonly bytes: Uint8Array | null;
}

export interface PackRow {
  readonly digest: Digest;
  readonly removed: boolean;
  /** Where the block's bytes start in the file. */
  readonly offset: number;
  readonly length: number;
}

export const packHeader: Uint8Array = MAGIC;

export function sizeOfEntry(entry: PackEntry): number {
  return ENTRY_HEADER + (entry.bytes?.byteLength ?? 0);
}

/** The bytes to append at `offset` of the file, and the rows they add to its index. */
export function encodeEntries(entries: readonly PackEntry[], offset: number): { bytes: Buffer; rows: PackRow[] } {
  const parts: Uint8Array[] = [];
  const rows: PackRow[] = [];
  let position = offset;
  for (const { digest, bytes } of entries) {
    const length = bytes?.byteLength ?? 0;
    const header = Buffer.alloc(ENTRY_HEADER);
    header.writeUInt32BE(length, 0);
    header.writeUInt8(bytes ? KIND.block : KIND.removed, 4);
    header.set(digestToBytes(digest), 5);
    parts.push(header);
    if (bytes) parts.push(bytes);
    rows.push({ digest, removed: !bytes, offset: position + ENTRY_HEADER, length });
    position += ENTRY_HEADER + length;
  }
  return { bytes: Buffer.concat(parts), rows };
}

export function encodeIndex(rows: readonly PackRow[]): Buffer {
  const index = Buffer.alloc(rows.length * INDEX_ROW);
  rows.forEach((row, i) => {
    const at = i * INDEX_ROW;
    index.writeUInt32BE(row.offset, at);
    index.writeUInt32BE(row.length, at + 4);
    index.writeUInt8(row.removed ? KIND.removed : KIND.block, at + 8);
    index.set(digestToBytes(row.digest), at + 9);
  });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(index.byteLength);
  return Buffer.concat([index, length, checksum(index), SEAL]);
}

/** Reads the index from the last bytes of a pack; null when it is not whole in them, absent or damaged. */
export function decodeIndex(end: Buffer): PackRow[] | null {
  const trailer = end.byteLength - TRAILER;
  if (trailer < 0 || !end.subarray(-SEAL.byteLength).equals(SEAL)) return null;
  const start = trailer - end.readUInt32BE(trailer);
  if (start < 0 || (trailer - start) % INDEX_ROW !== 0) return null;
  const index = end.subarray(start, trailer);
  if (!checksum(index).equals(end.subarray(trailer + 4, trailer + 12))) return null;
  const rows: PackRow[] = [];
  for (let at = 0; at < index.byteLength; at += INDEX_ROW) {
    rows.push({
      offset: index.readUInt32BE(at),
      length: index.readUInt32BE(at + 4),
      removed: index.readUInt8(at + 8) === KIND.removed,
      digest: digestFromBytes(index.subarray(at + 9, at + INDEX_ROW)),
    });
  }
  return rows;
}

/** Reads a pack without an index from its start, up to the first entry that is not whole. */
export function scanEntries(file: Buffer): PackRow[] {
  if (!file.subarray(0, MAGIC.byteLength).equals(MAGIC)) return [];
  const rows: PackRow[] = [];
  let at = MAGIC.byteLength;
  while (at + ENTRY_HEADER <= file.byteLength) {
    const length = file.readUInt32BE(at);
    const kind = file.readUInt8(at + 4);
    const offset = at + ENTRY_HEADER;
    const isWhole = offset + length <= file.byteLength && (kind === KIND.block ? length > 0 : length === 0);
    if (!isWhole || (kind !== KIND.block && kind !== KIND.removed)) break;
    rows.push({
      digest: digestFromBytes(file.subarray(at + 5, offset)),
      removed: kind === KIND.removed,
      offset,
      length,
    });
    at = offset + length;
  }
  return rows;
}

function checksum(index: Uint8Array): Buffer {
  return createHash('sha256').update(index).digest().subarray(0, 8);
}
