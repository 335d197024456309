import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkoutDirectory } from './checkout.ts';

/**
 * Where downloaded and built things are kept: one directory per user, so that a second clone is ready at once; inside the
 * checkout where the home directory cannot be written (build accounts).
 */
export function cacheDirectory(): string {
  const perUser = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'wardkeep');
  return isWritable(perUser) ? perUser : join(checkoutDirectory, '.cache');
}

/**
 * The directory `<cache>/<key>`, made by `build` when it is not there yet. `build` fills a temporary neighbour that is
 * renamed at the end, so an interrupted build leaves nothing behind that looks finished, and of two processes
 * building at once one wins and the other uses the winner's.
 */
export async function cachedDirectory(key: string, build: (directory: string) => Promise<void>): Promise<string> {
  const parent = cacheDirectory();
  const finished = join(parent, key);
  if (existsSync(finished)) return finished;
  mkdirSync(parent, { recursive: true });
  const unfinished = await mkdtemp(join(parent, `.${key}-`));
  try {
    await build(unfinished);
    await rename(unfinished, finished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(finished)) throw error;
  }
  return finished;
}

function isWritable(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
