import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { markedBlock, withMarkedBlock } from '../marked-block.ts';
import type { Comparison } from './comparison.ts';
import { plotOf } from './plot.ts';
import { tableOf } from './table.ts';

const PAGE = 'docs/gas.md';
const PLOT = 'docs/gas.svg';
const BLOCK = 'gas';

/** Puts the table into docs/gas.md, leaving its text alone, and draws docs/gas.svg. */
export async function writePages(root: string, rows: readonly Comparison[]): Promise<void> {
  const page = readFileSync(resolve(root, PAGE), 'utf8');
  writeFileSync(resolve(root, PAGE), withMarkedBlock(page, BLOCK, tableOf(rows)));
  writeFileSync(resolve(root, PLOT), await plotOf(rows));
}

/** The table that is committed, and the picture. */
export function readPages(root: string): { readonly table: string; readonly plot: string } {
  const table = markedBlock(readFileSync(resolve(root, PAGE), 'utf8'), BLOCK);
  return { table, plot: readFileSync(resolve(root, PLOT), 'utf8') };
}
