import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ensureElectronRuntime } from '../../../scripts/electron-runtime/ensure.ts';
import { run } from '../../../scripts/electron-runtime/run.ts';
import { ensureDisplay } from '../../../scripts/electron-runtime/virtual-display.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardkeep-runtime-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('obtains an Electron that paints a window and runs the database driver', { timeout: 300_000 }, async () => {
  const runtime = await ensureElectronRuntime();
  const display = await ensureDisplay();
  const report = join(folder, 'report.json');
  const args = [
    ...runtime.args,
    join(import.meta.dirname, 'probe-app'),
    `--user-data-dir=${folder}`,
    report,
    runtime.nativeBinding ?? 'none',
  ];
  await run(runtime.executable, args, { env: { ...process.env, DISPLAY: display.name }, timeoutMs: 60_000 });
  display.stop();
  expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual({
    name: 'runtime-probe',
    version: '1.2.3',
    electron: runtime.version,
    pixel: [15, 118, 110],
    database: { longest: 5, wards: ['north', 'south'], code: 'SQLITE_CONSTRAINT_UNIQUE', cipher: 'chacha20' },
  });
});
