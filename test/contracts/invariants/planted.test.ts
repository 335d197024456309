import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ForgeRun, type Lane, openPassingLane } from '../../../scripts/mutate-contracts/lane.ts';
import { forgeMissing, root } from '../forge.ts';
import { BROKEN_REGISTRIES } from './planted/broken-registries.ts';

const fiveMinutes = 300_000;

const RULES = [
  ...readFileSync(resolve(import.meta.dirname, 'planted/RuleByRule.sol'), 'utf8').matchAll(
    /function invariant_(\w+)\(/g,
  ),
].map(([, rule]) => rule);

/** Runs one rule by itself on the registry as it is in the lane now. */
function check(lane: Lane, rule: string, runs = '60'): Promise<ForgeRun> {
  const chosen = ['--match-contract', '^RuleByRule$', '--no-match-contract', 'Nothing'];
  const settings = { FOUNDRY_INVARIANT_RUNS: runs, FOUNDRY_INVARIANT_DEPTH: '150' };
  return lane.forge(['test', ...chosen, '--match-test', `^invariant_${rule}\\(`], settings);
}

/** A rule that holds for every registry would prove nothing: each has to fail on one that breaks it. */
describe.skipIf(forgeMissing)('a broken registry', () => {
  let lane: Lane;

  beforeAll(async () => {
    lane = await openPassingLane(
      root,
      ['test/contracts/Vm.sol', 'test/contracts/Registry.sol', 'test/contracts/invariants'],
      async (opened) => {
        const run = await check(opened, '.*', '4');
        return run.output.includes(`${RULES.length} tests passed, 0 failed, 0 skipped`) ? undefined : run;
      },
    );
  }, fiveMinutes);

  afterAll(() => lane?.close());

  it('exists for every rule', () => {
    expect(new Set(BROKEN_REGISTRIES.map(({ rule }) => rule))).toEqual(new Set(RULES));
  });

  it.each(BROKEN_REGISTRIES)('that $what is noticed by rule $rule', { timeout: fiveMinutes }, async (broken) => {
    const source = readFileSync(resolve(root, broken.file), 'utf8');
    expect(source.split(broken.right), `${broken.file} says this once`).toHaveLength(2);
    const takeOut = lane.replace(broken.file, source.replace(broken.right, broken.wrong));
    const { exitCode, output } = await check(lane, broken.rule);
    takeOut();
    expect(exitCode, output).not.toBe(0);
    expect(output).toContain(`invariant_${broken.rule}() (runs: `);
    expect(output).toContain('1 failed, 0 skipped');
  });
});
