import type { Patient } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adoptPatient,
  amendPatient,
  buildPatient,
  readDemographics,
} from '../../../../main/vault/exchange/patient-resource.ts';
import { findInvalidity } from '../../../../main/vault/exchange/validate.ts';
import { Demographics } from '../../../../preload/api/patients.ts';

const origin = { id: '018f3c1e-7b2a-7c3d-8e4f-5a6b7c8d9e0f', mrn: 'A7-000412', hospitalName: 'General Hospital' };

const mariam = Demographics.parse({
  family: 'Ibrahim',
  given: 'Mariam Hodan',
  localName: 'مريم إبراهيم',
  sex: 'female',
  birthDate: { value: '1985', estimated: true },
  phone: '+252 61 555 0101',
  identifier: 'SO-1985-4471',
  nextOfKin: 'Ali Ibrahim, +252 61 555 0102',
  address: 'Hodan District, Mogadishu',
});

const word = fc.stringMatching(/^[A-Za-zÀ-ÿ'-]{1,8}$/);
const text = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '));
const birthDate = fc.record({
  value: fc.constantFrom('1984-03-14', '1984-03', '1984'),
  estimated: fc.boolean(),
});
const demographics = fc
  .record({
    family: word,
    given: text,
    localName: text,
    sex: fc.constantFrom('female', 'male', 'other', 'unknown'),
    birthDate: fc.option(birthDate),
    phone: text,
    identifier: text,
    nextOfKin: text,
    address: text,
  })
  .map((values) => Demographics.parse(values));

describe('a person as a FHIR Patient', () => {
  it('keeps everything the form holds, and is valid', () => {
    fc.assert(
      fc.property(demographics, (values) => {
        const patient = buildPatient(values, origin);
        expect(readDemographics(patient)).toEqual(values);
        expect(findInvalidity(patient)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('[S03] an estimated birth date is a partial date that says so', () => {
    const patient: object = buildPatient(mariam, origin);
    expect(patient).toMatchObject({
      birthDate: '1985',
      _birthDate: {
        extension: [
          {
            url: 'http://hl7.org.au/fhir/StructureDefinition/date-accuracy-indicator',
            valueCoding: { code: 'UUE' },
          },
        ],
      },
    });
    const known = buildPatient({ ...mariam, birthDate: { value: '1985-02-01', estimated: false } }, origin);
    expect(known).not.toHaveProperty('_birthDate');
  });

  it('carries the MRN with the hospital that gave it, beside the national number', () => {
    expect(buildPatient(mariam, origin).identifier).toMatchObject([
      { use: 'usual', value: 'A7-000412', assigner: { display: 'General Hospital' } },
      { use: 'official', value: 'SO-1985-4471' },
    ]);
  });
});

describe('a person registered by another program', () => {
  const imported: Patient = {
    resourceType: 'Patient',
    id: 'old',
    identifier: [
      { system: 'https://github.com/synthetichealth/synthea', value: '3f228315' },
      { type: { coding: [{ code: 'MR' }] }, value: '99' },
      { type: { coding: [{ code: 'SS' }] }, value: '999-58-3251' },
    ],
    name: [
      { use: 'official', family: 'Abbott', given: ['Barney', 'J.'], prefix: ['Mr.'] },
      { use: 'maiden', family: 'Costello' },
    ],
    telecom: [
      { system: 'email', value: 'b@example.org' },
      { system: 'phone', value: '555-901-9296' },
    ],
    gender: 'male',
    birthDate: '1964-03-18',
    address: [{ line: ['440 Russel Common'], city: 'Framingham', country: 'US' }],
    maritalStatus: { text: 'Married' },
  };

  it('is read into the fields of the form', () => {
    expect(readDemographics(imported)).toEqual({
      family: 'Abbott',
      given: 'Barney J.',
      localName: '',
      sex: 'male',
      birthDate: { value: '1964-03-18', estimated: false },
      phone: '555-901-9296',
      identifier: '999-58-3251',
      nextOfKin: '',
      address: '440 Russel Common, Framingham, US',
    });
  });

  it('keeps everything it came with under a new id, with our MRN in front', () => {
    const adopted = adoptPatient(imported, origin);
    expect(adopted).toMatchObject({ ...imported, id: origin.id, identifier: expect.any(Array) });
    expect(adopted.identifier?.map(({ value }) => value)).toEqual(['A7-000412', '3f228315', '99', '999-58-3251']);
  });

  it('loses nothing the form cannot show when another field is edited', () => {
    const edited = amendPatient(imported, { ...readDemographics(imported), phone: '555-000-0000' });
    expect(edited).toEqual({ ...imported, telecom: [{ system: 'phone', value: '555-000-0000' }] });
    expect(amendPatient(imported, readDemographics(imported))).toEqual(imported);
  });

  it('reads back what an edit wrote', () => {
    fc.assert(
      fc.property(demographics, demographics, (before, after) => {
        const edited = amendPatient(buildPatient(before, origin), after);
        expect(readDemographics(edited)).toEqual(after);
        expect(edited.identifier?.[0]?.value).toBe(origin.mrn);
        expect(findInvalidity(edited)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('a person without a name is still somebody', () => {
    expect(readDemographics({ resourceType: 'Patient' })).toMatchObject({
      family: '?',
      sex: 'unknown',
      birthDate: null,
    });
  });
});
