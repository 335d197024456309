import { z } from 'zod';

export const ROLES = ['clerk', 'clinician', 'privacyOfficer', 'administrator'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const EVERYONE: readonly Role[] = ROLES;
/** May see and enter clinical content. */
export const CARE_TEAM: readonly Role[] = ['clerk', 'clinician'];
/** May see who did what, besides the care team that answers the patient at the desk. */
export const OVERSIGHT: readonly Role[] = ['clerk', 'clinician', 'privacyOfficer'];
