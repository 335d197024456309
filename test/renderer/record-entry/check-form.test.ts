import { describe, expect, it } from 'vitest';
import { ENTRY_TYPES, type RecordEntry } from '../../../preload/api/records.ts';
import { type CheckedForm, checkForm } from '../../../renderer/features/record-entry/check-form.ts';
import { type EntryForm, emptyForm, formOf, isUntouched } from '../../../renderer/features/record-entry/entry-form.ts';

const NOW = new Date('2026-11-12T10:42:00Z');
const ICD = 'http://hl7.org/fhir/sid/icd-10';

function typed<T extends EntryForm['type']>(type: T, values: Partial<Extract<EntryForm, { type: T }>['values']>) {
  const empty = emptyForm(type, NOW);
  // The values belong to the type they are declared for above.
  return { type, values: { ...empty.values, ...values } } as EntryForm;
}

function entryOf(checked: CheckedForm): RecordEntry {
  if (!checked.ok) throw new Error(`refused: ${JSON.stringify(checked.problems)}`);
  return checked.entry;
}

const problemsOf = (checked: CheckedForm) => (checked.ok ? {} : checked.problems);

const ENTRIES: RecordEntry[] = [
  {
    type: 'Condition',
    code: { text: 'Type 2 diabetes mellitus', system: ICD, code: 'E11.9' },
    onset: '2018-03',
    clinicalStatus: 'active',
    note: '',
  },
  {
    type: 'AllergyIntolerance',
    substance: { text: 'Penicillin', system: null, code: null },
    reaction: 'rash',
    severity: 'moderate',
    verification: 'confirmed',
    onset: '2019',
    note: 'told by her sister',
  },
  {
    type: 'MedicationStatement',
    medication: { text: 'Amlodipine 5 mg', system: null, code: null },
    dosage: '1-0-0',
    status: 'active',
    since: null,
    note: '',
  },
  {
    type: 'Observation',
    at: '2026-11-12T10:42:00.000Z',
    systolic: 152,
    diastolic: 84,
    heartRate: null,
    respiratoryRate: null,
    temperature: 36.6,
    oxygenSaturation: null,
    weight: null,
    height: null,
    glucose: null,
    note: '',
  },
  {
    type: 'Encounter',
    class: 'EMER',
    at: '2026-09-02T08:15:00.000Z',
    reason: 'Asthma',
    note: 'Improved after 20 min.',
  },
];

describe('a record form', () => {
  it.each(ENTRIES)('gives back the saved $type unchanged when nothing is edited', (entry) => {
    expect(entryOf(checkForm(formOf(entry)))).toEqual(entry);
  });

  it('keeps the file of a document that is amended without choosing another', () => {
    const entry: RecordEntry = {
      type: 'DocumentReference',
      title: 'Referral letter',
      kind: 'referral',
      at: '2026-11-12T10:42:00.000Z',
      fileId: null,
      note: '',
    };
    expect(entryOf(checkForm(formOf(entry), { keepsFile: true }))).toEqual(entry);
    expect(problemsOf(checkForm(formOf(entry)))).toEqual({ file: { kind: 'required' } });
  });

  it('opens untouched and notices the first key', () => {
    for (const type of ENTRY_TYPES) {
      expect(isUntouched(emptyForm(type, NOW), emptyForm(type, NOW))).toBe(true);
    }
    expect(isUntouched(typed('Encounter', { reason: 'c' }), emptyForm('Encounter', NOW))).toBe(false);
  });

  it('reads decimal commas and leaves unmeasured values out', () => {
    const entry = entryOf(checkForm(typed('Observation', { temperature: '36,8', heartRate: ' 72 ' })));
    expect(entry).toMatchObject({ temperature: 36.8, heartRate: 72, systolic: null });
  });

  it.each([
    ['a missing decimal point', { temperature: '368' }, { temperature: { kind: 'atMost', limit: 46 } }],
    ['a value no living person has', { heartRate: '3' }, { heartRate: { kind: 'atLeast', limit: 10 } }],
    ['words for a number', { weight: 'heavy' }, { weight: { kind: 'number' } }],
    ['a time that is none', { at: '', weight: '71' }, { at: { kind: 'date' } }],
    ['nothing measured at all', {}, { systolic: { kind: 'nothingMeasured' } }],
  ])('names %s by its field', (_, values, problems) => {
    expect(problemsOf(checkForm(typed('Observation', values)))).toEqual(problems);
  });

  it('names every empty required field of a document at once', () => {
    expect(problemsOf(checkForm(emptyForm('DocumentReference', NOW)))).toEqual({
      title: { kind: 'required' },
      file: { kind: 'required' },
    });
  });

  it('asks for the coded text and refuses a date it cannot read', () => {
    expect(problemsOf(checkForm(typed('Condition', { onset: 'last spring' })))).toEqual({
      code: { kind: 'required' },
      onset: { kind: 'date' },
    });
  });

  it('says when a text is longer than the record can hold', () => {
    const form = typed('Encounter', { reason: 'x'.repeat(301) });
    expect(problemsOf(checkForm(form))).toEqual({ reason: { kind: 'tooLong', limit: 300 } });
  });
});
