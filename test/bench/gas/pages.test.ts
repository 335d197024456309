import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anvilMissing } from '../../fixtures/anvil.ts';
import type { Comparison } from './comparison.ts';
import { READING } from './figures.ts';
import { measureComparison } from './measure.ts';
import { readPages, writePages } from './pages.ts';
import { plotOf } from './plot.ts';
import { gasText, tableOf } from './table.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const SNAPSHOT = resolve(ROOT, 'contracts/gas-snapshot.json');

/** "ours" of every function in a table, by the name of the function. */
function oursIn(table: string): Record<string, string | undefined> {
  const lines = table.split('\n').slice(2);
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, , , ours] = line.split('|').map((cell) => cell.trim());
      return [name?.replace(/, each$/, ''), ours];
    }),
  );
}

/** What a table has to say if contracts/gas-snapshot.json is right. */
function oursInSnapshot(): Record<string, string> {
  // Safe: written by a test of the contract.
  const snapshot = JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as Record<string, number>;
  const each = Object.entries(snapshot).map(([name, gas]) => {
    const records = Number(/^addPatientRecords of (\d+)$/.exec(name)?.[1] ?? 1);
    return [name, gasText(gas / records)];
  });
  return { ...Object.fromEntries(each), [READING]: '0' };
}

describe('docs/gas.md', () => {
  const { table } = readPages(ROOT);

  it('says what contracts/gas-snapshot.json says; else run `npm run bench:gas`', () => {
    expect(oursIn(table)).toEqual(oursInSnapshot());
  });

  it('is noticed when a figure of it is stale', () => {
    const stale = table.replace(/^(\| addHospital [^\n]*?)\d(\d,\d{3} \| +0)/m, '$11$2');
    expect(stale).not.toBe(table);
    expect(oursIn(stale)).not.toEqual(oursInSnapshot());
  });
});

describe.skipIf(anvilMissing)('a fresh measurement', () => {
  let rows: Comparison[];
  let copy: string;

  beforeAll(async () => {
    rows = await measureComparison();
    copy = mkdtempSync(join(tmpdir(), 'wardkeep-gas-'));
    mkdirSync(join(copy, 'docs'));
    cpSync(resolve(ROOT, 'docs/gas.md'), join(copy, 'docs/gas.md'));
  });

  afterAll(() => copy && rmSync(copy, { recursive: true }));

  it('is what is committed; else run `npm run bench:gas`', async () => {
    const { table, plot } = readPages(ROOT);
    expect(table).toBe(tableOf(rows));
    expect(plot === (await plotOf(rows)), 'docs/gas.svg').toBe(true);
  });

  it('rewrites the table and the picture, and leaves the text of the page alone', async () => {
    const file = join(copy, 'docs/gas.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(gas:start -->)[\s\S]*(<!-- gas:end)/, '$1\nold\n$2'));
    await writePages(copy, rows);
    expect(readPages(copy)).toEqual({ table: tableOf(rows), plot: await plotOf(rows) });
    const withoutTable = (path: string) => readFileSync(path, 'utf8').replace(/gas:start -->[\s\S]*<!-- gas:end/, '');
    expect(withoutTable(file)).toBe(withoutTable(resolve(ROOT, 'docs/gas.md')));
  });

  it('has our cost below the published and the re-created one wherever the paper has the function', () => {
    const compared = rows.filter((row) => row.published !== null);
    expect(compared.length).toBeGreaterThan(6);
    for (const { function: name, ours, published, recreated } of compared) {
      expect(ours, name).toBeLessThan(published ?? 0);
      expect(ours, name).toBeLessThan(recreated?.short ?? 0);
    }
  });
});
