import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { aPerson } from '../../fixtures/people.ts';
import { openTestVault, TEST_USERS } from '../../fixtures/vault.ts';
import { interleaved, type Row } from '../row.ts';

const RUNS = 300;
const PAGE = new Uint8Array(4_096).fill(7);
/** The file is written from its start again after this many pages, as the log of the database is. */
const PAGES = 1_000;

/** What a clerk waits for after Ctrl+S: the record, its audit entry and its outbox entry, sealed and safe from a power cut. */
export async function measure(): Promise<Row[]> {
  const vault = await openTestVault({ users: [TEST_USERS[0]] });
  const { patient } = await vault.call('patients.register', { demographics: aPerson() });
  const file = openSync(join(vault.profile, 'floor'), 'w');
  for (let page = 0; page < PAGES; page++) writeSync(file, PAGE);
  fdatasyncSync(file);
  let written = 0;
  const times = await interleaved(
    RUNS,
    async () => {
      const entry = { type: 'AllergyIntolerance', substance: { text: 'Penicillin' }, reaction: 'Rash' } as const;
      await vault.call('records.save', { patientId: patient.id, entry });
    },
    () => {
      writeSync(file, PAGE, 0, PAGE.length, (written++ % PAGES) * PAGE.length);
      fdatasyncSync(file);
    },
  );
  closeSync(file);
  vault.remove();
  return [
    {
      name: 'one durable save: record, audit and outbox',
      value: times.ours,
      unit: 'ms',
      floor: times.floor,
      floorIs: '4 KiB written in place and fdatasync, same disk',
      ratio: times.ours / times.floor,
      better: 'lower',
      boundOn: 'ratio',
      ship: 4,
      goal: 2,
      runs: RUNS,
    },
  ];
}
