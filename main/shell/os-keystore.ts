import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';

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
