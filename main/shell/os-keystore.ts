import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { z } from 'zod';
import type { SessionStatus } from '../../preload/api/session.ts';

const FILE = 'device-secret';
const SECRET_BYTES = 32;

/**
 * The secret that ties a profile to this computer (KEY1): random bytes in the profile, encrypted under a key that only the
 * operating system's key store has. A copied profile without that key store does not open, even with the passphrase.
 * @returns null where the system offers no real protection (Linux without a keyring), or cannot open what is there.
 */
export function openDeviceSecret(profile: string): Uint8Array<ArrayBuffer> | null {
  if (!hasRealProtection()) return null;
  const path = join(profile, FILE);
  if (!existsSync(path)) writeDeviceSecret(path);
  try {
    return Buffer.from(safeStorage.decryptString(readFileSync(path)), 'base64');
  } catch {
    return null;
  }
}

function hasRealProtection(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  // With `basic_text` Chromium encrypts under a key that is the same on every computer.
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

function writeDeviceSecret(path: string): void {
  const unfinished = `${path}.new`;
  writeFileSync(unfinished, safeStorage.encryptString(randomBytes(SECRET_BYTES).toString('base64')), {
    mode: 0o600,
    flush: true,
  });
  renameSync(unfinished, path);
}

/** As much of `keyslots.json` as tells how it is guarded; the vault alone reads the rest. */
const KeySlots = z.object({ slots: z.array(z.object({ deviceBound: z.boolean() })).min(1) });

/**
 * What guards the keys of a profile: what its key slots say, not what this computer could offer.
 * @returns null when the profile has no key slots yet. A file that cannot be read promises nothing: the vault says why it
 * does not open.
 */
export function readKeyProtection(profile: string): SessionStatus['keyProtection'] | null {
  const path = join(profile, 'keyslots.json');
  if (!existsSync(path)) return null;
  try {
    const { slots } = KeySlots.parse(JSON.parse(readFileSync(path, 'utf8')));
    return slots.every((slot) => slot.deviceBound) ? 'deviceAndPassphrase' : 'passphraseOnly';
  } catch {
    return 'passphraseOnly';
  }
}
