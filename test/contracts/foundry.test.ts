import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const forge = resolve(root, 'node_modules/@foundry-rs/forge-linux-amd64/bin/forge');
const forgeMissing = !existsSync(forge) && 'the npm package of forge has no binary for this platform';
const fiveMinutes = 300_000;

interface ForgeRun {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a command of forge in the checkout. */
function runForge(...args: string[]): Promise<ForgeRun> {
  const env = { ...process.env, FOUNDRY_CONFIG: 'contracts/foundry.toml', NO_COLOR: '1' };
  return new Promise((settle) => {
    execFile(forge, args, { cwd: root, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      settle({ exitCode: error ? Number(error.code) || 1 : 0, output: `${stdout}${stderr}` });
    });
  });
}

/** Every `test_` function of the Solidity tests runs against the EVM inside forge. */
describe.skipIf(forgeMissing)('contract tests', () => {
  it('all pass', { timeout: fiveMinutes }, async () => {
    const { exitCode, output } = await runForge('test');
    expect(exitCode, output).toBe(0);
    const passed = Number(/(\d+) tests passed, 0 failed, 0 skipped/.exec(output)?.[1]);
    expect(passed, output).toBeGreaterThanOrEqual(80);
  });

  it('are noticed when one fails', { timeout: fiveMinutes }, async () => {
    const { exitCode, output } = await runForge(
      'test',
      '--match-contract',
      'Planted',
      '--no-match-contract',
      'Nothing',
    );
    expect(exitCode).toBe(1);
    expect(output).toContain('[FAIL: assertion failed: 2 != 7] test_planted_failure()');
  });
});

describe.skipIf(forgeMissing)('the format of contracts and their tests', () => {
  it('is forge’s', async () => {
    const { exitCode, output } = await runForge('fmt', '--check');
    expect(exitCode, output).toBe(0);
  });

  it('is noticed when it is not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wardkeep-format-'));
    const untidy = join(folder, 'Untidy.sol');
    writeFileSync(untidy, 'contract   Untidy{uint256 a;}\n');
    const { exitCode } = await runForge('fmt', '--check', untidy);
    rmSync(folder, { recursive: true });
    expect(exitCode).toBe(1);
  });
});
