import { validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import fc from 'fast-check';
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
    ['a wrong type', aResultResource({ valueQuantity: { value: '62.5' } }), 'Observation.valueQuantity.value'],
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

/** The library's own validator, which walks over all that a type could hold: the judge of ours. */
function libraryFinds(resource: unknown): boolean {
  try {
    validateResource(resource as Resource);
    return false;
  } catch {
    return true;
  }
}

/** Every place in a tree, as the list of keys that lead there. */
function placesIn(node: unknown, place: readonly string[] = []): string[][] {
  if (typeof node !== 'object' || node === null) return [[...place]];
  return [[...place], ...Object.entries(node).flatMap(([key, value]) => placesIn(value, [...place, key]))];
}

function withValueAt(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string, unknown> = Array.isArray(node) ? ([...node] as never) : { ...(node as object) };
  if (rest.length === 0 && value === undefined) delete copy[key];
  else copy[key] = withValueAt(copy[key], rest, value);
  return copy;
}

describe('compared with the validator of the library', () => {
  const samples = [
    aPatientResource({ contact: [{ name: { text: 'Ali' } }], _birthDate: { id: 'b' }, deceasedBoolean: false }),
    aVisitResource({
      extension: [{ url: 'urn:x', valueString: 'y' }],
      participant: [{ individual: { display: 'Dr' } }],
    }),
    aResultResource({
      component: [{ code: { text: 'a' }, valueInteger: 3 }],
      contained: [{ resourceType: 'Device', id: 'd' }],
    }),
  ];
  const others = [
    '',
    ' ',
    'text',
    'Patient/1',
    '2024-02-30',
    0,
    -1,
    1.5,
    true,
    null,
    [],
    {},
    [null],
    ['x'],
    { x: 1 },
    undefined,
  ];
  const mutations = fc.constantFrom(...samples).chain((resource) =>
    fc.record({
      resource: fc.constant(resource),
      place: fc.constantFrom(...placesIn(resource).filter((place) => place.length > 0)),
      value: fc.oneof(
        fc.constantFrom(...others),
        fc.constantFrom(...samples.flatMap((sample) => Object.values(sample))),
      ),
    }),
  );

  it('what the library refuses is refused, whatever value was changed', () => {
    fc.assert(
      fc.property(mutations, ({ resource, place, value }) => {
        const mutated = withValueAt(resource, place, value);
        // Ours first: it reads the definitions that both use.
        const found = findInvalidity(mutated);
        fc.pre(place[0] !== 'resourceType' && libraryFinds(mutated));
        expect(found).not.toBeNull();
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['two choices of one value', aResultResource({ valueString: 'sixty' }), 'Observation.valueString'],
    ['a text where a list belongs', aPatientResource({ contact: '' }), 'Patient.contact'],
  ])('refuses %s, which the library lets pass', (_, resource, path) => {
    expect(findInvalidity(resource)?.path).toBe(path);
    expect(libraryFinds(resource)).toBe(false);
  });
});
