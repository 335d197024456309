import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tableOf, writeReport } from './report.ts';
import type { Row } from './row.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardkeep-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS: readonly Row[] = [
  {
    name: 'unlock',
    value: 171.46,
    unit: 'ms',
    floor: 142.9,
    floorIs: 'one Argon2id call',
    ratio: 1.2,
    better: 'lower',
    boundOn: 'ratio',
    ship: 1.5,
    goal: 1.2,
    runs: 15,
  },
  {
    name: 'import',
    value: 1_463.2,
    unit: 'resources/s',
    floor: 26_214,
    floorIs: 'plain inserts',
    ratio: 0.05582,
    better: 'higher',
    boundOn: 'value',
    ship: 2_000,
    goal: 5_000,
    runs: 5,
  },
];

function pageWith(content: string): string {
  const file = join(folder, 'performance.md');
  writeFileSync(file, content);
  return file;
}

describe('the table', () => {
  it('has a line per row, with its floor, its bounds and the verdict', () => {
    expect(tableOf(ROWS).split('\n')).toEqual([
      '| work | ours | floor in the same run | ratio | ship | goal | verdict |',
      '|---|---:|---|---:|---:|---:|---|',
      '| unlock | 171 ms | 143 ms, one Argon2id call | 1.2× | ≤ 1.5× | ≤ 1.2× | goal |',
      '| import | 1,463 resources/s | 26,214 resources/s, plain inserts | 0.0558× | ≥ 2,000 resources/s | ≥ 5,000 resources/s | short |',
    ]);
  });
});

describe('the report', () => {
  it('replaces what stands between the marks and leaves the rest of the page alone', () => {
    const file = pageWith('# Title\n<!-- bench:start -->\nold\n<!-- bench:end -->\nAfter.\n');
    writeReport(file, ROWS, new Date(Date.UTC(2026, 4, 12)));
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/^# Title\n<!-- bench:start -->\nMeasured 2026-05-12 on \d+ cores/);
    expect(page).toContain(tableOf(ROWS));
    expect(page).toMatch(/\n<!-- bench:end -->\nAfter\.\n$/);
    expect(page).not.toContain('old');
  });

  it('refuses a page without the marks and does not touch it', () => {
    const content = '# Title\n<!-- bench:start -->\n';
    const file = pageWith(content);
    expect(() => writeReport(file, ROWS, new Date(0))).toThrow('<!-- bench:end -->');
    expect(readFileSync(file, 'utf8')).toBe(content);
  });
});
