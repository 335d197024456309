import type { Condition, Observation, Resource } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryOf } from '../../../../main/vault/exchange/category-of.ts';
import { entryOf } from '../../../../main/vault/exchange/record-entry.ts';
import { amendRecord, buildRecords, type RecordOrigin } from '../../../../main/vault/exchange/record-resources.ts';
import { findInvalidity } from '../../../../main/vault/exchange/validate.ts';
import { RecordEntry } from '../../../../preload/api/records.ts';

let lastId = 0;
const origin: RecordOrigin = {
  newId: () => `018f3c1e-7b2a-7c3d-8e4f-${String(++lastId).padStart(12, '0')}`,
  subjectId: '018f3c1e-0000-7c3d-8e4f-5a6b7c8d9e0f',
  author: 'Dr Ruth Okafor',
  recordedAt: Date.UTC(2026, 4, 12, 8),
  sensitive: false,
  file: { mediaType: 'application/pdf', sizeBytes: 12_345 },
};
const later: RecordOrigin = { ...origin, author: 'Ana Silva', recordedAt: Date.UTC(2026, 5, 1), file: null };

const text = (max: number) =>
  fc.stringMatching(/^[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9 .,'()/-]{0,30}[A-Za-z.)]$/).map((t) => t.slice(0, max));
const note = fc.constantFrom('', 'Two lines:\n  second one ', 'Ñandú 36.6 °C');
const partialDate = fc.option(fc.constantFrom('2019', '2019-03', '2019-03-14'));
const dateTime = fc.constantFrom('2026-05-12T09:30:00Z', '2026-05-12T09:30:00.123+03:00');
const coded = fc.oneof(
  fc.record({
    text: text(300),
    system: fc.constant('http://hl7.org/fhir/sid/icd-10'),
    code: fc.constantFrom('E11.9', 'I10'),
  }),
  fc.record({ text: text(300), system: fc.constant(null), code: fc.constant(null) }),
);
const maybe = (min: number, max: number) =>
  fc.option(fc.double({ min, max, noNaN: true }).map((n) => Math.round(n * 10) / 10));

const conditions = fc.record({
  type: fc.constant('Condition' as const),
  code: coded,
  onset: partialDate,
  clinicalStatus: fc.constantFrom('active', 'recurrence', 'remission', 'inactive', 'resolved'),
  note,
});
const allergies = fc.record({
  type: fc.constant('AllergyIntolerance' as const),
  substance: coded,
  reaction: fc.oneof(fc.constant(''), text(200)),
  severity: fc.option(fc.constantFrom('mild', 'moderate', 'severe')),
  verification: fc.constantFrom('unconfirmed', 'confirmed'),
  onset: partialDate,
  note,
});
const medications = fc.record({
  type: fc.constant('MedicationStatement' as const),
  medication: coded,
  dosage: fc.oneof(fc.constant(''), text(200)),
  status: fc.constantFrom('active', 'completed', 'stopped', 'on-hold'),
  since: partialDate,
  note,
});
const visits = fc.record({
  type: fc.constant('Encounter' as const),
  class: fc.constantFrom('AMB', 'EMER', 'IMP', 'HH', 'VR'),
  at: dateTime,
  reason: text(300),
  note,
});
const documents = fc.record({
  type: fc.constant('DocumentReference' as const),
  title: text(200),
  kind: fc.constantFrom('referral', 'discharge', 'laboratory', 'imaging', 'consent', 'other'),
  at: dateTime,
  fileId: fc.constant(null),
  note,
});
const vitals = fc.record({
  type: fc.constant('Observation' as const),
  at: dateTime,
  systolic: maybe(60, 250),
  diastolic: maybe(30, 150),
  heartRate: maybe(30, 200),
  respiratoryRate: maybe(5, 60),
  temperature: maybe(30, 43),
  oxygenSaturation: maybe(50, 100),
  weight: maybe(1, 200),
  height: maybe(30, 220),
  glucose: maybe(1, 40),
  note,
});
const parsed = (values: unknown) => RecordEntry.parse(values);
const singles = fc.oneof(conditions, allergies, medications, visits, documents).map(parsed);

const aVital = (values: object) => parsed({ type: 'Observation', at: '2026-05-12T09:30:00Z', ...values });

function only(resources: Resource[]): Resource {
  const [resource, ...others] = resources;
  if (!resource || others.length > 0) throw new Error('expected one resource');
  return resource;
}

describe('what a form says as FHIR resources', () => {
  it('is valid FHIR R4 and can be amended with the same form', () => {
    fc.assert(
      fc.property(singles, (entry) => {
        const resource = only(buildRecords(entry, origin));
        expect(findInvalidity(resource)).toBeNull();
        expect(entryOf(resource)).toEqual(entry);
      }),
      { numRuns: 300 },
    );
  });

  it('[S15] vital signs become one observation each, the two pressures together', () => {
    fc.assert(
      fc.property(vitals.map(parsed), (entry) => {
        if (entry.type !== 'Observation') return;
        const { type, at, note: remark, systolic, diastolic, ...others } = entry;
        const hasPressure = systolic !== null || diastolic !== null;
        const expected = Object.values(others).filter((value) => value !== null).length + (hasPressure ? 1 : 0);
        fc.pre(expected > 0);
        const resources = buildRecords(entry, origin);
        expect(resources).toHaveLength(expected);
        const merged = resources.map((resource) => {
          expect(findInvalidity(resource)).toBeNull();
          const form = Object.entries(entryOf(resource) ?? {});
          return Object.fromEntries(form.filter(([, value]) => value !== null));
        });
        expect(parsed(Object.assign({}, ...merged))).toEqual({ ...entry, type, at, note: remark });
      }),
      { numRuns: 100 },
    );
  });

  it('a pressure with one value says that the other is unknown', () => {
    const resource = only(buildRecords(aVital({ systolic: 120 }), origin));
    expect(resource).toMatchObject({
      component: [{ valueQuantity: { value: 120 } }, { dataAbsentReason: { coding: [{ code: 'unknown' }] } }],
    });
  });

  it('an empty vitals form is record.invalid', () => {
    expect(() => buildRecords(aVital({}), origin)).toThrow(expect.objectContaining({ code: 'record.invalid' }));
  });

  it('[S15] what is marked sensitive carries the label that makes it so', () => {
    const entry = parsed({ type: 'Encounter', class: 'AMB', at: '2026-05-12T09:30:00Z', reason: 'Counselling' });
    expect(categoryOf(only(buildRecords(entry, { ...origin, sensitive: true })))).toBe('sensitive');
    expect(categoryOf(only(buildRecords(entry, origin)))).toBe('encounter');
  });
});

describe('amending', () => {
  it('[S11] gives the new form values and keeps the id', () => {
    const pairs = [conditions, allergies, medications, visits, documents].map((kind) =>
      fc.tuple(kind.map(parsed), kind.map(parsed)),
    );
    fc.assert(
      fc.property(fc.oneof(...pairs), ([before, after]) => {
        const resource = only(buildRecords(before, origin));
        const amended = amendRecord(resource, after, later);
        expect(amended.id).toBe(resource.id);
        expect(entryOf(amended)).toEqual(after);
        expect(findInvalidity(amended)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('[S11] changes nothing when nothing was changed, not even the author', () => {
    fc.assert(
      fc.property(singles, (entry) => {
        const resource = only(buildRecords(entry, origin));
        expect(amendRecord(resource, entry, later)).toEqual(resource);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps what the form cannot show', () => {
    const imported: Condition = {
      resourceType: 'Condition',
      id: 'c1',
      clinicalStatus: { coding: [{ code: 'active' }] },
      code: { coding: [{ system: 'http://snomed.info/sct', code: '73211009', display: 'Diabetes' }, { code: 'E11' }] },
      subject: { reference: 'Patient/p1' },
      encounter: { reference: 'Encounter/e1' },
      onsetDateTime: '2019-03-14T10:00:00-05:00',
    };
    const entry = entryOf(imported);
    if (entry?.type !== 'Condition') throw new Error('expected a form');
    const amended = amendRecord(imported, { ...entry, clinicalStatus: 'resolved' }, later);
    expect(amended).toEqual({
      ...imported,
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'resolved' }],
      },
    });
  });

  it('a document keeps its file unless another one is given', () => {
    const document = only(
      buildRecords(
        parsed({ type: 'DocumentReference', title: 'Scan', at: '2026-05-12T09:30:00Z', fileId: null }),
        origin,
      ),
    );
    const entry = entryOf(document);
    if (entry?.type !== 'DocumentReference') throw new Error('expected a form');
    const renamed = amendRecord(document, { ...entry, title: 'Referral' }, later);
    expect(renamed).toMatchObject({
      content: [{ attachment: { title: 'Referral', contentType: 'application/pdf', size: 12_345 } }],
    });
    const replaced = amendRecord(document, entry, { ...later, file: { mediaType: 'image/png', sizeBytes: 9 } });
    expect(replaced).toMatchObject({ content: [{ attachment: { title: 'Scan', contentType: 'image/png', size: 9 } }] });
  });

  it('an observation stays what it measures', () => {
    const weight = only(buildRecords(aVital({ weight: 62.5 }), origin));
    expect(amendRecord(weight, aVital({ weight: 63, height: 170 }), later)).toMatchObject({
      valueQuantity: { value: 63 },
    });
    for (const entry of [aVital({ height: 170 }), aVital({})]) {
      expect(() => amendRecord(weight, entry, later)).toThrow(expect.objectContaining({ code: 'record.invalid' }));
    }
  });

  it('a record of another type, or without a form, is record.invalid', () => {
    const weight = only(buildRecords(aVital({ weight: 62.5 }), origin));
    const visit = parsed({ type: 'Encounter', class: 'AMB', at: '2026-05-12T09:30:00Z', reason: 'x' });
    const laboratory: Observation = { resourceType: 'Observation', status: 'final', code: { text: 'Ferritin' } };
    expect(() => amendRecord(weight, visit, later)).toThrow(expect.objectContaining({ code: 'record.invalid' }));
    expect(() => amendRecord(laboratory, aVital({ weight: 1 }), later)).toThrow(
      expect.objectContaining({ code: 'record.invalid' }),
    );
  });
});
