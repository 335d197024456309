import type { ForgeRun, Lane } from './lane.ts';
import type { Mutant } from './mutants.ts';

export type Fate = 'killed' | 'survived' | 'does not compile' | 'equivalent';

export interface Verdict {
  readonly mutant: Mutant;
  readonly fate: Fate;
  /** The first test that noticed, or why nothing can be noticed. */
  readonly because: string;
}

const INVARIANTS = 'test/contracts/invariants/**';
/** A few seeds each: what a handful of them does not notice is what the report is about. */
const FEW_RUNS = { FOUNDRY_FUZZ_RUNS: '16', FOUNDRY_INVARIANT_RUNS: '12', FOUNDRY_INVARIANT_DEPTH: '250' };

interface Suite {
  readonly args: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

const UNIT_TESTS = ['test', '--fail-fast', '--no-match-path', INVARIANTS];

/**
 * The unit tests first: they are quicker and say more. The invariants see what is left. What is left then meets tests that
 * were compiled with it: a test that quotes the creation code of the contract quotes the old one until then.
 */
export const SUITES: readonly Suite[] = [
  { args: UNIT_TESTS },
  { args: ['test', '--fail-fast', '--match-path', INVARIANTS] },
  {
    args: UNIT_TESTS,
    settings: {
      FOUNDRY_DYNAMIC_TEST_LINKING: 'false',
      FOUNDRY_OUT: 'contracts/.forge/whole/out',
      FOUNDRY_CACHE_PATH: 'contracts/.forge/whole/cache',
    },
  },
];

/**
 * Runs all tests of a lane.
 * @returns what went wrong, undefined if nothing did
 */
export async function firstFailure(lane: Lane): Promise<ForgeRun | undefined> {
  for (const { args, settings } of SUITES) {
    const run = await lane.forge(args, { ...FEW_RUNS, ...settings });
    if (run.exitCode !== 0) return run;
  }
  return undefined;
}

/** Puts a mutant into a lane, runs the tests, and takes it out again. */
export async function judge(lane: Lane, mutant: Mutant): Promise<Verdict> {
  const takeOut = lane.replace(mutant.path, mutant.content);
  const failure = await firstFailure(lane);
  takeOut();
  if (!failure) return { mutant, fate: 'survived', because: '' };
  if (failure.output.includes('Compiler run failed')) return { mutant, fate: 'does not compile', because: '' };
  return { mutant, fate: 'killed', because: killerIn(failure.output) };
}

/** A mutant that loops for ever is stopped from outside, without a test that failed. */
export function killerIn(output: string): string {
  return /^\[FAIL.*?\] (\w+)\(/m.exec(output)?.[1] ?? /^ (invariant_\w+)\(/m.exec(output)?.[1] ?? 'time or gas ran out';
}
