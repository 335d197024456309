import { describe, expect, it } from 'vitest';
import type { GrantView } from '../../../preload/api/consent.ts';
import { GrantId, HospitalId } from '../../../preload/api/ids.ts';
import { grantSides } from '../../../renderer/features/consent/grant-sides.ts';

function aGrant(direction: GrantView['direction']): GrantView {
  return {
    id: GrantId.parse(`0x${'0'.repeat(64)}`),
    direction,
    hospital: { hospitalId: HospitalId.parse(2), name: 'Riverside Clinic' },
    categories: ['allergy'],
    grantedAt: 0,
    expiresAt: 1,
    state: 'active',
    endedAt: null,
    syncState: 'saved',
  };
}

describe('the two hospitals of a consent', () => {
  it('[S14] the other one reads what we keep under a consent given here', () => {
    expect(grantSides(aGrant('given'), 'St. Elsewhere')).toEqual({
      reader: 'Riverside Clinic',
      keeper: 'St. Elsewhere',
    });
  });

  it('[S14] we read what the other one keeps under a consent we hold', () => {
    expect(grantSides(aGrant('held'), 'St. Elsewhere')).toEqual({
      reader: 'St. Elsewhere',
      keeper: 'Riverside Clinic',
    });
  });
});
