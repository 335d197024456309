import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../../main/vault/exchange/record-line.ts';

const concept = (text: string, code: string) => ({ coding: [{ code }], text });
const status = (code: string) => ({ coding: [{ code }] });

describe('one line of a list', () => {
  it.each([
    [
      'a problem that is over',
      {
        resourceType: 'Condition',
        code: concept('Acute bronchitis', '10509002'),
        clinicalStatus: status('resolved'),
        onsetDateTime: '1981-06-20T08:54:18+00:00',
        abatementDateTime: '1981-07-04T08:54:18+00:00',
      },
      {
        title: 'Acute bronchitis',
        detail: '1981-06-20 – 1981-07-04',
        code: '10509002',
        at: '1981-06-20T08:54:18+00:00',
        current: false,
      },
    ],
    [
      'an active problem',
      {
        resourceType: 'Condition',
        code: concept('Asthma', 'J45'),
        clinicalStatus: status('active'),
        note: [{ text: 'Mild\nsecond' }],
      },
      { title: 'Asthma', detail: 'Mild', code: 'J45', at: null, current: true },
    ],
    [
      'an allergy',
      {
        resourceType: 'AllergyIntolerance',
        code: { text: 'Penicillin' },
        clinicalStatus: status('active'),
        onsetDateTime: '2019',
        reaction: [{ manifestation: [{ text: 'Rash' }, { text: 'Rash' }, { text: 'Swelling' }] }],
      },
      { title: 'Penicillin', detail: 'Rash, Swelling', code: null, at: '2019', current: true },
    ],
    [
      'a refuted allergy',
      { resourceType: 'AllergyIntolerance', code: { text: 'Latex' }, verificationStatus: status('refuted') },
      { title: 'Latex', detail: '', code: null, at: null, current: false },
    ],
    [
      'a prescription',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        medicationCodeableConcept: concept('Metformin 500 mg', '860975'),
        authoredOn: '2020-01-02',
        dosageInstruction: [
          {
            timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
            doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
          },
        ],
      },
      { title: 'Metformin 500 mg', detail: '1 tablet · 2 × / d', code: '860975', at: '2020-01-02', current: true },
    ],
    [
      'a blood pressure',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }], text: 'Blood pressure' },
        effectiveDateTime: '2020-01-02T10:00:00Z',
        component: [
          {
            code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }] },
            valueQuantity: { value: 79.357_114, code: 'mm[Hg]' },
          },
          {
            code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
            valueQuantity: { value: 129.794_704, code: 'mm[Hg]' },
          },
        ],
      },
      {
        title: 'Blood pressure',
        detail: '129.8/79.36 mmHg',
        code: '85354-9',
        at: '2020-01-02T10:00:00Z',
        current: true,
      },
    ],
    [
      'a result in words',
      {
        resourceType: 'Observation',
        status: 'entered-in-error',
        code: concept('Smoking status', '72166-2'),
        valueCodeableConcept: { text: 'Never smoker' },
      },
      { title: 'Smoking status', detail: 'Never smoker', code: '72166-2', at: null, current: false },
    ],
    [
      'a visit',
      {
        resourceType: 'Encounter',
        status: 'finished',
        type: [{ text: 'Follow-up encounter' }],
        reasonCode: [{ coding: [{ display: 'Hyperlipidemia' }] }],
        period: { start: '2024-02-03T09:30:00+01:00' },
      },
      {
        title: 'Hyperlipidemia',
        detail: 'Follow-up encounter',
        code: null,
        at: '2024-02-03T09:30:00+01:00',
        current: true,
      },
    ],
    [
      'a bill',
      {
        resourceType: 'Claim',
        status: 'active',
        item: [{ productOrService: { text: 'Check up' } }],
        total: { value: 265.5, currency: 'USD' },
        billablePeriod: { start: '1979-04-25' },
      },
      { title: 'Check up', detail: '265.50 USD', code: null, at: '1979-04-25', current: true },
    ],
    [
      'a type without words of its own',
      { resourceType: 'Flag', code: { text: 'Fall risk' }, status: 'active' },
      { title: 'Fall risk', detail: '', code: null, at: null, current: true },
    ],
    ['nothing at all', { resourceType: 'Basic' }, { title: 'Basic', detail: '', code: null, at: null, current: true }],
  ])('%s', (_, resource, line) => {
    expect(lineOf(resource)).toEqual(line);
  });

  it.each([
    [5.4, '5.4'],
    [98.475, '98.475'],
    [129.79470421103474, '129.8'],
    [0.0012345678, '0.001235'],
    [12_345, '12345'],
    [1_234_567, '1234567'],
    [12_345.678_901, '12345.7'],
  ])('shows the value %d as %s: decimals may be rounded, a whole part never', (value, text) => {
    expect(lineOf({ resourceType: 'Observation', valueQuantity: { value } }).detail).toBe(text);
  });

  it('is never longer than a list can show', () => {
    const line = lineOf({
      resourceType: 'Procedure',
      code: { text: 'x'.repeat(5000) },
      note: [{ text: 'y'.repeat(5000) }],
    });
    expect([line.title.length, line.detail.length]).toEqual([300, 300]);
  });
});
