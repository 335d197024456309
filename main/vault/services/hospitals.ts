import type { HospitalId } from '../../../preload/api/ids.ts';
import type { NetworkPolicy } from '../../links/policy.ts';

export interface NamedHospital {
  readonly hospitalId: HospitalId;
  readonly name: string;
}

/** The registry knows hospitals by number; one that the policy does not name keeps its number. */
export function hospitalNamed(policy: NetworkPolicy, hospitalId: HospitalId): NamedHospital {
  const named = [policy.hospital, ...policy.hospitals].find((hospital) => hospital.id === hospitalId);
  return { hospitalId, name: named?.name ?? `#${hospitalId}` };
}
