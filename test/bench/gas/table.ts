import type { GasRange } from '../paper/measure-paper.ts';
import type { Comparison } from './comparison.ts';

const NONE = '–';

export const gasText = (gas: number): string => Math.round(gas).toLocaleString('en-US');

/** From the short to the long texts. */
export const rangeText = ({ short, long }: GasRange): string => `${gasText(short)}–${gasText(long)}`;

export const nameText = ({ function: name, records }: Comparison): string => (records > 1 ? `${name}, each` : name);

const HEADER = ['function', 'published', 're-created', 'ours', 'ours ÷ published', 'floor', 'goal'];

/** A Markdown table that can be read as it stands. */
export function tableOf(rows: readonly Comparison[]): string {
  const cells = rows.map((row) => [
    nameText(row),
    row.published === null ? NONE : gasText(row.published),
    row.recreated ? rangeText(row.recreated) : NONE,
    gasText(row.ours),
    row.published === null ? NONE : ratioText(row.ours / row.published),
    gasText(row.floor),
    goalText(row),
  ]);
  const widths = HEADER.map((title, column) =>
    Math.max(...[title, ...cells.map((line) => line[column] ?? '')].map(width)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => pad(text, widths[column] ?? 0, column === 0)).join(' | ')} |`;
  const rule = widths.map((size, column) => (column === 0 ? '-'.repeat(size) : `${'-'.repeat(size - 1)}:`));
  return [line(HEADER), `| ${rule.join(' | ')} |`, ...cells.map(line)].join('\n');
}

/** One row as a machine reads it: gas, per record for a batch; null where there is no such figure. */
export function jsonOf(row: Comparison): string {
  return JSON.stringify({
    function: row.function,
    published: row.published,
    recreated: row.recreated?.short ?? null,
    recreatedLong: row.recreated?.long ?? null,
    ours: row.ours,
    floor: row.floor,
    goal: row.goal,
  });
}

function ratioText(ratio: number): string {
  return ratio.toLocaleString('en-US', { maximumSignificantDigits: 2 });
}

function goalText({ goal, ours }: Comparison): string {
  if (goal === null) return NONE;
  if (goal === 0 && ours === 0) return '0';
  return `${ours <= goal ? '' : 'missed: '}≤ ${gasText(goal)}`;
}

const width = (text: string): number => [...text].length;

function pad(text: string, size: number, isLeft: boolean): string {
  const space = ' '.repeat(size - width(text));
  return isLeft ? text + space : space + text;
}
