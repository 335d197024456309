import type { VitalSeries } from '../../../preload/api/records.ts';

export interface PlotPoint {
  readonly atMs: number;
  readonly first: number;
  readonly second: number | null;
  /** Name of the hospital that shared the value; null for our own. */
  readonly source: string | null;
}

export interface Plot {
  readonly points: readonly PlotPoint[];
  /** Milliseconds, from the first to the last point; widened by a day on each side when there is only one moment. */
  readonly timeDomain: readonly [number, number];
  /** Months (or years) to label on the time axis, in milliseconds; the moment itself when there is only one. */
  readonly timeTicks: readonly number[];
  readonly valueDomain: readonly [number, number];
  readonly valueTicks: readonly number[];
  readonly hasSecond: boolean;
}

export const PLOT_SPANS = ['year', 'all'] as const;
export type PlotSpan = (typeof PLOT_SPANS)[number];

const DAY_MS = 86_400_000;
const MONTH_MS = 31 * DAY_MS;
const MAX_TIME_TICKS = 6;
const MAX_VALUE_STEPS = 4;

/** `year`: the twelve months that end with the newest value, so that an old record still shows a plot. */
export function preparePlot(series: VitalSeries, span: PlotSpan): Plot {
  const all = series.points
    .map(({ at, first, second, source }) => ({ atMs: Date.parse(at), first, second, source: source?.name ?? null }))
    .filter((point) => !Number.isNaN(point.atMs))
    .sort((a, b) => a.atMs - b.atMs);
  const newestMs = all.at(-1)?.atMs ?? 0;
  const points = span === 'year' ? all.filter((point) => point.atMs > yearBefore(newestMs)) : all;
  const timeDomain = timeDomainOf(points);
  const valueTicks = niceTicks(points.flatMap(({ first, second }) => (second === null ? [first] : [first, second])));
  return {
    points,
    timeDomain,
    timeTicks: points.length === 1 ? points.map((point) => point.atMs) : monthTicks(timeDomain),
    valueDomain: [valueTicks[0] ?? 0, valueTicks.at(-1) ?? 1],
    valueTicks,
    hasSecond: points.some((point) => point.second !== null),
  };
}

/**
 * The month in which the year that is shown ended, `2021-03`; null while it reaches this month or the one before, and
 * needs no date.
 */
export function endOfYearShown({ points }: Plot, nowMs: number): string | null {
  const newestMs = points.at(-1)?.atMs;
  if (newestMs === undefined || nowMs - newestMs < 2 * MONTH_MS) return null;
  return new Date(newestMs).toISOString().slice(0, 7);
}

function yearBefore(ms: number): number {
  const date = new Date(ms);
  return date.setUTCFullYear(date.getUTCFullYear() - 1);
}

function timeDomainOf(points: readonly PlotPoint[]): [number, number] {
  const first = points[0]?.atMs ?? 0;
  const last = points.at(-1)?.atMs ?? 0;
  return first === last ? [first - DAY_MS, last + DAY_MS] : [first, last];
}

/** First days of months inside the domain, thinned to steps of 1, 2, 3, 4, 6 or whole years. */
function monthTicks([fromMs, toMs]: readonly [number, number]): number[] {
  const months: number[] = [];
  const from = new Date(fromMs);
  for (let month = 1; ; month += 1) {
    const start = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month, 1);
    if (start > toMs) break;
    months.push(start);
  }
  if (months.length < 2) return [fromMs, toMs];
  const step = [1, 2, 3, 4, 6, 12].find((size) => months.length / size <= MAX_TIME_TICKS) ?? wholeYears(months.length);
  return months.filter((_, index) => index % step === 0);
}

/** What a time label names: a month (`2026-03`) for the first of one, else the day. */
export function labelledDate(ms: number): string {
  const iso = new Date(ms).toISOString();
  return iso.endsWith('-01T00:00:00.000Z') ? iso.slice(0, 7) : iso.slice(0, 10);
}

const wholeYears = (months: number) => 12 * Math.ceil(months / 12 / MAX_TIME_TICKS);

/** Round numbers that enclose all values: steps of 1, 2 or 5 times a power of ten. */
function niceTicks(values: readonly number[]): number[] {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = Math.max(high - low, Math.abs(high) * 0.05, 0.1) / MAX_VALUE_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const firstStep = Math.floor(low / step);
  const count = Math.max(Math.ceil(high / step) - firstStep, 1);
  // Multiplying whole steps and rounding keeps 36.6 from becoming 36.599999.
  return Array.from({ length: count + 1 }, (_, index) => Number(((firstStep + index) * step).toFixed(4)));
}
