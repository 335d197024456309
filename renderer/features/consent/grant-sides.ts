import type { GrantView } from '../../../preload/api/consent.ts';

/** Who reads whose records under a grant, by name; `ours` is the hospital of this workstation. */
export function grantSides(grant: GrantView, ours: string): { reader: string; keeper: string } {
  const other = grant.hospital.name;
  return grant.direction === 'given' ? { reader: other, keeper: ours } : { reader: ours, keeper: other };
}
