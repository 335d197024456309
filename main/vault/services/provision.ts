import { existsSync, renameSync, rmSync } from 'node:fs';
import { AppError } from '../../../preload/api/errors.ts';
import { UserId } from '../../../preload/api/ids.ts';
import type { Role } from '../../../preload/api/roles.ts';
import type { SessionUser } from '../../../preload/api/session.ts';
import type { NetworkPolicy } from '../../links/policy.ts';
import { createKeySlots, MASTER_KEY_BYTES } from '../crypto/key-slots.ts';
import { readySodium, systemRandom } from '../crypto/sodium.ts';
import { deriveMasterKeys, sealSecret } from '../crypto/workstation-keys.ts';
import { newUuid } from '../operations/new-id.ts';
import { openDatabase } from '../store/open-database.ts';
import { insertSecret, type SecretName } from '../store/queries/secrets.ts';
import { insertUser } from '../store/queries/users.ts';
import { databasePath, writeKeySlots, writePolicy } from './profile.ts';

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly passphrase: string;
}

export interface Provision {
  /** Folder of the profile; created when absent. */
  readonly profile: string;
  /** Written to the profile as `network.json`. */
  readonly policy: NetworkPolicy;
  readonly users: readonly [NewUser, ...NewUser[]];
  /** 32 bytes each. */
  readonly secrets: {
    /** secp256k1: signs this workstation's transactions. */
    readonly workstationKey: Uint8Array;
    /** X25519: the hospital's, the same on each of its workstations. */
    readonly hospitalSealKey: Uint8Array;
    /** The consortium's. */
    readonly cardSecret: Uint8Array;
  };
  readonly deviceSecret?: Uint8Array | null;
  readonly nativeBinding?: string | null;
  readonly now?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
}

/**
 * Makes a profile ready to sign in: a master key in one slot per user, and an encrypted database that holds the users
 * and the workstation's keys. Refuses with `setup.notAvailable` where there is a database already.
 */
export async function provisionWorkstation(provision: Provision): Promise<void> {
  const { profile, policy, users, secrets, deviceSecret = null, nativeBinding = null } = provision;
  const { now = Date.now, random = systemRandom } = provision;
  await readySodium();
  const path = databasePath(profile);
  if (existsSync(path)) throw new AppError('setup.notAvailable', 'This profile is set up already');

  const masterKey = random(MASTER_KEY_BYTES);
  const { databaseKey, wrapKey } = deriveMasterKeys(masterKey);
  const slots = await createKeySlots(masterKey, users, deviceSecret, random);
  writePolicy(profile, policy);
  writeKeySlots(profile, slots);

  // Built under another name: a database that is there under its own is complete.
  const draft = `${path}.new`;
  for (const rest of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(rest, { force: true });
  const db = openDatabase({ path: draft, key: databaseKey, nativeBinding, create: true });
  try {
    db.transaction(() => {
      for (const user of users) insertUser(db, toSessionUser(user, newUuid({ now, random })), now());
      const named: [SecretName, Uint8Array][] = [
        ['workstationKey', secrets.workstationKey],
        ['hospitalSealKey', secrets.hospitalSealKey],
        ['cardSecret', secrets.cardSecret],
      ];
      for (const [name, bytes] of named) insertSecret(db, name, sealSecret(wrapKey, name, bytes));
    });
  } finally {
    db.close();
  }
  renameSync(draft, path);
}

function toSessionUser({ login, name, role }: NewUser, id: string): SessionUser {
  return { id: UserId.parse(id), login: login.trim().toLowerCase(), name, role };
}
