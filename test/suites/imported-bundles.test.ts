import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../main/vault/store/sql.ts';
import { CATEGORIES } from '../../preload/api/categories.ts';
import { FileId, type PatientId } from '../../preload/api/ids.ts';
import type { ImportReport } from '../../preload/api/imports.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { hasSampleBundles, type SampleBundle, sampleBundles, WITHOUT_SAMPLE_BUNDLES } from '../fixtures/sample-data.ts';
import { eventually, startTwoHospitals, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const PIN = '482913';
const WITHIN_MS = 120_000;
const fileId = FileId.parse('018f3c1e-7b2a-7c3d-8e4f-5a6b7c8d9e0f');

describe.skipIf(!hasSampleBundles || anvilMissing)(
  `nine patients from files to a second hospital${hasSampleBundles ? '' : ` (skipped: ${WITHOUT_SAMPLE_BUNDLES})`}`,
  () => {
    const patients: PatientId[] = [];
    let world: TwoHospitals;

    beforeAll(async () => {
      world = await startTwoHospitals();
      await world.a.online();
      await world.b.online();
    });
    afterAll(async () => {
      await world?.stop();
    });

    it('imports every bundle, and the reports account for every entry', async () => {
      const bundles = sampleBundles();
      const reports: ImportReport[] = [];
      for (const bundle of bundles) reports.push(await importBundle(world, bundle));
      expect(bundles).toHaveLength(9);
      expect(reports.map(({ total }) => total)).toEqual(bundles.map(({ entryCount }) => entryCount));
      expect(reports.reduce((sum, { stored }) => sum + stored, 0)).toBe(2143);
      expect(reports.flatMap(({ rejections }) => rejections)).toEqual([]);
      for (const { patient } of reports) if (patient) patients.push(patient.id);
      expect(patients).toHaveLength(9);
    });

    it('[OBJ2] [S21] the second hospital holds the same bytes after a consent to all categories', async () => {
      await eventually(() => world.a.allConfirmed(), WITHIN_MS);
      for (const patientId of patients) await shareEverything(world, patientId);
      const sent = resourcesOf(world.a, sql`SELECT pointer, resource FROM record_versions ORDER BY pointer`);
      expect(sent.length).toBe(2143);
      await eventually(() => {
        const held = resourcesOf(
          world.b,
          sql`SELECT pointer, resource FROM shared_records WHERE state = 'stored' ORDER BY pointer`,
        );
        expect(held.length).toBe(sent.length);
        expect(held).toEqual(sent);
      }, WITHIN_MS);
    }, 600_000);
  },
);

async function importBundle({ a }: TwoHospitals, { path, name, bytes }: SampleBundle): Promise<ImportReport> {
  const file = { fileId, path, name, sizeBytes: bytes.byteLength, mediaType: 'application/json' };
  const { importId } = await a.vault.call('imports.start', { fileId }, [file]);
  return await eventually(async () => {
    const report = await a.call('imports.report', { importId });
    expect(report.phase).toBe('done');
    return report;
  }, WITHIN_MS);
}

/** The patient takes their key, goes to the second hospital and lets it read everything. */
async function shareEverything({ a, b }: TwoHospitals, patientId: PatientId): Promise<void> {
  const { code, label } = await a.call('patients.issueCard', { patientId, pin: PIN });
  await a.call('patients.handOver', { patientId, label });
  const { demographics } = await a.call('patients.get', { patientId });
  const card = { code, pin: PIN };
  const { patient } = await b.call('patients.register', {
    demographics,
    existingCard: card,
    differentPersonReason: 'Holds a card of their own',
  });
  await eventually(async () => {
    const found = await b.call('consent.findHospitals', { patientId: patient.id, ...card });
    expect(found).toHaveLength(1);
  }, WITHIN_MS);
  const { id } = await b.call('consent.ask', {
    patientId: patient.id,
    hospitalId: a.id,
    categories: [...CATEGORIES],
    days: 30,
    purpose: 'Move to another town',
  });
  await eventually(() => b.call('consent.approve', { requestId: id, ...card }), WITHIN_MS);
}

function resourcesOf(hospital: TwoHospitals['a'], query: ReturnType<typeof sql>) {
  return hospital.vault.context.db.all<{ pointer: string; resource: string }>(query);
}
