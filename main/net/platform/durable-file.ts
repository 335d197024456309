import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../preload/api/errors.ts';

/** Suffix of files that were being written when the power went: they may be deleted at start. */
export const UNFINISHED = '.unfinished';

/**
 * Writes a whole file so that after a power cut either the old or the new content is there, never a part.
 * The file's own bytes are on disk when it answers; its name is only after `syncFolder` of its folder.
 * Refuses with `disk.full`, leaving nothing behind.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  const unfinished = `${path}.${randomUUID()}${UNFINISHED}`;
  try {
    await withFile(unfinished, 'wx', mode, async (file) => {
      await file.writeFile(bytes);
      await file.datasync();
    });
    await rename(unfinished, path);
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    throw asDiskError(error);
  }
}

/** `writeFileAtomically`, with the name on disk as well. */
export async function writeFileDurably(path: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  await writeFileAtomically(path, bytes, mode);
  await syncFolder(dirname(path));
}

/** Makes the names in a folder durable: a renamed or new file is not safe before this. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for reading; NTFS journals names itself.
  if (process.platform === 'win32') return;
  await withFile(folder, 'r', undefined, (handle) => handle.sync());
}

async function withFile<T>(
  path: string,
  flags: string,
  mode: number | undefined,
  use: (file: FileHandle) => Promise<T>,
) {
  const file = await open(path, flags, mode);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** A full disk or quota becomes `disk.full`; anything else stays what it was. */
export function asDiskError(error: unknown): unknown {
  const code = errorCodeOf(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new AppError('disk.full', 'No space left on the disk', { details: { code }, cause: error });
}

/** The system's name of an error, such as `ENOENT`; empty when it has none. */
export function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
