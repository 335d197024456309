import { appendFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * While the database is locked nothing can be written into its audit. Times of refused sign-ins wait in a small file,
 * one a line and nothing else, and move into the audit at the next sign-in.
 */
const MAX_BYTES = 16 * 1024;

function pathIn(profile: string): string {
  return join(profile, 'failed-sign-ins');
}

/** The person is refused anyway, so a full disk changes nothing here. */
export function noteFailedSignIn(profile: string, at: number): void {
  const path = pathIn(profile);
  if (existsSync(path) && statSync(path).size > MAX_BYTES) return;
  try {
    appendFileSync(path, `${at}\n`, { mode: 0o600 });
  } catch {
    return;
  }
}

/** Milliseconds since 1970, oldest first. */
export function readFailedSignIns(profile: string): number[] {
  const path = pathIn(profile);
  if (!existsSync(path)) return [];
  const times = readFileSync(path, 'utf8').split('\n').filter(Boolean).map(Number);
  return times.filter((at) => Number.isSafeInteger(at) && at > 0);
}

export function clearFailedSignIns(profile: string): void {
  rmSync(pathIn(profile), { force: true });
}
