import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryOf } from '../../../../main/vault/exchange/category-of.ts';
import { readDemographics } from '../../../../main/vault/exchange/patient-resource.ts';
import { entryOf } from '../../../../main/vault/exchange/record-entry.ts';
import { lineOf } from '../../../../main/vault/exchange/record-line.ts';
import { conceptText, listAt, textAt, valueAt } from '../../../../main/vault/exchange/resource-tree.ts';
import { vitalPointOf } from '../../../../main/vault/exchange/vital-signs.ts';
import { CATEGORIES } from '../../../../preload/api/categories.ts';
import { Demographics } from '../../../../preload/api/patients.ts';
import { ENTRY_TYPES } from '../../../../preload/api/records.ts';

describe('reading by path', () => {
  it('finds what is there and nothing else', () => {
    const tree = { a: [{ b: ' text ' }], empty: ' ' };
    expect(textAt(tree, 'a', 0, 'b')).toBe('text');
    expect(textAt(tree, 'empty')).toBeUndefined();
    expect(valueAt(tree, 'a', 1, 'b')).toBeUndefined();
    expect(listAt(tree, 'a', 0)).toEqual([]);
  });

  it('[A7] never reaches a prototype', () => {
    const tree: unknown = JSON.parse('{"__proto__": {"polluted": "yes"}}');
    expect(valueAt({}, 'constructor')).toBeUndefined();
    expect(valueAt({}, '__proto__', 'polluted')).toBeUndefined();
    expect(valueAt(tree, 'polluted')).toBeUndefined();
  });

  it('takes the text of a concept before its display and its display before its code', () => {
    const coding = [{ code: 'E11.9' }, { code: 'x', display: 'Type 2 diabetes' }];
    expect(conceptText({ text: 'Sugar', coding })).toBe('Sugar');
    expect(conceptText({ coding })).toBe('Type 2 diabetes');
    expect(conceptText({ coding: [{ code: 'E11.9' }] })).toBe('E11.9');
    expect(conceptText('no concept')).toBeUndefined();
  });
});

/** Resources of the right type whose elements hold anything at all. */
const elements = [
  'code',
  'status',
  'onsetDateTime',
  'valueQuantity',
  'component',
  'reaction',
  'note',
  'name',
  'period',
];
const more = [
  'birthDate',
  '_birthDate',
  'address',
  'telecom',
  'contact',
  'content',
  'class',
  'meta',
  'dosage',
  'total',
];
const misshapen = fc
  .tuple(
    fc.constantFrom('Patient', 'MedicationRequest', 'Claim', 'CarePlan', 'Immunization', '', ...ENTRY_TYPES),
    fc.dictionary(fc.constantFrom(...elements, ...more), fc.jsonValue()),
  )
  .map(([resourceType, rest]) => ({ ...rest, resourceType }));

describe('resources of another program', () => {
  it('[A7] are read without a crash, however misshapen', () => {
    fc.assert(
      fc.property(misshapen, (resource) => {
        const line = lineOf(resource);
        expect(line.title.length).toBeLessThanOrEqual(300);
        expect(CATEGORIES).toContain(categoryOf(resource));
        expect(Demographics.safeParse(readDemographics(resource)).success).toBe(true);
        expect(() => [entryOf(resource), vitalPointOf(resource)]).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
