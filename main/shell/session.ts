import { AppError } from '../../preload/api/errors.ts';
import type { SessionStatus, SessionUser } from '../../preload/api/session.ts';
import type { NetworkPolicy } from '../links/policy.ts';
import type { UnlockArguments, VaultHost } from './vault-host.ts';

export interface SessionParts {
  readonly profile: string;
  readonly version: string;
  readonly nativeBinding: string | null;
  readonly vault: Pick<VaultHost, 'prepare' | 'unlock' | 'end'>;
  readonly readPolicy: () => Promise<NetworkPolicy | null>;
  readonly readKeyProtection: () => SessionStatus['keyProtection'] | null;
  readonly openDeviceSecret: () => UnlockArguments['deviceSecret'];
  /** Called after every change, before anything else may see the new state. */
  readonly onChanged: (status: SessionStatus) => void;
  /** The person is in: start what belongs to an open session. */
  readonly onOpened: (policy: NetworkPolicy) => void;
  /** The session ended: forget what belonged to it. */
  readonly onClosed: () => void;
}

/** Who is signed in at this window. The keys are in the vault process; here is only the name. */
export interface Session {
  user(): SessionUser | null;
  status(): Promise<SessionStatus>;
  /** Refuses with `setup.notAvailable`, `policy.invalid`, `session.wrongPassphrase`, `store.*`. */
  unlock(credentials: { login: string; passphrase: string }): Promise<SessionStatus>;
  /** Ends the vault process and has a new one waiting. Does nothing when nobody is signed in. */
  lock(): Promise<SessionStatus>;
}

export function createSession(parts: SessionParts): Session {
  let opened: { user: SessionUser; policy: NetworkPolicy } | null = null;
  // In memory only: a stolen disk does not list who works here.
  let lastLogin: string | null = null;
  let opening: Promise<SessionStatus> | null = null;
  let closing: Promise<void> = Promise.resolve();

  async function status(): Promise<SessionStatus> {
    const policy = opened?.policy ?? (await parts.readPolicy());
    const keyProtection = parts.readKeyProtection();
    const isSetUp = policy !== null && keyProtection !== null;
    return {
      phase: opened ? 'open' : isSetUp ? 'locked' : 'setup',
      user: opened?.user ?? null,
      hospital: policy?.hospital ?? null,
      workstation: policy?.workstation ?? null,
      keyProtection: keyProtection ?? 'passphraseOnly',
      lastLogin,
      demo: policy?.demo ?? null,
      version: parts.version,
    };
  }

  async function changed(): Promise<SessionStatus> {
    const now = await status();
    parts.onChanged(now);
    return now;
  }

  async function open(credentials: Pick<UnlockArguments, 'login' | 'passphrase'>): Promise<SessionStatus> {
    await closing;
    if (opened) return status();
    const policy = await parts.readPolicy();
    if (policy === null) throw new AppError('setup.notAvailable', 'This profile has no network policy yet');
    const { profile, nativeBinding } = parts;
    const deviceSecret = parts.openDeviceSecret();
    const user = await parts.vault.unlock({ ...credentials, profile, policy, deviceSecret, nativeBinding });
    opened = { user, policy };
    lastLogin = user.login;
    parts.onOpened(policy);
    return changed();
  }

  async function close(): Promise<SessionStatus> {
    if (!opened) return status();
    opened = null;
    parts.onClosed();
    // The process ends whatever becomes of the message to the screens.
    closing = parts.vault.end().then(parts.vault.prepare);
    const now = await changed();
    await closing;
    return now;
  }

  return {
    user: () => opened?.user ?? null,
    status,
    unlock: (credentials) => {
      // One at a time: two passphrases tried at once would race for one database.
      opening ??= open(credentials).finally(() => {
        opening = null;
      });
      return opening;
    },
    lock: async () => {
      // A lock that comes while a passphrase is being checked holds for what that check opens.
      await opening?.catch(() => {});
      return close();
    },
  };
}
