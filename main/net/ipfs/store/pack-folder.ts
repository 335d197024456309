import { type FileHandle, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { asDiskError, syncFolder } from '../../platform/durable-file.ts';
import {
  decodeIndex,
  encodeEntries,
  encodeIndex,
  PACK_BYTES,
  type PackEntry,
  type PackRow,
  packHeader,
  scanEntries,
  sizeOfEntry,
} from './pack-format.ts';

/** Where a small block lies. */
export interface PackLocation {
  readonly pack: number;
  readonly offset: number;
  readonly length: number;
}

const PACK_NAME = /^[0-9a-f]{8}\.pack$/;
/** Enough for the index of a pack of ordinary records; a longer one costs reading the whole pack. */
const INDEX_READ_BYTES = 64 * 1024;

interface CurrentPack {
  readonly number: number;
  readonly file: FileHandle;
  readonly rows: PackRow[];
  size: number;
}

/** The packs of one folder: entries are only ever added. */
export class PackFolder {
  readonly #folder: string;
  #current: CurrentPack | null = null;
  #lastAppend: Promise<unknown> = Promise.resolve();
  #nextNumber: number;

  private constructor(folder: string, nextNumber: number) {
    this.#folder = folder;
    this.#nextNumber = nextNumber;
  }

  /** Calls `onRow` for every entry in the order they were written. */
  static async open(folder: string, onRow: (row: PackRow, pack: number) => void): Promise<PackFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => PACK_NAME.test(name)).sort();
    let last = 0;
    for (const name of names) {
      last = Number.parseInt(name, 16);
      for (const row of await readRows(join(folder, name))) onRow(row, last);
    }
    return new PackFolder(folder, last + 1);
  }

  /**
   * Adds entries; they are on disk when it answers, in the order given. Refuses with `disk.full`: entries of packs
   * that were filled before stay, the one being written is taken back.
   */
  append(entries: readonly PackEntry[]): Promise<PackLocation[]> {
    const appended = this.#lastAppend.then(() => this.#append(entries));
    this.#lastAppend = appended.catch(() => undefined);
    return appended;
  }

  async #append(entries: readonly PackEntry[]): Promise<PackLocation[]> {
    const locations: PackLocation[] = [];
    let next = 0;
    while (next < entries.length) {
      const pack = await this.#packWithRoom(entries[next]);
      const room = countFitting(entries, next, PACK_BYTES - pack.size);
      const rows = await this.#write(pack, entries.slice(next, next + room));
      for (const row of rows) locations.push({ pack: pack.number, offset: row.offset, length: row.length });
      next += room;
    }
    return locations;
  }

  /**
   * The bytes at several places of one pack, in one read when they lie close together. A place behind the end of
   * the file gives fewer bytes or none.
   */
  async read(pack: number, locations: readonly PackLocation[]): Promise<Uint8Array[]> {
    return await withFile(this.#path(pack), (file) => readPlaces(file, locations));
  }

  async close(): Promise<void> {
    await this.#lastAppend;
    await this.#seal();
  }

  async #packWithRoom(entry: PackEntry | undefined): Promise<CurrentPack> {
    if (this.#current && entry && this.#current.size + sizeOfEntry(entry) > PACK_BYTES) await this.#seal();
    if (this.#current) return this.#current;
    const number = this.#nextNumber++;
    try {
      const file = await open(this.#path(number), 'wx', 0o600);
      this.#current = { number, file, rows: [], size: 0 };
      await file.write(packHeader, 0, packHeader.byteLength, 0);
      this.#current.size = packHeader.byteLength;
      await syncFolder(this.#folder);
      return this.#current;
    } catch (error) {
      await this.#abandon();
      await unlink(this.#path(number)).catch(() => undefined);
      throw asDiskError(error);
    }
  }

  async #write(pack: CurrentPack, entries: readonly PackEntry[]): Promise<PackRow[]> {
    const { bytes, rows } = encodeEntries(entries, pack.size);
    try {
      await writeAll(pack.file, bytes, pack.size);
      await pack.file.datasync();
    } catch (error) {
      // What was written so far is taken back; if even that fails, nothing may be added behind it.
      await pack.file.truncate(pack.size).catch(() => this.#abandon());
      throw asDiskError(error);
    }
    pack.size += bytes.byteLength;
    pack.rows.push(...rows);
    return rows;
  }

  /** Ends the current pack with its index. An index that does not fit on the disk is done without. */
  async #seal(): Promise<void> {
    const pack = this.#current;
    this.#current = null;
    if (!pack) return;
    try {
      await writeAll(pack.file, encodeIndex(pack.rows), pack.size);
      await pack.file.datasync();
    } catch {
      await pack.file.truncate(pack.size).catch(() => undefined);
    }
    await pack.file.close();
  }

  async #abandon(): Promise<void> {
    const pack = this.#current;
    this.#current = null;
    await pack?.file.close().catch(() => undefined);
  }

  #path(pack: number): string {
    return join(this.#folder, `${pack.toString(16).padStart(8, '0')}.pack`);
  }
}

function countFitting(entries: readonly PackEntry[], from: number, room: number): number {
  let size = 0;
  let count = 0;
  for (const entry of entries.slice(from)) {
    size += sizeOfEntry(entry);
    if (size > room && count > 0) break;
    count++;
  }
  return count;
}

async function readRows(path: string): Promise<PackRow[]> {
  return await withFile(path, async (file) => {
    const { size } = await file.stat();
    const length = Math.min(size, INDEX_READ_BYTES);
    const rows = decodeIndex(await readRange(file, size - length, length));
    if (rows) return rows;
    const whole = await readRange(file, 0, size);
    return decodeIndex(whole) ?? scanEntries(whole);
  });
}

async function readPlaces(file: FileHandle, places: readonly PackLocation[]): Promise<Uint8Array[]> {
  const start = Math.min(...places.map(({ offset }) => offset));
  const end = Math.max(...places.map(({ offset, length }) => offset + length));
  const wanted = places.reduce((sum, { length }) => sum + length, 0);
  if (end - start > 4 * wanted) {
    return await Promise.all(places.map(({ offset, length }) => readRange(file, offset, length)));
  }
  const range = await readRange(file, start, end - start);
  // Copies, so that one small block does not keep a whole pack in memory.
  return places.map(({ offset, length }) => new Uint8Array(range.subarray(offset - start, offset - start + length)));
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Fewer bytes than asked for when the file ends before. */
async function readRange(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    done += (await file.write(bytes, done, bytes.byteLength - done, offset + done)).bytesWritten;
  }
}
