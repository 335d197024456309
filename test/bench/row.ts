/** One measured line: what we do, beside the floor measured in the same run on the same machine. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The physical or library limit, in the same unit. */
  readonly floor: number;
  readonly floorIs: string;
  /** For times and gas value / floor, for rates value / floor as well: `better` says which way is good. */
  readonly ratio: number;
  readonly better: 'lower' | 'higher';
  /** Bounds on `ratio`, or on `value` where `boundOn` says so: the least we ship with, and what we aim at. */
  readonly boundOn: 'ratio' | 'value';
  readonly ship: number;
  readonly goal: number;
  readonly runs: number;
}

export type Verdict = 'goal' | 'ship' | 'short';

export function verdictOf(row: Row): Verdict {
  const measured = row.boundOn === 'ratio' ? row.ratio : row.value;
  const reaches = (bound: number) => (row.better === 'lower' ? measured <= bound : measured >= bound);
  if (reaches(row.goal)) return 'goal';
  return reaches(row.ship) ? 'ship' : 'short';
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new RangeError('median of nothing');
  return (lower + upper) / 2;
}

/** The smallest value that at least so many of a hundred do not exceed (nearest rank). */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((sorted.length * hundredths) / 100) - 1)];
  if (value === undefined) throw new RangeError('percentile of nothing');
  return value;
}

/**
 * Runs both sides in turn, so that a machine that slows down slows both, and gives the median of each in milliseconds.
 * `before` runs ahead of each of ours and is not measured.
 */
export async function interleaved(
  runs: number,
  ours: () => Promise<void> | void,
  floor: () => Promise<void> | void,
  before: () => Promise<void> | void = () => undefined,
): Promise<{ ours: number; floor: number }> {
  const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
  for (let run = 0; run < runs; run++) {
    times.floor.push(await timed(floor));
    await before();
    times.ours.push(await timed(ours));
  }
  return { ours: median(times.ours), floor: median(times.floor) };
}

export async function timed(work: () => Promise<void> | void): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
