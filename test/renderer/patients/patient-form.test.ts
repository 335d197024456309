import { describe, expect, it } from 'vitest';
import { Demographics } from '../../../preload/api/patients.ts';
import {
  EMPTY_FORM,
  formOf,
  isBlank,
  knownSoFar,
  type PatientForm,
  readDraft,
  readForm,
  writeDraft,
} from '../../../renderer/features/patients/patient-form.ts';

const NOW = new Date(2026, 10, 23, 12).getTime();

function aForm(part: Partial<PatientForm> = {}): PatientForm {
  return { ...EMPTY_FORM, family: 'Aly', given: 'Mohammed', sex: 'male', birth: 'about 42 years', ...part };
}

describe('the patient form', () => {
  it('is read as the demographics the contract takes', () => {
    const read = readForm(aForm({ phone: '+20 10 5550 1842', localName: 'محمد علي' }), NOW);
    expect(read).toEqual({
      demographics: {
        family: 'Aly',
        given: 'Mohammed',
        localName: 'محمد علي',
        sex: 'male',
        birthDate: { value: '1984', estimated: true },
        phone: '+20 10 5550 1842',
        identifier: '',
        nextOfKin: '',
        address: '',
      },
    });
    expect(Demographics.safeParse('demographics' in read ? read.demographics : null).success).toBe(true);
  });

  it('names every field that keeps it from being saved', () => {
    expect(readForm(aForm({ family: '  ', sex: '', birth: 'soon' }), NOW)).toEqual({
      problems: { family: 'required', sex: 'required', birth: 'unreadable' },
    });
  });

  it('comes back from the demographics it was read as', () => {
    const form = aForm({ birth: '~1984', address: '4 Nile Street' });
    const read = readForm(form, NOW);
    expect('demographics' in read && formOf(read.demographics)).toEqual(form);
  });

  it('[S02] looks for matches as soon as it can tell people apart, with what is known', () => {
    expect(knownSoFar(aForm({ family: 'A', given: '', birth: '' }), NOW)).toBeNull();
    expect(knownSoFar(aForm({ birth: 'abo' }), NOW)).toEqual({ family: 'Aly', given: 'Mohammed', sex: 'male' });
    expect(knownSoFar({ ...EMPTY_FORM, phone: '1842 5' }, NOW)).toEqual({ phone: '1842 5' });
    const known = knownSoFar(aForm(), NOW);
    expect(known).toMatchObject({ birthDate: { value: '1984', estimated: true } });
    expect(Demographics.partial().safeParse(known).success).toBe(true);
  });

  it('is blank until something is typed', () => {
    expect(isBlank(EMPTY_FORM)).toBe(true);
    expect(isBlank({ ...EMPTY_FORM, phone: '1' })).toBe(false);
  });
});

describe('[S04] the draft of a patient form', () => {
  it('comes back to the last field and the field that had the focus', () => {
    const draft = { form: aForm(), focus: 'phone', basedOnVersion: 3 } as const;
    expect(readDraft(writeDraft(draft))).toEqual(draft);
  });

  it('is read from an older program: unknown fields are left out, missing ones are empty', () => {
    const text = JSON.stringify({ form: { family: 'Aly', nickname: 'M', sex: 7 }, focus: 'nickname' });
    expect(readDraft(text)).toEqual({ form: { ...EMPTY_FORM, family: 'Aly' }, focus: 'family', basedOnVersion: null });
  });

  it.each(['null', '[]', '{}', '{"form":null}'])('is empty when it holds %s', (text) => {
    expect(readDraft(text).form).toEqual(EMPTY_FORM);
  });
});
