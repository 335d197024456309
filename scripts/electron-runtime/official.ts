import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDirectory } from './checkout.ts';
import { run } from './run.ts';

const packageDirectory = join(checkoutDirectory, 'node_modules', 'electron');

/** Generous for a slow line; a network that is closed fails within the ten seconds a connection may take. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/**
 * The executable of the pinned `electron` package, downloaded by the package's own installer (which honours
 * ELECTRON_MIRROR and checks the download against the checksums in the package) when it is not there yet.
 * @throws Error when the release server cannot be reached or the download is not what the package expects.
 */
export async function officialElectron(): Promise<string> {
  const installed = installedElectron();
  if (installed !== null) return installed;
  await run(process.execPath, [join(packageDirectory, 'install.js')], { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  const downloaded = installedElectron();
  if (downloaded === null) throw new Error('The installer of the electron package left no executable.');
  return downloaded;
}

function installedElectron(): string | null {
  // The installer writes path.txt last, so its presence means that the rest is complete.
  const pathFile = join(packageDirectory, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(packageDirectory, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}
