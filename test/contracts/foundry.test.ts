import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const forge = resolve(root, 'node_modules/@foundry-rs/forge-linux-amd64/bin/forge');
const fiveMinutes = 300_000;

interface ForgeRun {
  readonly exitCode: number;
  readonly output: string;
}

function runForge(...args: string[]): Promise<ForgeRun> {
  const env = { ...process.env, FOUNDRY_CONFIG: 'contracts/foundry.toml', NO_COLOR: '1' };
  return new Promise((settle) => {
    execFile(forge, ['test', ...args], { cwd: root, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      settle({ exitCode: error ? Number(error.code) || 1 : 0, output: `${stdout}${stderr}` });
    });
  });
}

/** Every `test_` function of the Solidity tests runs against the EVM inside forge. */
describe.skipIf(!existsSync(forge))(
  'contract tests (skipped where the npm package has no forge for the platform)',
  () => {
    it('all pass', { timeout: fiveMinutes }, async () => {
      const { exitCode, output } = await runForge();
      expect(exitCode, output).toBe(0);
      const passed = Number(/(\d+) tests passed, 0 failed, 0 skipped/.exec(output)?.[1]);
      expect(passed, output).toBeGreaterThanOrEqual(80);
    });

    it('are noticed when one fails', { timeout: fiveMinutes }, async () => {
      const { exitCode, output } = await runForge('--match-contract', 'Planted', '--no-match-contract', 'Nothing');
      expect(exitCode).toBe(1);
      expect(output).toContain('[FAIL: assertion failed: 2 != 7] test_planted_failure()');
    });
  },
);
