import { AppError } from '../../../preload/api/errors.ts';

/** Puts what SQLite reports into our words. Anything unknown stays as it is and surfaces as a bug. */
export function toStoreError(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  if (code === 'SQLITE_FULL' || (isInputOutput(code) && isDiskFull(error))) {
    return new AppError('disk.full', 'The disk is full; nothing was changed', { details: { code }, cause: error });
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || isInputOutput(code)) {
    return new AppError('store.damaged', 'A page of the database cannot be read', { details: { code }, cause: error });
  }
  return error;
}

/** `SQLITE_…`, or null for an error that is not SQLite's. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code.startsWith('SQLITE_') ? error.code : null;
}

function isInputOutput(code: string): boolean {
  return code.startsWith('SQLITE_IOERR');
}

/** Growing the shared-memory or journal file fails with these when no space is left. */
function isDiskFull(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_IOERR_SHMSIZE' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_FSYNC';
}
