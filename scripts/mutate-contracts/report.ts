import { oneLine } from './mutants.ts';
import type { Fate, Verdict } from './verdict.ts';

/** Of the mutants that compile and differ, how many a test has to notice. */
export const GOAL = 0.9;

export interface Summary {
  readonly total: number;
  readonly counts: Readonly<Record<Fate, number>>;
  /** Killed, of those killed or survived. */
  readonly score: number;
  readonly seconds: number;
}

export function summaryOf(verdicts: readonly Verdict[], seconds: number): Summary {
  const count = (fate: Fate) => verdicts.filter((verdict) => verdict.fate === fate).length;
  const counts = {
    killed: count('killed'),
    survived: count('survived'),
    'does not compile': count('does not compile'),
    equivalent: count('equivalent'),
  };
  const judged = counts.killed + counts.survived;
  return { total: verdicts.length, counts, score: judged === 0 ? 0 : counts.killed / judged, seconds };
}

/** Survivors with file, line and difference, then the score. */
export function asText(verdicts: readonly Verdict[], summary: Summary): string {
  const survivors = verdicts.filter(({ fate }) => fate === 'survived').map(({ mutant }) => differenceOf(mutant));
  const counts = Object.entries(summary.counts).map(([fate, count]) => `${count} ${fate}`);
  const score = `mutation score ${(summary.score * 100).toFixed(1)} % (goal ${GOAL * 100} %)`;
  return [...survivors, `${summary.total} mutants: ${counts.join(', ')}; ${summary.seconds.toFixed(0)} s`, score].join(
    '\n',
  );
}

function differenceOf({ path, line, mutator, before, after, id }: Verdict['mutant']): string {
  return `survived ${path}:${line} (${mutator})\n  - ${oneLine(before)}\n  + ${oneLine(after)}\n  id ${id}`;
}

export function asJson(verdicts: readonly Verdict[], summary: Summary): string {
  const mutants = verdicts.map(({ mutant: { content: _, ...mutant }, fate, because }) => ({
    ...mutant,
    fate,
    because,
  }));
  return JSON.stringify({ ...summary, mutants }, null, 2);
}
