import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.ts';

/** What a Chromium window and a virtual display need on Debian and its relatives. */
const WINDOW_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libxss1',
  'xvfb',
  'xauth',
];

/** Libraries that Electron opens by name while it runs, so that its executable does not list them. */
const OPENED_BY_NAME = ['libgtk-3.so.0'];

/** What the copy of the database driver for older Electron is compiled with. */
const COMPILER_PACKAGES = ['gcc', 'g++'];

/**
 * Makes sure that the system libraries of an Electron executable and a display server are there. As root the missing ones
 * are installed, otherwise the error holds the command to run.
 */
export async function ensureWindowLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  if (!process.env.DISPLAY && !isOnPath('Xvfb')) missing.push('Xvfb');
  if (missing.length === 0) return;
  await installDebianPackages(
    WINDOW_PACKAGES,
    `A window needs ${missing.join(', ')}, which this computer does not have.`,
  );
}

/** Makes sure that `gcc` and `g++` are there, by the same rule as {@link ensureWindowLibraries}. */
export async function ensureCompiler(): Promise<void> {
  const missing = COMPILER_PACKAGES.filter((compiler) => !isOnPath(compiler));
  if (missing.length === 0) return;
  const reason = `The database driver is compiled for this Electron with ${missing.join(' and ')}, not found here.`;
  await installDebianPackages(COMPILER_PACKAGES, reason);
}

async function missingLibraries(executable: string): Promise<string[]> {
  const linked = await run('ldd', [executable], { env: { ...process.env, LC_ALL: 'C' } });
  const known = await run('/sbin/ldconfig', ['-p']);
  return [
    ...[...linked.matchAll(/^\s*(\S+) => not found$/gm)].map(([, library]) => library ?? ''),
    ...OPENED_BY_NAME.filter((library) => !known.includes(`${library} `)),
  ];
}

async function installDebianPackages(packages: readonly string[], reason: string): Promise<void> {
  const command = `apt-get update && apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !isOnPath('apt-get'))
    throw new Error(`${reason} Install it with:\n  sudo sh -c '${command}'`);
  process.stderr.write(`${reason} Installing it: ${command}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('sh', ['-c', command], { env });
  } catch (error) {
    throw new Error(`${reason} Installing it failed; repair the package sources and run:\n  ${command}`, {
      cause: error,
    });
  }
}

/** Whether a command of this name is found on PATH. */
export function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
