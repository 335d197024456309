import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileGrant } from '../../../../main/links/vault-link.ts';
import type { NewUser } from '../../../../main/vault/services/provision.ts';
import { sql } from '../../../../main/vault/store/sql.ts';
import { FileId } from '../../../../preload/api/ids.ts';
import type { ImportProgress, ImportReport } from '../../../../preload/api/imports.ts';
import {
  aBundle,
  aPatientResource,
  aResultResource,
  asFile,
  aVisitResource,
  entryOf,
  PATIENT_URN,
  RESULT_URN,
  VISIT_URN,
} from '../../../fixtures/fhir/bundle.ts';
import { hasSampleBundles, sampleBundles, WITHOUT_SAMPLE_BUNDLES } from '../../../fixtures/sample-data.ts';
import { openTestVault, TEST_START, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

const fileId = FileId.parse('018f3c1e-7b2a-7c3d-8e4f-5a6b7c8d9e0f');
const patientEntry = entryOf(PATIENT_URN, aPatientResource());
const TABLES = ['patients', 'records', 'record_versions', 'pending_blocks', 'outbox', 'epochs', 'operations'] as const;

let vault: TestVault;

/** A clerk who imports and an administrator who may not: every user more costs one slow key derivation. */
const USERS = TEST_USERS.filter(({ role }) => role === 'clerk' || role === 'administrator') as [NewUser, ...NewUser[]];

beforeEach(async () => {
  vault = await openTestVault({ users: USERS });
});
afterEach(() => {
  vault.remove();
});

function grantFor(path: string, name = 'bundle.json'): FileGrant {
  return { fileId, path, name, sizeBytes: 1, mediaType: 'application/json' };
}

function fileWith(content: Uint8Array | string): FileGrant {
  const path = join(vault.profile, 'bundle.json');
  writeFileSync(path, content);
  return grantFor(path);
}

async function start(file: FileGrant): Promise<ImportReport['importId']> {
  return (await vault.call('imports.start', { fileId }, [file])).importId;
}

/** Lets the import have every turn it asks for, until it ends. */
async function reportOf(importId: ImportReport['importId']): Promise<ImportReport> {
  for (;;) {
    const report = await vault.call('imports.report', { importId });
    if (['done', 'cancelled', 'failed'].includes(report.phase)) return report;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const importing = async (bundle: Bundle) => reportOf(await start(fileWith(asFile(bundle))));

function rowCounts(): Record<string, number> {
  const count = (table: string) => {
    const [row] = vault.context.db.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE name = ${table}`);
    if (!row) throw new Error(`there is no table ${table}`);
    return vault.context.db.all(COUNTED[table] ?? sql`SELECT 1 WHERE 0`).length;
  };
  return Object.fromEntries(TABLES.map((table) => [table, count(table)]));
}

const COUNTED: Record<string, ReturnType<typeof sql>> = {
  patients: sql`SELECT 1 FROM patients`,
  records: sql`SELECT 1 FROM records`,
  record_versions: sql`SELECT 1 FROM record_versions`,
  pending_blocks: sql`SELECT 1 FROM pending_blocks`,
  outbox: sql`SELECT 1 FROM outbox`,
  epochs: sql`SELECT 1 FROM epochs`,
  operations: sql`SELECT 1 FROM operations`,
};

const resources = () =>
  vault.context.db
    .all<{ resource: string }>(sql`SELECT resource FROM record_versions ORDER BY rowid`)
    .map(({ resource }) => JSON.parse(resource));

const progress = () =>
  vault.events.filter(({ event }) => event === 'imports.progress').map(({ payload }) => payload as ImportProgress);

describe('importing a bundle', () => {
  it('stores every entry, registers the person in custody and accounts for all', async () => {
    const report = await importing(aBundle());
    expect(report).toMatchObject({
      phase: 'done',
      fileName: 'bundle.json',
      patient: { family: 'Núñez', given: 'Inés María', mrn: 'A7-000001' },
      total: 3,
      stored: 3,
      alreadyThere: 0,
      rejected: 0,
      rejections: [],
      byType: [
        { resourceType: 'Encounter', stored: 1, alreadyThere: 0, rejected: 0 },
        { resourceType: 'Observation', stored: 1, alreadyThere: 0, rejected: 0 },
        { resourceType: 'Patient', stored: 1, alreadyThere: 0, rejected: 0 },
      ],
    });
    const [found] = await vault.call('patients.search', { text: 'nunez' });
    expect(found?.patient.id).toBe(report.patient?.id);
    expect(vault.bugs).toEqual([]);
  });

  it('[OBJ3] links the stored resources to each other by their new ids', async () => {
    await importing(aBundle());
    const [patient, visit, result] = resources();
    expect(patient).toMatchObject({
      resourceType: 'Patient',
      birthDate: '1984-03-14',
      identifier: [{ value: 'A7-000001' }],
    });
    expect(visit.subject.reference).toBe(`Patient/${patient.id}`);
    expect(result.encounter.reference).toBe(`Encounter/${visit.id}`);
  });

  it('[A6] [SYN1] leaves an operation, audit entries, sealed blocks and outbox entries in the same transaction', async () => {
    const { patient } = await importing(aBundle());
    expect(rowCounts()).toMatchObject({
      patients: 1,
      records: 3,
      record_versions: 3,
      epochs: 1,
      outbox: 4,
      pending_blocks: 4,
    });
    if (!patient) throw new Error('expected a patient');
    const who = await vault.call('audit.whoLooked', { patientId: patient.id });
    expect(who.map(({ action, subject }) => [action, subject])).toContainEqual(['imported', 'bundle.json · 3 / 0 / 0']);
  });

  it('a second import of the same file changes nothing but the audit', async () => {
    const first = await importing(aBundle());
    const before = rowCounts();
    const second = await importing(aBundle());
    expect(second).toMatchObject({
      phase: 'done',
      total: 3,
      stored: 0,
      alreadyThere: 3,
      rejected: 0,
      patient: first.patient,
    });
    expect(rowCounts()).toEqual({ ...before, operations: (before.operations ?? 0) + 1 });
  });

  it('a longer bundle of the same person adds what is new, linked to what was there', async () => {
    const entry = [patientEntry, entryOf(VISIT_URN, aVisitResource())];
    await importing(aBundle({ entry }));
    const report = await importing(aBundle({ entry: [...entry, entryOf(RESULT_URN, aResultResource())] }));
    expect(report).toMatchObject({ stored: 1, alreadyThere: 2 });
    const [, visit, result] = resources();
    expect(result.encounter.reference).toBe(`Encounter/${visit.id}`);
  });

  it('the same entry twice in one file is there already the second time', async () => {
    const twice = { resource: aResultResource({ id: undefined }) };
    expect(await importing(aBundle({ entry: [patientEntry, twice, twice] }))).toMatchObject({
      stored: 2,
      alreadyThere: 1,
    });
  });

  it('rejects an invalid entry with its place and keeps the others; references to it stay as they were', async () => {
    const entry = [
      patientEntry,
      entryOf(RESULT_URN, aResultResource()),
      entryOf(VISIT_URN, aVisitResource({ status: undefined })),
    ];
    const report = await importing(aBundle({ entry }));
    expect(report).toMatchObject({ phase: 'done', total: 3, stored: 2, rejected: 1 });
    expect(report.rejections).toEqual([
      { index: 2, path: 'Bundle.entry[2].resource.status', reason: 'Missing required element' },
    ]);
    expect(resources()[1].encounter.reference).toBe(VISIT_URN);
  });

  it('[A7] rejects a record of another person', async () => {
    const entry = [patientEntry, entryOf(RESULT_URN, aResultResource({ subject: { reference: 'Patient/other' } }))];
    const report = await importing(aBundle({ entry }));
    expect(report).toMatchObject({ stored: 1, rejected: 1 });
    expect(report.rejections[0]?.path).toBe('Bundle.entry[1].resource.subject.reference');
  });

  it('tells its progress with counts, and answers other calls meanwhile', async () => {
    const many = Array.from({ length: 120 }, (_, index) => {
      const name = `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      return entryOf(name, aResultResource({ id: `r${index}` }));
    });
    const importId = await start(fileWith(asFile(aBundle({ entry: [patientEntry, ...many] }))));
    let answeredMeanwhile = 0;
    while ((await vault.call('imports.report', { importId })).phase !== 'done') {
      await vault.call('patients.recent', {});
      answeredMeanwhile += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(answeredMeanwhile).toBeGreaterThan(4);
    const told = progress();
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['validating', 'storing', 'done']);
    expect(told.filter(({ phase }) => phase === 'validating').map(({ done }) => done)).toEqual([0, 25, 50, 75, 100]);
    expect(told.at(-1)).toMatchObject({ done: 121, total: 121, error: null });
  });

  it('estimates the time left from its pace', async () => {
    let ticks = TEST_START;
    vault.remove();
    vault = await openTestVault({ users: USERS, surroundings: { now: () => ++ticks } });
    const many = Array.from({ length: 99 }, (_, index) => ({ resource: aResultResource({ id: `r${index}` }) }));
    await importing(aBundle({ entry: [patientEntry, ...many] }));
    const left = progress().filter(({ phase }) => phase === 'validating');
    expect(left.map(({ done }) => done)).toEqual([0, 25, 50, 75, 100]);
    const [unknown, ...estimates] = left.map(({ remainingMs }) => remainingMs);
    expect(unknown).toBeNull();
    expect(estimates.at(-1)).toBe(0);
    expect(estimates[0]).toBeGreaterThan(0);
  });
});

describe('an import that does not happen', () => {
  async function expectNothingStored(file: FileGrant): Promise<ImportProgress | undefined> {
    const before = rowCounts();
    const report = await reportOf(await start(file));
    expect(report).toMatchObject({ phase: 'failed', stored: 0, patient: null });
    expect(rowCounts()).toEqual(before);
    return progress().at(-1);
  }

  it('a broken file names line and column', async () => {
    expect(await expectNothingStored(fileWith('{\n  "resourceType": Bundle\n}'))).toMatchObject({
      phase: 'failed',
      error: { code: 'import.invalid', details: { line: 2, column: 19 } },
    });
  });

  it('a person who is not valid names the path', async () => {
    const entry = [
      entryOf(PATIENT_URN, aPatientResource({ birthDate: 'yesterday' })),
      entryOf(VISIT_URN, aVisitResource()),
    ];
    expect(await expectNothingStored(fileWith(asFile(aBundle({ entry }))))).toMatchObject({
      error: { code: 'import.invalid', details: { path: 'Bundle.entry[0].resource.birthDate' } },
    });
  });

  it('a file that is gone says so', async () => {
    const file = fileWith('{}');
    rmSync(file.path);
    expect(await expectNothingStored(file)).toMatchObject({ error: { code: 'files.gone' } });
    await expect(vault.call('imports.start', { fileId }, [])).rejects.toMatchObject({ code: 'files.gone' });
  });

  it('[A6] a failure in the middle of storing leaves nothing behind', async () => {
    vault.context.db.transaction((db) =>
      db.run(sql`CREATE TEMP TRIGGER planted BEFORE INSERT ON outbox
        WHEN (SELECT count(*) FROM outbox) >= 2 BEGIN SELECT raise(ABORT, 'planted'); END`),
    );
    expect(await expectNothingStored(fileWith(asFile(aBundle())))).toMatchObject({ phase: 'failed' });
    vault.context.db.transaction((db) => db.run(sql`DROP TRIGGER planted`));
    expect(await importing(aBundle())).toMatchObject({ phase: 'done', stored: 3 });
  });

  it('cancelling keeps nothing, and the next import goes on', async () => {
    const before = rowCounts();
    const importId = await start(fileWith(asFile(aBundle())));
    await vault.call('imports.cancel', { importId });
    expect(await reportOf(importId)).toMatchObject({ phase: 'cancelled', stored: 0, patient: null });
    expect(progress().at(-1)).toMatchObject({ phase: 'cancelled', error: null });
    expect(rowCounts()).toEqual(before);
    expect(await importing(aBundle())).toMatchObject({ phase: 'done', stored: 3 });
  });

  it('cancelling after the end changes nothing', async () => {
    const { importId } = await importing(aBundle());
    await vault.call('imports.cancel', { importId });
    expect(await reportOf(importId)).toMatchObject({ phase: 'done', stored: 3 });
  });

  it('only the care team imports, and an unknown import is refused', async () => {
    const unknown = { importId: '018f3c1e-0000-7000-8000-000000000000' };
    await expect(vault.call('imports.report', unknown)).rejects.toMatchObject({ code: 'ipc.badArguments' });
    await vault.reopen('i.tanaka');
    await expect(vault.call('imports.start', { fileId }, [])).rejects.toMatchObject({ code: 'session.forbidden' });
  });
});

describe.skipIf(!hasSampleBundles)(
  `nine synthetic patients${hasSampleBundles ? '' : ` (skipped: ${WITHOUT_SAMPLE_BUNDLES})`}`,
  () => {
    it('all 2,143 entries are stored and accounted for, and a second time all are there already', async () => {
      const bundles = sampleBundles();
      const outcomes = { first: { total: 0, stored: 0 }, second: { total: 0, alreadyThere: 0 } };
      for (const { path, name, entryCount } of bundles) {
        const report = await reportOf(await start(grantFor(path, name)));
        expect(report).toMatchObject({ phase: 'done', total: entryCount, stored: entryCount, rejections: [] });
        expect(report.byType.reduce((sum, { stored }) => sum + stored, 0)).toBe(entryCount);
        outcomes.first.total += report.total;
        outcomes.first.stored += report.stored;
      }
      for (const { path, name } of bundles) {
        const report = await reportOf(await start(grantFor(path, name)));
        outcomes.second.total += report.total;
        outcomes.second.alreadyThere += report.alreadyThere;
      }
      expect(outcomes).toEqual({
        first: { total: 2143, stored: 2143 },
        second: { total: 2143, alreadyThere: 2143 },
      });
      expect(rowCounts()).toMatchObject({ patients: 9, records: 2143 });
    });
  },
);
