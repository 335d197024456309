import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forgeMissing, root, runForge } from './forge.ts';

const fiveMinutes = 300_000;

/** Every `test_` function of the Solidity tests runs against the EVM inside forge. */
describe.skipIf(forgeMissing)('contract tests', () => {
  it('all pass', { timeout: fiveMinutes }, async () => {
    const { exitCode, output } = await runForge(['test']);
    expect(exitCode, output).toBe(0);
    const passed = Number(/(\d+) tests passed, 0 failed, 0 skipped/.exec(output)?.[1]);
    expect(passed, output).toBeGreaterThanOrEqual(425);
  });

  it('meet the code that is deployed', () => {
    const artifacts = resolve(root, 'contracts/.forge/out/HospitalRegistry.sol');
    // A second one would be the registry under the settings of some test.
    expect(readdirSync(artifacts)).toEqual(['HospitalRegistry.json']);
    const tested = readFileSync(join(artifacts, 'HospitalRegistry.json'), 'utf8');
    const deployed = readFileSync(resolve(root, 'contracts/generated/HospitalRegistry.json'), 'utf8');
    expect(JSON.parse(tested)).toHaveProperty('bytecode.object', JSON.parse(deployed).bytecode);
  });

  it('are noticed when one fails', { timeout: fiveMinutes }, async () => {
    const { exitCode, output } = await runForge([
      'test',
      '--match-contract',
      'Planted',
      '--no-match-contract',
      'Nothing',
    ]);
    expect(exitCode).toBe(1);
    expect(output).toContain('[FAIL: assertion failed: 2 != 7] test_planted_failure()');
  });
});

describe.skipIf(forgeMissing)('the format of contracts and their tests', () => {
  it('is forge’s', async () => {
    const { exitCode, output } = await runForge(['fmt', '--check']);
    expect(exitCode, output).toBe(0);
  });

  it('is noticed when it is not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wardkeep-format-'));
    const untidy = join(folder, 'Untidy.sol');
    writeFileSync(untidy, 'contract   Untidy{uint256 a;}\n');
    const { exitCode } = await runForge(['fmt', '--check', untidy]);
    rmSync(folder, { recursive: true });
    expect(exitCode).toBe(1);
  });
});
