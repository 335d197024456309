/**
 * `npm run bench`: measures every row beside its floor and rewrites docs/performance.md.
 * `-- --json` prints one object per line instead and changes nothing; `-- <word>` measures the rows whose file name contains it.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeReport } from './report.ts';
import { type Row, verdictOf } from './row.ts';

const args = process.argv.slice(2);
const isJson = args.includes('--json');
const words = args.filter((arg) => !arg.startsWith('--'));
const folder = join(import.meta.dirname, 'rows');

const files = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort();

const rows: Row[] = [];
for (const file of files) {
  // Safe: every file of this folder exports `measure`; a missing one throws here with the file's name.
  const { measure } = (await import(join(folder, file))) as { measure: () => Promise<Row[]> };
  for (const row of await measure()) {
    rows.push(row);
    if (isJson) {
      const { name, value, unit, floor, ratio, ship, goal } = row;
      console.log(
        JSON.stringify({ name, value, unit, floor, ratio, ship, goal, boundOn: row.boundOn, better: row.better }),
      );
    } else {
      console.log(
        `${row.name}: ${row.value.toPrecision(4)} ${row.unit}, ${row.ratio.toPrecision(3)}× ${row.floorIs} (${verdictOf(row)})`,
      );
    }
  }
}

if (!isJson && words.length === 0) {
  writeReport(join(import.meta.dirname, '..', '..', 'docs', 'performance.md'), rows, new Date());
}
process.exit(0);
