import { describe, expect, it } from 'vitest';
import { findInvalidity } from '../../../../main/vault/exchange/validate.ts';
import { aPatientResource, aResultResource, aVisitResource } from '../../../fixtures/fhir/bundle.ts';

describe('validation against FHIR R4', () => {
  it('accepts valid resources', () => {
    for (const resource of [aPatientResource(), aVisitResource(), aResultResource()]) {
      expect(findInvalidity(resource)).toBeNull();
    }
  });

  it.each([
    ['a missing element', aResultResource({ status: undefined }), 'Observation.status'],
    ['a wrong type', aResultResource({ valueQuantity: { value: '62.5' } }), 'Observation.value[x].value'],
    ['an unknown element', aResultResource({ colour: 'red' }), 'Observation.colour'],
    ['a bad date', aPatientResource({ birthDate: '14/03/1984' }), 'Patient.birthDate'],
    ['one value where a list belongs', aPatientResource({ name: { family: 'Núñez' } }), 'Patient.name'],
    ['a list where one value belongs', aVisitResource({ period: [{ start: '2024' }] }), 'Encounter.period'],
    ['a broken rule of the standard', aPatientResource({ contact: [{ gender: 'male' }] }), 'Patient.contact[0]'],
    ['an empty text', aPatientResource({ name: [{ family: ' ' }] }), 'Patient.name[0].family'],
    ['a null', aPatientResource({ gender: null }), 'Patient.gender'],
  ])('names the place of %s', (_, resource, path) => {
    expect(findInvalidity(resource)).toEqual({ path, reason: expect.stringMatching(/\w/) });
  });

  it.each([
    'CapabilityStatement',
    'Bundle',
    'Unheard',
    'constructor',
    '__proto__',
  ])('%s is not kept', (resourceType) => {
    expect(findInvalidity({ resourceType })?.reason).toContain('not a type of resource that is kept');
  });

  it('looks into contained resources', () => {
    const contained = [{ resourceType: 'Medication', id: 'm', status: 7 }];
    expect(findInvalidity(aResultResource({ contained }))?.path).toContain('contained');
    expect(findInvalidity(aResultResource({ contained: [{ resourceType: 'Unheard' }] }))?.path).toBe(
      'Observation.contained[0].resourceType',
    );
  });

  it('[attack 18] hostile names are refused and change no prototype', () => {
    const hostile: unknown = JSON.parse(
      JSON.stringify(aResultResource()).replace('{', '{"__proto__":{"polluted":true},"constructor":{"x":1},'),
    );
    expect(findInvalidity(hostile)).not.toBeNull();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
