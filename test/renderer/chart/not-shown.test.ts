import { describe, expect, it } from 'vitest';
import { HospitalId } from '../../../preload/api/ids.ts';
import type { NotShown } from '../../../preload/api/records.ts';
import { byHospital, canAsk } from '../../../renderer/features/chart/not-shown.ts';

function missing(hospitalId: number, reason: NotShown['reason']): NotShown {
  const name = hospitalId === 2 ? 'Riverside Clinic' : 'Northside';
  return { hospital: { hospitalId: HospitalId.parse(hospitalId), name }, reason, count: 1, categories: [], at: null };
}

describe('what is not shown', () => {
  it('[S21] is named once per hospital with every reason', () => {
    const items = [missing(2, 'notInScope'), missing(3, 'revoked'), missing(2, 'notArrived')];
    expect(byHospital(items).map(({ name, items: own }) => [name, own.map(({ reason }) => reason)])).toEqual([
      ['Riverside Clinic', ['notInScope', 'notArrived']],
      ['Northside', ['revoked']],
    ]);
  });

  it.each([
    'noConsent',
    'notInScope',
    'revoked',
    'expired',
    'refused',
  ] as const)('offers to ask when the reason is %s', (reason) => {
    expect(canAsk([missing(2, reason)])).toBe(true);
  });

  it.each(['notArrived', 'notDecryptable', 'corrupt'] as const)('does not ask the patient to repair %s', (reason) => {
    expect(canAsk([missing(2, reason)])).toBe(false);
  });
});
