import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { withMarkedBlock } from './marked-block.ts';
import { type Row, verdictOf } from './row.ts';

const digits = (value: number) =>
  value >= 100
    ? Math.round(value).toLocaleString('en-US')
    : value.toLocaleString('en-US', { maximumSignificantDigits: 3 });

const bound = (row: Row, value: number) =>
  `${row.better === 'lower' ? '≤' : '≥'} ${digits(value)}${row.boundOn === 'ratio' ? '×' : ` ${row.unit}`}`;

export function tableOf(rows: readonly Row[]): string {
  const header = [
    '| work | ours | floor in the same run | ratio | ship | goal | verdict |',
    '|---|---:|---|---:|---:|---:|---|',
  ];
  const lines = rows.map((row) =>
    [
      '',
      row.name,
      `${digits(row.value)} ${row.unit}`,
      `${digits(row.floor)} ${row.unit}, ${row.floorIs}`,
      `${digits(row.ratio)}×`,
      bound(row, row.ship),
      bound(row, row.goal),
      verdictOf(row),
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [...header, ...lines].join('\n');
}

/** Puts the table between the marks of docs/performance.md and leaves the rest of the page alone. */
export function writeReport(file: string, rows: readonly Row[], measuredAt: Date): void {
  const where = `Measured ${measuredAt.toISOString().slice(0, 10)} on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, load average ${digits(loadavg()[0] ?? 0)}.`;
  writeFileSync(file, withMarkedBlock(readFileSync(file, 'utf8'), 'bench', `${where}\n\n${tableOf(rows)}`));
}
