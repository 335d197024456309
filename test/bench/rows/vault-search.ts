import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { VaultContext } from '../../../main/vault/services/context.ts';
import { searchPatients } from '../../../main/vault/services/search.ts';
import { connection } from '../../../main/vault/store/connection.ts';
import { migrate } from '../../../main/vault/store/migrate.ts';
import { openTestVault, TEST_USERS } from '../../fixtures/vault.ts';
import { fillWithPatients, nameOf } from '../many-patients.ts';
import { median, percentile, type Row } from '../row.ts';

const PATIENTS = 50_000;
const PEOPLE = 60;
const LIMIT = 20;
/** The median of each search is taken before the percentile, so that a pause of the computer is not the slowest search. */
const RUNS = 5;

/** Every key press of sixty searches, by name, phone, number and birth date, in the encrypted database and in a plain one. */
export async function measure(): Promise<Row[]> {
  const vault = await openTestVault({ users: [TEST_USERS[0]] });
  const plainDriver = new Database(join(vault.profile, 'plain.db'));
  plainDriver.pragma('journal_mode = WAL');
  plainDriver.pragma('cache_size = -262144');
  migrate(plainDriver);
  const plain: VaultContext = { ...vault.context, db: connection(plainDriver) };
  for (const { db } of [vault.context, plain]) fillWithPatients(db, PATIENTS);
  const texts = Array.from({ length: PEOPLE }, (_, person) => person).flatMap(keyPressesFor);
  const ours: number[][] = texts.map(() => []);
  const floor: number[][] = texts.map(() => []);
  for (let run = 0; run < RUNS; run++) {
    for (const [index, text] of texts.entries()) {
      floor[index]?.push(timeOf(plain, text));
      ours[index]?.push(timeOf(vault.context, text));
    }
  }
  plainDriver.close();
  vault.remove();
  const [value, plainP99] = [percentile(ours.map(median), 99), percentile(floor.map(median), 99)];
  return [
    {
      name: 'type-ahead over 50,000 patients, 99th percentile in the database',
      value,
      unit: 'ms',
      floor: plainP99,
      floorIs: 'the same searches in a database without encryption',
      ratio: value / plainP99,
      better: 'lower',
      boundOn: 'value',
      ship: 5,
      goal: 2,
      runs: RUNS,
    },
  ];
}

function timeOf(context: VaultContext, text: string): number {
  const startedAt = performance.now();
  searchPatients(context, { text, limit: LIMIT });
  return performance.now() - startedAt;
}

/** What is in the field after each key from the second on, for one of the ways a person is looked for. */
function keyPressesFor(person: number): string[] {
  const number = person * 811;
  const ways = [
    `${nameOf(number * 31)} ${nameOf(number * 17 + 5)}`,
    nameOf(number * 31).slice(2),
    String((number * 104_729) % 100_000_000).slice(-5),
    `A7-${String(number).padStart(6, '0')}`,
    '1984-03-14',
  ];
  const text = ways[person % ways.length] ?? '';
  return Array.from({ length: text.length - 1 }, (_, index) => text.slice(0, index + 2));
}
