import { describe, expect, it } from 'vitest';
import { categoryOf } from '../../../../main/vault/exchange/category-of.ts';

describe('the category of a resource', () => {
  it.each([
    ['Patient', 'demographics'],
    ['Encounter', 'encounter'],
    ['Practitioner', 'encounter'],
    ['Condition', 'problem'],
    ['AllergyIntolerance', 'allergy'],
    ['MedicationRequest', 'medication'],
    ['Immunization', 'immunization'],
    ['Observation', 'observation'],
    ['DiagnosticReport', 'observation'],
    ['Procedure', 'procedure'],
    ['DocumentReference', 'document'],
  ])('[S15] %s is %s', (resourceType, category) => {
    expect(categoryOf({ resourceType })).toBe(category);
  });

  it.each([
    'Claim',
    'ExplanationOfBenefit',
    'Coverage',
    'FamilyMemberHistory',
    'Unheard',
    'constructor',
    '',
  ])('[S15] %s, which may tell of everything, is only in the most protected one', (resourceType) => {
    expect(categoryOf({ resourceType })).toBe('sensitive');
  });

  it.each([
    ['http://terminology.hl7.org/CodeSystem/v3-Confidentiality', 'R'],
    ['http://terminology.hl7.org/CodeSystem/v3-Confidentiality', 'V'],
    ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'HIV'],
  ])('[S15] the label %s %s makes anything sensitive', (system, code) => {
    const meta = {
      security: [
        { system: 'urn:other', code: 'N' },
        { system, code },
      ],
    };
    expect(categoryOf({ resourceType: 'Observation', meta })).toBe('sensitive');
  });

  it('a label of normal confidentiality changes nothing', () => {
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }];
    expect(categoryOf({ resourceType: 'Observation', meta: { security } })).toBe('observation');
  });
});
