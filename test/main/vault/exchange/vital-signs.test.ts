import type { Observation } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { buildRecords } from '../../../../main/vault/exchange/record-resources.ts';
import { vitalPointOf } from '../../../../main/vault/exchange/vital-signs.ts';
import { RecordEntry, VITAL_KINDS } from '../../../../preload/api/records.ts';

const at = '2026-05-12T09:30:00+02:00';

function measured(loinc: string, value: number, unit: string, changes: object = {}): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
    effectiveDateTime: at,
    valueQuantity: { value, code: unit },
    ...changes,
  };
}

describe('points of the vitals plot', () => {
  it('every vital sign entered here has its own plot', () => {
    const entry = RecordEntry.parse({
      type: 'Observation',
      at,
      systolic: 120,
      diastolic: 80,
      heartRate: 70,
      respiratoryRate: 14,
      temperature: 36.6,
      oxygenSaturation: 98,
      weight: 62.5,
      height: 170,
      glucose: 5.4,
    });
    let id = 0;
    const origin = { newId: () => `id-${++id}`, subjectId: 'p', author: 'a', recordedAt: 0, sensitive: false };
    const points = buildRecords(entry, origin).map(vitalPointOf);
    expect(points.map((point) => point?.kind)).toEqual([...VITAL_KINDS]);
    expect(points[0]).toEqual({ kind: 'bloodPressure', unit: 'mmHg', at, first: 120, second: 80 });
    expect(points.slice(1).map((point) => point?.first)).toEqual([70, 14, 36.6, 98, 62.5, 170, 5.4]);
  });

  it.each([
    ['2339-0', 99, 'mg/dL', 'glucose', 5.495],
    ['29463-7', 10, '[lb_av]', 'weight', 4.536],
    ['29463-7', 3200, 'g', 'weight', 3.2],
    ['8302-2', 10, '[in_i]', 'height', 25.4],
    ['8310-5', 98.6, '[degF]', 'temperature', 37],
    ['59408-5', 97, '%', 'oxygenSaturation', 97],
  ])('%s in %s %s is understood', (loinc, value, unit, kind, first) => {
    expect(vitalPointOf(measured(loinc, value, unit))).toMatchObject({ kind, first, second: null });
  });

  it.each([
    ['an unknown unit', measured('29463-7', 10, 'stone')],
    ['a unit named like a property of every object', measured('29463-7', 10, 'constructor')],
    ['no time', measured('29463-7', 10, 'kg', { effectiveDateTime: undefined })],
    ['entered in error', measured('29463-7', 10, 'kg', { status: 'entered-in-error' })],
    ['not a vital sign', measured('718-7', 13, 'g/dL')],
    ['a code of another system', measured('29463-7', 10, 'kg', { code: { coding: [{ code: '29463-7' }] } })],
  ])('%s is not plotted', (_, observation) => {
    expect(vitalPointOf(observation)).toBeNull();
  });
});
