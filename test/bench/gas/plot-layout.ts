import type { Comparison } from './comparison.ts';
import { gasText, nameText, rangeText } from './table.ts';

export const SERIES = ['published', 're-created', 'ours'] as const;
export type Series = (typeof SERIES)[number];

/** One bar, in gas and pixels. `high` is where the thin line of a range ends. */
export interface Bar {
  readonly series: Series;
  readonly y: number;
  readonly value: number;
  readonly high: number;
  readonly text: string;
}

/** A name in the middle of its bars, or the heading of a part. */
export interface Label {
  readonly y: number;
  readonly text: string;
}

export interface Layout {
  readonly bars: readonly Bar[];
  readonly names: readonly Label[];
  readonly headings: readonly Label[];
  readonly height: number;
  /** Room for the longest name. */
  readonly namesWidth: number;
}

/** Height of a bar with the space below it, in pixels. */
export const BAR_STEP = 14;
const ROW_GAP = 10;
const HEADING = 30;
/** A wide letter of 12 pixels: what a name needs is estimated, as its font is not known before somebody looks. */
const LETTER = 7.2;

/** Puts the functions of the paper above, three bars each, and those it lacks below. */
export function layOut(rows: readonly Comparison[]): Layout {
  const bars: Bar[] = [];
  const names: Label[] = [];
  const headings: Label[] = [];
  let y = 0;
  const parts = [
    ['Functions the paper has', rows.filter((row) => row.published !== null)],
    ['Functions the paper lacks', rows.filter((row) => row.published === null)],
  ] as const;
  for (const [heading, part] of parts) {
    headings.push({ y: y + HEADING / 2, text: heading });
    y += HEADING;
    for (const row of part) {
      const own = barsOf(row).map((bar, index) => ({ ...bar, y: y + index * BAR_STEP }));
      bars.push(...own);
      names.push({ y: y + (own.length * BAR_STEP) / 2, text: nameText(row) });
      y += own.length * BAR_STEP + ROW_GAP;
    }
  }
  const namesWidth = Math.ceil(LETTER * Math.max(0, ...names.map(({ text }) => text.length)));
  return { bars, names, headings, height: y, namesWidth };
}

function barsOf({ published, recreated, ours }: Comparison): Omit<Bar, 'y'>[] {
  const bars: Omit<Bar, 'y'>[] = [];
  if (published !== null) {
    bars.push({ series: 'published', value: published, high: published, text: gasText(published) });
  }
  if (recreated) {
    bars.push({ series: 're-created', value: recreated.short, high: recreated.long, text: rangeText(recreated) });
  }
  const text = ours === 0 ? '0: no transaction' : gasText(ours);
  return [...bars, { series: 'ours', value: ours, high: ours, text }];
}
