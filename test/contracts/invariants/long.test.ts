import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ForgeRun, forgeMissing, runForge } from '../forge.ts';

const calls = Number(process.env.INVARIANT_CALLS ?? 0);
const notAsked = calls === 0 && '`npm run test:long` sets INVARIANT_CALLS; `npm test` makes a few thousand calls only';

/** Calls of one run; a world in which more has happened is one in which everybody has been removed. */
const DEPTH = 250;
/** One campaign for each core. */
const CAMPAIGNS = 2;
const anHour = 3_600_000;

/** A campaign from a seed of its own: every night goes where no night has been. */
async function campaign(runs: number): Promise<ForgeRun & { readonly calls: number }> {
  const seed = `0x${randomBytes(32).toString('hex')}`;
  const args = ['test', '--match-contract', '^RegistryInvariants$', '--fuzz-seed', seed];
  const { exitCode, output } = await runForge(args, {
    FOUNDRY_INVARIANT_RUNS: String(runs),
    FOUNDRY_INVARIANT_DEPTH: String(DEPTH),
  });
  const calls = Number(/\(runs: \d+, calls: (\d+), reverts: 0\)/.exec(output)?.[1] ?? 0);
  return { exitCode, output: `seed ${seed}\n${output}`, calls };
}

describe.skipIf(forgeMissing || notAsked)('the rules of the registry', () => {
  it(`hold over ${calls} calls`, { timeout: anHour }, async () => {
    // The first one compiles, and two may not do that at the same time.
    const { output: compiled } = await campaign(1);
    expect(compiled).toContain('1 tests passed, 0 failed');

    const runs = Math.ceil(calls / DEPTH / CAMPAIGNS);
    const campaigns = await Promise.all(Array.from({ length: CAMPAIGNS }, () => campaign(runs)));
    for (const { exitCode, output } of campaigns) {
      console.log(output);
      expect(exitCode, output).toBe(0);
    }
    const made = campaigns.reduce((sum, each) => sum + each.calls, 0);
    expect(made).toBeGreaterThanOrEqual(calls);
  });
});
