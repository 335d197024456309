import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { storedMatchKeys } from '../../../main/vault/services/match-keys.ts';
import { searchPatients } from '../../../main/vault/services/search.ts';
import { searchableText } from '../../../main/vault/services/search-terms.ts';
import { connection } from '../../../main/vault/store/connection.ts';
import type { WritableDb } from '../../../main/vault/store/handles.ts';
import { migrate } from '../../../main/vault/store/migrate.ts';
import { openDatabase } from '../../../main/vault/store/open-database.ts';
import { replaceMatchKeys } from '../../../main/vault/store/queries/patient-match-keys.ts';
import { replaceSearchableText } from '../../../main/vault/store/queries/patient-search.ts';
import { insertPatient, type Patient, requirePatientRowid } from '../../../main/vault/store/queries/patients.ts';
import { PatientId, PatientRef, RecordId } from '../../../preload/api/ids.ts';
import { seededRandom } from '../../fixtures/seeded-random.ts';
import type { Row } from '../row.ts';

/** A million takes ten minutes to fill; the environment asks for it. */
const PATIENTS = Number(process.env.BENCH_PATIENTS ?? 50_000);
const QUERIES = 400;
const SYLLABLES =
  'ma mo ha med ri am ib ra him lo pez gar cia schmi dt wa ngu yen ol sen ka wal ski pe tro va su'.split(' ');

/** What a clerk sees of the database while typing: the slowest of a hundred answers. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'search-'));
  const path = join(folder, 'vault.db');
  const ours = openDatabase({ path, key: new Uint8Array(32).fill(5), nativeBinding: null, create: true });
  const plain = openPlain(join(folder, 'plain.db'));
  for (const db of [ours, plain]) fill(db);
  const next = chooser('queries');
  const queries = Array.from({ length: QUERIES }, () => typed(next));
  const times = { ours: [] as number[], plain: [] as number[] };
  for (const text of queries) {
    times.plain.push(timeOf(plain, text));
    times.ours.push(timeOf(ours, text));
  }
  for (const db of [ours, plain]) db.close();
  rmSync(folder, { recursive: true, force: true });
  const [value, floor] = [percentile(times.ours, 0.99), percentile(times.plain, 0.99)];
  return [
    {
      name: `type-ahead over ${PATIENTS.toLocaleString('en')} patients, p99`,
      value,
      unit: 'ms',
      floor,
      floorIs: 'the same on a plain database',
      ratio: value / floor,
      better: 'lower',
      boundOn: 'value',
      ship: 5,
      goal: 2,
      runs: QUERIES,
    },
  ];
}

function openPlain(path: string): WritableDb {
  const driver = new Database(path);
  driver.pragma('journal_mode = WAL');
  driver.pragma('cache_size = -262144');
  migrate(driver);
  return connection(driver);
}

function timeOf(db: WritableDb, text: string): number {
  const startedAt = performance.now();
  searchPatients({ db }, { text, limit: 12 });
  return performance.now() - startedAt;
}

type Chooser = (below: number) => number;

function chooser(seed: string): Chooser {
  const random = seededRandom(seed);
  return (below) => Buffer.from(random(4)).readUInt32BE() % below;
}

function aName(next: Chooser): string {
  return Array.from({ length: 2 + next(3) }, () => SYLLABLES[next(SYLLABLES.length)]).join('');
}

/** What a clerk has typed at some moment: beginnings and ends of names, numbers, dates. */
function typed(next: Chooser): string {
  const name = aName(next);
  switch (next(7)) {
    case 0:
      return name.slice(0, 2);
    case 1:
      return name.slice(0, 3);
    case 2:
      return name;
    case 3:
      return `${name.slice(0, 3)} ${aName(next).slice(0, 2)}`;
    case 4:
      return name.slice(-4);
    case 5:
      return String(1000 + next(9000));
    default:
      return `A7-${String(1 + next(PATIENTS)).padStart(6, '0')}`;
  }
}

function fill(db: WritableDb): void {
  const next = chooser('people');
  for (let start = 0; start < PATIENTS; start += 5000) {
    db.transaction(() => {
      for (let index = start; index < Math.min(PATIENTS, start + 5000); index++) insert(db, aPatient(next, index));
    });
  }
}

function insert(db: WritableDb, patient: Patient): void {
  insertPatient(db, patient, null);
  replaceSearchableText(db, requirePatientRowid(db, patient.id), searchableText(patient));
  replaceMatchKeys(db, patient.id, storedMatchKeys(patient));
}

function aPatient(next: Chooser, index: number): Patient {
  const number = String(index).padStart(12, '0');
  return {
    id: PatientId.parse(`018f0000-0000-7000-8000-${number}`),
    recordId: RecordId.parse(`018f0000-0000-7000-8001-${number}`),
    ref: PatientRef.parse(`0x${number.padStart(40, '0')}`),
    mrn: `A7-${String(index + 1).padStart(6, '0')}`,
    version: 1,
    family: aName(next),
    given: next(3) === 0 ? `${aName(next)} ${aName(next)}` : aName(next),
    localName: '',
    sex: 'female',
    birthDate: { value: `${1930 + next(95)}-0${1 + next(9)}-${10 + next(18)}`, estimated: false },
    phone: `+351 9${String(next(100_000_000)).padStart(8, '0')}`,
    identifier: '',
    nextOfKin: '',
    address: '',
    sealPublicKey: new Uint8Array(32),
    keyState: 'card',
    registeredAt: 0,
    registeredBy: 'Ana Silva',
    lastActivityAt: index,
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}
