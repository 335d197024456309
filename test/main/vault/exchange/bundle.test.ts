import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BundleEntry, readBundle } from '../../../../main/vault/exchange/bundle.ts';
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

const idOf = ({ index }: BundleEntry) => `new-${index}`;
const invalid = (path: string) => expect.objectContaining({ code: 'import.invalid', details: { path } });
const patientEntry = entryOf(PATIENT_URN, aPatientResource());

describe('reading a bundle', () => {
  it('finds the person and every entry', () => {
    const bundle = readBundle(asFile(aBundle()));
    expect(bundle.patient).toEqual({ index: 0, resourceType: 'Patient', importKey: PATIENT_URN });
    expect(bundle.entries.map(({ importKey }) => importKey)).toEqual([PATIENT_URN, VISIT_URN, RESULT_URN]);
  });

  it('resolves references within the bundle to the new ids', () => {
    const bundle = readBundle(asFile(aBundle()));
    const texts = bundle.entries.map((entry) => bundle.textOf(entry, idOf));
    expect(texts.map((text) => JSON.parse(text))).toEqual([
      aPatientResource({ id: 'new-0' }),
      aVisitResource({ id: 'new-1', subject: { reference: 'Patient/new-0' } }),
      aResultResource({
        id: 'new-2',
        subject: { reference: 'Patient/new-0' },
        encounter: { reference: 'Encounter/new-1' },
      }),
    ]);
  });

  it('resolves references by type and id, and leaves those to other places and to entries not kept', () => {
    const visit = aVisitResource({
      subject: { reference: 'Patient/p' },
      serviceProvider: { reference: 'Organization/9' },
    });
    const result = aResultResource({ subject: { reference: 'Patient/p' } });
    const bundle = readBundle(
      asFile({
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ resource: aPatientResource({ id: 'p' }) }, entryOf(VISIT_URN, visit), entryOf(RESULT_URN, result)],
      }),
    );
    const keep = (entry: BundleEntry) => (entry.resourceType === 'Encounter' ? null : idOf(entry));
    const [, second, third] = bundle.entries.map((entry) => JSON.parse(bundle.textOf(entry, keep)));
    expect(second.subject.reference).toBe('Patient/new-0');
    expect(second.serviceProvider.reference).toBe('Organization/9');
    expect(third.encounter.reference).toBe(VISIT_URN);
  });

  it('keeps the digits of decimals', () => {
    const file = new TextEncoder().encode(JSON.stringify(aBundle()).replace('62.5', '62.50'));
    const bundle = readBundle(file);
    const texts = bundle.entries.map((entry) => bundle.textOf(entry, idOf));
    expect(texts[2]).toContain('"value":62.50,');
  });

  it('names an entry without a global fullUrl by what it says', () => {
    const [one, same, other] = [{}, {}, { status: 'amended' }].map((change) => {
      const entry = [
        patientEntry,
        { resource: aResultResource(change) },
        { fullUrl: 'Observation/1', resource: aVisitResource() },
      ];
      return readBundle(asFile(aBundle({ entry }))).entries.map(({ importKey }) => importKey);
    });
    expect(one).toEqual(same);
    expect(one?.[1]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(one?.[2]).toMatch(/^sha256:/);
    expect(other?.[1]).not.toBe(one?.[1]);
  });

  it.each([
    ['the person of the bundle', { reference: PATIENT_URN }, null],
    ['nobody', undefined, null],
    ['a group', { reference: 'Group/7' }, null],
    ['a contained resource', { reference: '#p' }, null],
    ['only a name', { display: 'somebody' }, null],
    ['another person', { reference: 'Patient/other' }, 'subject.reference'],
    ['another person elsewhere', { reference: 'https://example.org/fhir/Patient/1' }, 'subject.reference'],
    ['an unknown urn', { reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' }, 'subject.reference'],
    ['a search for a person', { reference: 'Patient?identifier=1' }, 'subject.reference'],
  ])('notices a record about %s', (_, subject, expected) => {
    const bundle = readBundle(
      asFile(aBundle({ entry: [patientEntry, entryOf(RESULT_URN, aResultResource({ subject }))] })),
    );
    expect(bundle.entries.map((entry) => bundle.foreignSubject(entry))).toEqual([null, expected]);
  });
});

describe('a file that is no bundle of one patient', () => {
  it.each([
    ['resourceType', { resourceType: 'Patient' }],
    ['resourceType', [1, 2]],
    ['resourceType', 'Bundle'],
    ['Bundle.type', aBundle({ type: 'history' })],
    ['Bundle.entry', aBundle({ entry: [] })],
    ['Bundle.entry', aBundle({ entry: [entryOf(VISIT_URN, aVisitResource())] })],
    ['Bundle.entry[1].resource', { ...aBundle(), entry: [patientEntry, { fullUrl: VISIT_URN }] }],
    ['Bundle.entry[1].resource', { ...aBundle(), entry: [patientEntry, null] }],
    [
      'Bundle.entry[1].resource',
      aBundle({ entry: [patientEntry, entryOf(VISIT_URN, aPatientResource({ id: 'two' }))] }),
    ],
    [
      'Bundle.entry[2].fullUrl',
      aBundle({ entry: [patientEntry, entryOf(VISIT_URN, aVisitResource()), entryOf(VISIT_URN, aVisitResource())] }),
    ],
  ])('is refused with the path %s', (path, value) => {
    expect(() => readBundle(asFile(value))).toThrow(invalid(path));
  });

  it('is refused with line and column where it is not JSON or not UTF-8', () => {
    const text = JSON.stringify(aBundle(), null, 2).replace('"transaction",', '"transaction"');
    expect(() => readBundle(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: 'import.invalid', details: { line: 4, column: 3 } }),
    );
    expect(() => readBundle(new Uint8Array([0x7b, 0xff, 0x7d]))).toThrow(
      expect.objectContaining({ code: 'import.invalid', details: { line: 1, column: 1 } }),
    );
  });

  it('[attack 18] is refused by its limits before anything is built', () => {
    const tooLarge = (what: string) =>
      expect.objectContaining({ code: 'import.tooLarge', details: expect.objectContaining({ what }) });
    const entry = Array.from({ length: 10_001 }, () => ({}));
    expect(() => readBundle(asFile({ ...aBundle(), entry }))).toThrow(tooLarge('entries'));
    expect(() => readBundle(new Uint8Array(50_000_001))).toThrow(tooLarge('bytes'));
    const deep = `{"resourceType":"Bundle","entry":${'['.repeat(500_000)}`;
    expect(() => readBundle(new TextEncoder().encode(deep))).toThrow(tooLarge('depth'));
  });

  it('[attack 18] __proto__ keys are ignored', () => {
    const text = JSON.stringify(aBundle()).replaceAll('"status":', '"__proto__":{"polluted":true},"status":');
    const bundle = readBundle(new TextEncoder().encode(text));
    expect(bundle.entries.map((entry) => bundle.textOf(entry, idOf)).join()).not.toContain('__proto__');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('[attack 18] [A7] any mutation of a bundle ends in a bundle or in a refusal', () => {
    const file = asFile(aBundle());
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }), (mutations) => {
        const mutated = Uint8Array.from(file);
        for (const [at, byte] of mutations) mutated[at % mutated.length] = byte;
        try {
          const bundle = readBundle(mutated);
          for (const entry of bundle.entries) JSON.parse(bundle.textOf(entry, idOf));
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^import\.(invalid|tooLarge)$/) });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
