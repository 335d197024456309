import type { NewUser } from '../../main/vault/services/provision.ts';
import type { DemoHospital } from './folder.ts';

/** Public on purpose: the demo network guards nothing. */
export const DEMO_PASSPHRASE = 'correct horse battery staple';

export interface DemoHospitalPlan {
  readonly name: string;
  /** Prefix of the MRNs given there. */
  readonly workstation: string;
  readonly users: readonly [NewUser, ...NewUser[]];
}

const user = (login: string, name: string, role: NewUser['role']): NewUser => ({
  login,
  name,
  role,
  passphrase: DEMO_PASSPHRASE,
});

export const DEMO_PLANS: Readonly<Record<DemoHospital, DemoHospitalPlan>> = {
  a: {
    name: 'St. Elsewhere General',
    workstation: 'A7',
    users: [
      user('a.silva', 'A. Silva', 'clerk'),
      user('m.osei', 'Dr. M. Osei', 'clinician'),
      user('p.lund', 'P. Lund', 'privacyOfficer'),
    ],
  },
  b: {
    name: 'Riverside Clinic',
    workstation: 'B2',
    users: [
      user('n.haddad', 'Dr. N. Haddad', 'clinician'),
      user('j.moreau', 'J. Moreau', 'clerk'),
      user('t.ito', 'T. Ito', 'privacyOfficer'),
    ],
  },
};
