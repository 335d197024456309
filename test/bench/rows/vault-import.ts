import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '@medplum/fhirtypes';
import Database from 'better-sqlite3';
import { FileId } from '../../../preload/api/ids.ts';
import {
  aBundle,
  aPatientResource,
  aResultResource,
  asFile,
  aVisitResource,
  entryOf,
} from '../../fixtures/fhir/bundle.ts';
import { hasSampleBundles, sampleBundles } from '../../fixtures/sample-data.ts';
import { openTestVault, TEST_USERS, type TestVault } from '../../fixtures/vault.ts';
import { interleaved, type Row } from '../row.ts';

const RUNS = 5;
const RESOURCES = 2_000;
const RESULTS_PER_VISIT = 9;

/** A file with its resources counted. */
interface ImportFile {
  readonly bytes: Uint8Array;
  readonly resources: readonly string[];
}

/** From the file on disk to the report: parsed, validated, linked, encrypted, hashed, indexed, in the outbox, durable. */
export async function measure(): Promise<Row[]> {
  const own = await rowFor(`import a bundle of ${RESOURCES.toLocaleString('en')} resources`, (run) => [ownFile(run)]);
  if (!hasSampleBundles) return [own];
  const samples = sampleBundles().map(({ bytes }) => toFile(JSON.parse(new TextDecoder().decode(bytes)), bytes));
  return [own, await rowFor('import the nine sample bundles', () => samples)];
}

async function rowFor(name: string, filesOf: (run: number) => readonly ImportFile[]): Promise<Row> {
  const vaults = await Promise.all(Array.from({ length: RUNS }, () => openTestVault({ users: [TEST_USERS[0]] })));
  const files = vaults.map((_, run) => filesOf(run));
  const count = (files[0] ?? []).reduce((sum, { resources }) => sum + resources.length, 0);
  const [mine, plain] = [[...files], [...files]];
  const [open, floors] = [[...vaults], [...vaults]];
  const times = await interleaved(
    RUNS,
    () => importAll(take(open), take(mine)),
    () => insertPlainly(take(floors), take(plain)),
  );
  for (const vault of vaults) vault.remove();
  const perSecond = (ms: number) => count / (ms / 1_000);
  return {
    name,
    value: perSecond(times.ours),
    unit: 'resources/s',
    floor: perSecond(times.floor),
    floorIs: 'the same texts inserted into a plain database, one transaction',
    ratio: times.floor / times.ours,
    better: 'higher',
    boundOn: 'value',
    ship: 2_000,
    goal: 5_000,
    runs: RUNS,
  };
}

function take<T>(list: T[]): T {
  const taken = list.shift();
  if (taken === undefined) throw new RangeError('nothing is left to measure with');
  return taken;
}

async function importAll(vault: TestVault, files: readonly ImportFile[]): Promise<void> {
  for (const { bytes, resources } of files) {
    const path = join(vault.profile, 'bundle.json');
    writeFileSync(path, bytes);
    const fileId = FileId.parse('018f3c1e-7b2a-7c3d-8e4f-5a6b7c8d9e0f');
    const grant = { fileId, path, name: 'bundle.json', sizeBytes: bytes.length, mediaType: 'application/json' };
    const { importId } = await vault.call('imports.start', { fileId }, [grant]);
    let report = await vault.call('imports.report', { importId });
    while (!['done', 'failed', 'cancelled'].includes(report.phase)) {
      await new Promise((resolve) => setImmediate(resolve));
      report = await vault.call('imports.report', { importId });
    }
    if (report.stored !== resources.length) throw new Error(`only ${report.stored} of ${resources.length} were stored`);
  }
}

function insertPlainly(vault: TestVault, files: readonly ImportFile[]): void {
  const path = join(vault.profile, 'plain.db');
  const driver = new Database(path);
  driver.pragma('journal_mode = WAL');
  driver.pragma('synchronous = FULL');
  driver.exec('CREATE TABLE resources (id INTEGER PRIMARY KEY, resource TEXT NOT NULL) STRICT');
  const insert = driver.prepare('INSERT INTO resources (resource) VALUES (?)');
  driver.transaction(() => {
    for (const { resources } of files) for (const resource of resources) insert.run(resource);
  })();
  driver.close();
  rmSync(path);
}

function toFile(bundle: Bundle, bytes = asFile(bundle)): ImportFile {
  return { bytes, resources: (bundle.entry ?? []).map(({ resource }) => JSON.stringify(resource)) };
}

/** One person with visits and their results, each linked to the others as an export links them. */
function ownFile(run: number): ImportFile {
  const uuid = (kind: string, number: number) =>
    `${run}${kind}000000-0000-4000-8000-${String(number).padStart(12, '0')}`.slice(-36);
  const patient = `urn:uuid:${uuid('a', 0)}`;
  const subject = { reference: patient };
  const entry = [entryOf(patient, aPatientResource({ id: uuid('a', 0) }))];
  for (let visit = 0; entry.length < RESOURCES; visit++) {
    const encounter = `urn:uuid:${uuid('b', visit)}`;
    entry.push(entryOf(encounter, aVisitResource({ id: uuid('b', visit), subject })));
    for (let place = 0; place < RESULTS_PER_VISIT && entry.length < RESOURCES; place++) {
      const id = uuid('c', visit * RESULTS_PER_VISIT + place);
      const result = { id, subject, encounter: { reference: encounter } };
      entry.push(entryOf(`urn:uuid:${id}`, aResultResource(result)));
    }
  }
  return toFile(aBundle({ entry }));
}
