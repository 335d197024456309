/**
 * `npm run bench:gas`: calls every function of our contract and of the re-created one of the paper on one real node, prints
 * the table, and rewrites docs/gas.md and docs/gas.svg. `-- --json` prints one object per row instead and changes nothing.
 */
import { resolve } from 'node:path';
import { measureComparison } from './measure.ts';
import { writePages } from './pages.ts';
import { jsonOf, tableOf } from './table.ts';

const rows = await measureComparison();
if (process.argv.includes('--json')) {
  for (const row of rows) console.log(jsonOf(row));
} else {
  console.log(tableOf(rows));
  await writePages(resolve(import.meta.dirname, '../../..'), rows);
}
