import { existsSync, globSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDirectory } from '../electron-runtime/checkout.ts';
import { run } from '../electron-runtime/run.ts';

const SOURCES = ['{main,preload,renderer}/**/*', 'electron.vite.config.ts', 'package-lock.json'];

/** Written after a build; its time is when the build began, so a file saved meanwhile makes the next start build again. */
const stamp = join(checkoutDirectory, 'out', '.built');

/** Builds the application into `out/`, unless what is there is newer than every source file. */
export async function ensureBuilt(): Promise<void> {
  if (isFresh()) return;
  process.stderr.write('Building the application …\n');
  const beganAt = new Date();
  rmSync(stamp, { force: true });
  await run(
    process.execPath,
    [join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: checkoutDirectory,
    },
  );
  writeFileSync(stamp, '');
  utimesSync(stamp, beganAt, beganAt);
}

function isFresh(): boolean {
  if (!existsSync(stamp)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  return globSync(SOURCES, { cwd: checkoutDirectory }).every(
    (path) => statSync(join(checkoutDirectory, path)).mtimeMs < builtMs,
  );
}
