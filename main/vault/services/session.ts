import { AppError } from '../../../preload/api/errors.ts';
import type { SessionUser } from '../../../preload/api/session.ts';
import type { NetworkPolicy } from '../../links/policy.ts';
import { openKeySlot } from '../crypto/key-slots.ts';
import { sealKeyPair } from '../crypto/sodium.ts';
import {
  chainKeyOf,
  deriveMasterKeys,
  type MasterKeys,
  openSecret,
  type WorkstationKeys,
} from '../crypto/workstation-keys.ts';
import type { AuditEntry } from '../operations/audit-chain.ts';
import { BY_SYNC } from '../operations/by-sync.ts';
import { commitOperation } from '../operations/commit.ts';
import type { SyncPort } from '../operations/sync-port.ts';
import type { ReadableDb } from '../store/handles.ts';
import { openDatabase } from '../store/open-database.ts';
import { requireSecret, type SecretName } from '../store/queries/secrets.ts';
import { getUserByLogin } from '../store/queries/users.ts';
import type { VaultContext } from './context.ts';
import { clearFailedSignIns, noteFailedSignIn, readFailedSignIns } from './failed-sign-ins.ts';
import { databasePath, readKeySlots } from './profile.ts';

export interface Unlock {
  readonly profile: string;
  readonly policy: NetworkPolicy;
  readonly login: string;
  readonly passphrase: string;
  readonly deviceSecret: Uint8Array | null;
  readonly nativeBinding: string | null;
}

/** What the process gives a session besides the database and its keys. */
export interface Surroundings extends Pick<VaultContext, 'now' | 'random' | 'net' | 'emit' | 'onBug'> {
  /** Starts the synchronisation that runs beside the open session. */
  readonly startSync: (context: Omit<VaultContext, 'sync'>) => SyncPort;
}

/**
 * Opens the workstation for one person: their slot gives the master key, the master key the database (KEY1, KEY3).
 * Refuses with `session.wrongPassphrase`, `setup.notAvailable`, `store.*`.
 */
export async function unlock(request: Unlock, surroundings: Surroundings): Promise<VaultContext> {
  const { profile, policy, nativeBinding } = request;
  const masterKeys = deriveMasterKeys(await openSlot(request, surroundings.now()));
  const db = openDatabase({ path: databasePath(profile), key: masterKeys.databaseKey, nativeBinding });
  try {
    const user = requireUser(db, request.login);
    const keys = openWorkstationKeys(db, masterKeys);
    const { startSync, ...given } = surroundings;
    const offline = { ...given, profile, db, keys, policy, user, files: new Map() };
    const context: VaultContext = { ...offline, sync: startSync(offline) };
    auditSignIn(context, profile);
    return context;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Writes the last audit entry of the session and closes the database. The process is killed afterwards. */
export function lock(context: VaultContext): void {
  const audit: AuditEntry = { action: 'locked', subject: context.user.name, patientId: null };
  commitOperation(context, { kind: 'session.lock', patientId: null, audit }, () => undefined);
  context.sync.stop();
  context.db.close();
}

async function openSlot(request: Unlock, now: number): Promise<Uint8Array> {
  const { profile, login, passphrase, deviceSecret } = request;
  try {
    return await openKeySlot(readKeySlots(profile), login, passphrase, deviceSecret);
  } catch (error) {
    if (error instanceof AppError && error.code === 'session.wrongPassphrase') noteFailedSignIn(profile, now);
    throw error;
  }
}

/** A person whose slot was left behind when they were removed is nobody. */
function requireUser(db: ReadableDb, login: string): SessionUser {
  const user = getUserByLogin(db, login.trim().toLowerCase());
  if (!user) throw new AppError('session.wrongPassphrase', 'The login or the passphrase is wrong');
  return user;
}

function openWorkstationKeys(db: ReadableDb, masterKeys: MasterKeys): WorkstationKeys {
  const secret = (name: SecretName) => openSecret(masterKeys.wrapKey, name, requireSecret(db, name));
  return {
    ...masterKeys,
    workstation: chainKeyOf(secret('workstationKey')),
    hospitalSeal: sealKeyPair(secret('hospitalSealKey')),
    cardSecret: secret('cardSecret'),
  };
}

function auditSignIn(context: VaultContext, profile: string): void {
  const failed = readFailedSignIns(profile);
  const audit: AuditEntry[] = failed.map((at) => ({
    action: 'signInFailed',
    subject: new Date(at).toISOString(),
    patientId: null,
    ...BY_SYNC,
  }));
  audit.push({ action: 'signedIn', subject: context.user.name, patientId: null });
  commitOperation(context, { kind: 'session.unlock', patientId: null, audit }, () => undefined);
  if (failed.length > 0) clearFailedSignIns(profile);
}
