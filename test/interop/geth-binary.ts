import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory, cachedDirectory } from '../../scripts/electron-runtime/cache.ts';

/** Go's checksum database makes sure that everybody builds the same source. */
export const GETH_VERSION = 'v1.16.9';
const GETH_PACKAGE = 'github.com/ethereum/go-ethereum/cmd/geth';

const BUILD_LIMIT_MS = 15 * 60 * 1_000;

const run = promisify(execFile);

/** Geth, or why it cannot be had on this computer. */
export type GethBinary =
  | { readonly path: string; readonly missing: null }
  | { readonly path: null; readonly missing: string };

/** Takes geth from the cache of the user, or builds it from its source: a minute or a few, once for every version. */
export async function findGeth(onBuild: () => void): Promise<GethBinary> {
  const key = `geth-${GETH_VERSION}-${process.platform}-${process.arch}`;
  if (!existsSync(join(cacheDirectory(), key))) {
    if (!(await hasGo()))
      return { path: null, missing: `geth ${GETH_VERSION} is built with Go, and there is no go command` };
    onBuild();
  }
  try {
    const directory = await cachedDirectory(key, build);
    return { path: join(directory, 'geth'), missing: null };
  } catch (error) {
    return { path: null, missing: `geth ${GETH_VERSION} could not be built: ${lastLineOf(error)}` };
  }
}

async function hasGo(): Promise<boolean> {
  return await run('go', ['version']).then(
    () => true,
    () => false,
  );
}

/** Without cgo no C compiler is needed, and with the local toolchain Go fetches no other Go. */
async function build(directory: string): Promise<void> {
  await run('go', ['install', '-trimpath', '-ldflags=-s -w', `${GETH_PACKAGE}@${GETH_VERSION}`], {
    cwd: directory,
    env: { ...process.env, GOBIN: directory, CGO_ENABLED: '0', GOTOOLCHAIN: 'local' },
    timeout: BUILD_LIMIT_MS,
    maxBuffer: 16 * 1024 * 1024,
  });
}

function lastLineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Safe: what `execFile` rejects with carries what the command printed.
  const { stderr = '', killed = false } = error as Error & { stderr?: string; killed?: boolean };
  if (killed) return `go did not finish within ${BUILD_LIMIT_MS / 60_000} minutes`;
  return stderr.trim().split('\n').at(-1) || error.message;
}
