import { Buffer } from 'node:buffer';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** One file of a zip archive, as its central directory describes it (APPNOTE.TXT 4.3.12). */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly headerOffset: number;
  readonly mode: number;
}

const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks the wanted files of a zip archive (no zip64, no encryption) and keeps their permissions.
 * @param rename gives the path inside `directory` for a name in the archive, or null to leave the file out.
 */
export async function unzip(
  archive: string,
  directory: string,
  rename: (name: string) => string | null,
): Promise<void> {
  const file = await open(archive);
  try {
    for (const entry of await readCentralDirectory(file)) {
      const target = entry.name.endsWith('/') ? null : rename(entry.name);
      if (target !== null) await extract(file, archive, entry, insideOf(directory, target));
    }
  } finally {
    await file.close();
  }
}

function insideOf(directory: string, path: string): string {
  const target = normalize(join(directory, path));
  if (!target.startsWith(directory + sep)) throw new Error(`The archive holds a path that leaves it: ${path}`);
  return target;
}

async function readCentralDirectory(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('This is not a zip archive.');
  const count = tail.readUInt16LE(end + 10);
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      method: directory.readUInt16LE(at + 10),
      compressedBytes: directory.readUInt32LE(at + 20),
      mode: directory.readUInt16LE(at + 40) & 0o777,
      headerOffset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function extract(file: FileHandle, archive: string, entry: Entry, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const header = await readAt(file, entry.headerOffset, 30);
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const output = createWriteStream(target, { mode: entry.mode || 0o644 });
  if (entry.compressedBytes === 0) return void output.end();
  const input = createReadStream(archive, { start, end: start + entry.compressedBytes - 1 });
  if (entry.method === STORED) await pipeline(input, output);
  else if (entry.method === DEFLATED) await pipeline(input, createInflateRaw(), output);
  else throw new Error(`${entry.name} is packed with method ${entry.method}, which is not supported.`);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('The zip archive is cut short.');
  return buffer;
}
