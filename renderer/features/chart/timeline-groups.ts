import type { RecordLine } from '../../../preload/api/records.ts';

export interface TimelineYear {
  /** `2026`; null collects records without a clinical date. */
  readonly year: string | null;
  readonly lines: readonly RecordLine[];
}

/** Newest year first, undated last; inside a year the newest first. A record is one item, however many versions it has. */
export function groupByYear(lines: readonly RecordLine[]): TimelineYear[] {
  const years = new Map<string | null, RecordLine[]>();
  for (const line of [...lines].sort(newestFirst)) {
    const year = line.at?.slice(0, 4) ?? null;
    const group = years.get(year);
    if (group) group.push(line);
    else years.set(year, [line]);
  }
  return [...years].map(([year, group]) => ({ year, lines: group }));
}

function newestFirst(a: RecordLine, b: RecordLine): number {
  if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null);
  return b.at.localeCompare(a.at) || b.recordedAt - a.recordedAt;
}
