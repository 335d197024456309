import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../preload/api/errors.ts';
import { type KeySlotsFile, parseKeySlots } from '../crypto/key-slots.ts';

/** Names of the vault's files in a profile folder. */
export function databasePath(profile: string): string {
  return join(profile, 'vault.db');
}

function keySlotsPath(profile: string): string {
  return join(profile, 'keyslots.json');
}

/** `setup.notAvailable` when this computer was never set up. */
export function readKeySlots(profile: string): KeySlotsFile {
  const path = keySlotsPath(profile);
  if (!existsSync(path)) throw new AppError('setup.notAvailable', 'This profile has no key slots');
  return parseKeySlots(readFileSync(path, 'utf8'));
}

/** Whole or not at all: losing this file is losing the database. */
export function writeKeySlots(profile: string, slots: KeySlotsFile): void {
  writeDurably(profile, keySlotsPath(profile), JSON.stringify(slots, null, 2));
}

export function writePolicy(profile: string, policy: object): void {
  writeDurably(profile, join(profile, 'network.json'), JSON.stringify(policy, null, 2));
}

function writeDurably(folder: string, path: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(folder);
}

/** A renamed file survives a power cut only when its folder was written too; Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
