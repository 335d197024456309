import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedFields, resourceRows } from '../../../renderer/features/chart/resource-rows.ts';

const amlodipine = {
  resourceType: 'MedicationStatement',
  status: 'active',
  medicationCodeableConcept: { text: 'Amlodipine 10 mg' },
  dosage: [{ text: '1-0-0' }],
  effectiveDateTime: '2026-11-12',
};

const rows = (resource: unknown) => resourceRows(JSON.stringify(resource));

describe('a stored resource as a person reads it', () => {
  it('says a medication in the order it is read', () => {
    expect(rows(amlodipine)).toEqual([
      { field: 'what', value: 'Amlodipine 10 mg' },
      { field: 'status', value: 'active' },
      { field: 'dose', value: '1-0-0' },
      { field: 'when', value: '2026-11-12' },
    ]);
  });

  it('says an allergy with its reaction and how sure it is', () => {
    const allergy = {
      code: { coding: [{ display: 'Penicillin', code: '7980' }] },
      verificationStatus: { coding: [{ code: 'confirmed' }] },
      clinicalStatus: { coding: [{ code: 'active' }] },
      reaction: [{ manifestation: [{ text: 'rash' }, { text: 'swelling' }], severity: 'moderate' }],
      onsetDateTime: '2019',
      note: [{ text: 'told by her sister' }],
    };
    expect(rows(allergy)).toEqual([
      { field: 'what', value: 'Penicillin' },
      { field: 'status', value: 'active' },
      { field: 'verification', value: 'confirmed' },
      { field: 'severity', value: 'moderate' },
      { field: 'reaction', value: 'rash, swelling' },
      { field: 'when', value: '2019' },
      { field: 'note', value: 'told by her sister' },
    ]);
  });

  it('says both parts of a blood pressure with their units', () => {
    const pressure = {
      code: { text: 'Blood pressure' },
      component: [
        { code: { text: 'Systolic' }, valueQuantity: { value: 152, unit: 'mmHg' } },
        { code: { text: 'Diastolic' }, valueQuantity: { value: 84, code: 'mm[Hg]' } },
      ],
    };
    expect(rows(pressure)).toContainEqual({ field: 'value', value: 'Systolic 152 mmHg · Diastolic 84 mm[Hg]' });
  });

  it('names a coded measurement as it is asked to, and leaves its own words to any other', () => {
    const coded = (code: string, text: string) => ({ coding: [{ system: 'http://loinc.org', code }], text });
    const pressure = {
      resourceType: 'Observation',
      code: coded('85354-9', 'Blood pressure'),
      component: [
        { code: coded('8480-6', 'Systolic'), valueQuantity: { value: 152, unit: 'mmHg' } },
        { code: { text: 'Cuff' }, valueString: 'large' },
      ],
    };
    const spanish = (loinc: string | null) =>
      ({ '85354-9': 'Presión arterial', '8480-6': 'Sistólica' })[loinc ?? ''] ?? null;
    expect(resourceRows(JSON.stringify(pressure), spanish)).toEqual([
      { field: 'what', value: 'Presión arterial' },
      { field: 'value', value: 'Sistólica 152 mmHg · Cuff large' },
    ]);
  });

  it('says the period of a visit', () => {
    const visit = { class: { code: 'EMER', display: 'Emergency' }, period: { start: '2026-09-02', end: '2026-09-03' } };
    expect(rows(visit)).toEqual([
      { field: 'what', value: 'Emergency' },
      { field: 'when', value: '2026-09-02' },
      { field: 'until', value: '2026-09-03' },
    ]);
  });

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{',
    '{"code":7}',
    '{"note":"x","dosage":{},"reaction":[null]}',
  ])('[A7] survives %j without inventing anything', (text) => {
    expect(resourceRows(text).every(({ value }) => typeof value === 'string' && value !== '')).toBe(true);
  });

  it('ignores what sits on prototypes', () => {
    expect(resourceRows('{"__proto__":{"status":"active"},"constructor":{"text":"x"}}')).toEqual([]);
  });
});

describe('two versions of a record', () => {
  it('[S11] differ in exactly the fields somebody changed, also where a field appeared or went', () => {
    const newer = { ...amlodipine, medicationCodeableConcept: { text: 'Amlodipine 5 mg' }, note: [{ text: 'oedema' }] };
    const { effectiveDateTime: _gone, ...older } = amlodipine;
    expect(changedFields(rows(newer), rows(older))).toEqual(['what', 'when', 'note']);
    expect(changedFields(rows(newer), rows(newer))).toEqual([]);
  });
});

const bundles = join(import.meta.dirname, '../../../../shared/data/fhir-r4');

describe.skipIf(!existsSync(bundles))('the sample bundles', () => {
  it('leave no clinical resource without a single readable row', () => {
    const silent = new Map<string, number>();
    for (const file of readdirSync(bundles).filter((name) => name.endsWith('.json'))) {
      const bundle: { entry: { resource: { resourceType: string } }[] } = JSON.parse(
        readFileSync(join(bundles, file), 'utf8'),
      );
      for (const { resource } of bundle.entry) {
        if (rows(resource).length === 0)
          silent.set(resource.resourceType, (silent.get(resource.resourceType) ?? 0) + 1);
      }
    }
    // Who and where, not what: they have names and addresses, which no record of a chart is opened for.
    expect([...silent.keys()].filter((type) => !['Patient', 'Practitioner', 'Organization'].includes(type))).toEqual(
      [],
    );
  });
});
