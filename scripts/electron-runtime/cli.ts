import { ensureElectronRuntime } from './ensure.ts';

/** `node scripts/electron-runtime/cli.ts [--json]`: obtains the runtime and says which one it is. */
const runtime = await ensureElectronRuntime();
const words = {
  override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  official: 'official download',
  development: 'development fallback: for development and tests only, never shipped',
};
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(runtime)}\n`);
else {
  process.stdout.write(`Electron ${runtime.version} (${words[runtime.kind]})\n  ${runtime.executable}\n`);
  if (runtime.nativeBinding !== null) process.stdout.write(`  database driver ${runtime.nativeBinding}\n`);
}
