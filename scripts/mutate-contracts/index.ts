/**
 * `npm run mutate:contracts`: makes the contract a little wrong in hundreds of ways, one at a time, and runs the contract
 * tests on each. What no test notices is a gap in the tests. Exits with 1 below the goal.
 *
 *   --json          the whole result as JSON on standard output
 *   --only TEXT     only mutants whose id contains TEXT
 *   --list          only says which mutants there are
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EQUIVALENTS } from './equivalents.ts';
import { type Lane, openLane, openPassingLane } from './lane.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { asJson, asText, GOAL, summaryOf } from './report.ts';
import { readSources } from './source-text.ts';
import { firstFailure, judge, type Verdict } from './verdict.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TESTS = ['test/contracts'];
const startedAt = performance.now();
const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string', default: '' }, list: { type: 'boolean' } },
});

if (options.list)
  console.log(
    mutantsIn(ROOT)
      .map((mutant) => mutant.id)
      .join('\n'),
  );
else await mutate();

/** The chosen mutants of a checkout or of a lane. */
function mutantsIn(root: string): Mutant[] {
  const all = mutantsOf(readSources(root));
  const gone = Object.keys(EQUIVALENTS).filter((id) => !all.some((mutant) => mutant.id === id));
  if (gone.length > 0) throw new Error(`equivalents.ts names mutants that are gone:\n${gone.join('\n')}`);
  return all.filter((mutant) => mutant.id.includes(options.only));
}

/** Everything happens in copies, so that work in the checkout may go on. */
async function mutate(): Promise<void> {
  const lanes = await openLanes(Math.min(2, availableParallelism()));
  try {
    await judgeAll(lanes, mutantsIn(lanes[0]?.folder ?? ROOT));
  } finally {
    for (const lane of lanes) lane.close();
  }
}

async function judgeAll(lanes: readonly Lane[], mutants: readonly Mutant[]): Promise<void> {
  const verdicts: Verdict[] = mutants.flatMap((mutant) => {
    const reason = EQUIVALENTS[mutant.id];
    return reason === undefined ? [] : [{ mutant, fate: 'equivalent', because: reason }];
  });
  const waiting = mutants.filter((mutant) => EQUIVALENTS[mutant.id] === undefined);
  await Promise.all(lanes.map((lane) => work(lane, waiting, verdicts)));
  const summary = summaryOf(verdicts, (performance.now() - startedAt) / 1000);
  console.log(options.json ? asJson(verdicts, summary) : asText(verdicts, summary));
  if (summary.score < GOAL) process.exitCode = 1;
}

async function openLanes(count: number): Promise<Lane[]> {
  const first = await openPassingLane(ROOT, TESTS, firstFailure);
  const others = Array.from({ length: count - 1 }, () => openLane(first.folder, TESTS, first.viaIr));
  return [first, ...(await Promise.all(others))];
}

async function work(lane: Lane, waiting: Mutant[], verdicts: Verdict[]): Promise<void> {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const verdict = await judge(lane, mutant);
    verdicts.push(verdict);
    if (!options.json)
      console.error(`${verdicts.length}: ${verdict.fate} ${verdict.because} ← ${mutant.id.slice(0, 150)}`);
  }
}
