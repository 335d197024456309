import { z } from 'zod';
import { method } from './define.ts';
import { HospitalId, UserId } from './ids.ts';
import { EVERYONE, Role } from './roles.ts';

const Login = z.string().trim().toLowerCase().min(1).max(64);
const Passphrase = z.string().min(1).max(1024);

export const SessionUser = z.strictObject({ id: UserId, login: z.string(), name: z.string(), role: Role });
export type SessionUser = z.infer<typeof SessionUser>;

/** Credentials the embedded demo network prints, so that a visitor can sign in. Never present elsewhere. */
export const DemoHint = z.strictObject({
  passphrase: z.string(),
  users: z.array(z.strictObject({ login: z.string(), name: z.string(), role: Role })),
});
export type DemoHint = z.infer<typeof DemoHint>;

export const SessionStatus = z.strictObject({
  /** `setup`: no key slots in this profile yet. */
  phase: z.enum(['setup', 'locked', 'open']),
  user: SessionUser.nullable(),
  hospital: z.strictObject({ id: HospitalId, name: z.string() }).nullable(),
  workstation: z.string().nullable(),
  /** `passphraseOnly`: this operating system offers no key store, so nothing but the passphrase guards the disk. */
  keyProtection: z.enum(['deviceAndPassphrase', 'passphraseOnly']),
  lastLogin: z.string().nullable(),
  demo: DemoHint.nullable(),
  version: z.string(),
});
export type SessionStatus = z.infer<typeof SessionStatus>;

export const session = {
  /** Said once the first screen is on the glass: the vault and the net process may start now, without holding it up. */
  shown: method({ home: 'shell', roles: null, args: z.strictObject({}), result: z.null() }),
  status: method({ home: 'shell', roles: null, args: z.strictObject({}), result: SessionStatus }),
  unlock: method({
    home: 'shell',
    roles: null,
    args: z.strictObject({ login: Login, passphrase: Passphrase }),
    result: SessionStatus,
  }),
  lock: method({ home: 'shell', roles: EVERYONE, args: z.strictObject({}), result: SessionStatus }),
  /** Answers the warning before auto-lock: the person is still there. */
  stayOpen: method({ home: 'shell', roles: EVERYONE, args: z.strictObject({}), result: z.null() }),
};

export const setup = {
  options: method({
    home: 'shell',
    roles: null,
    args: z.strictObject({}),
    result: z.strictObject({
      /** The demo network is running beside this application and can be opened. */
      demoAvailable: z.boolean(),
      profileFolder: z.string(),
    }),
  }),
  /** Opens a hospital of the demo network in this window's place. */
  openDemo: method({
    home: 'shell',
    roles: null,
    args: z.strictObject({ hospital: z.enum(['a', 'b']) }),
    result: z.null(),
  }),
};
