import { z } from 'zod';
import { AppError } from '../../../preload/api/errors.ts';
import { hkdf, hmac } from './digest.ts';
import { argon2id, FLOOR_COST, KDF_SALT_BYTES, KdfCost } from './passphrase-kdf.ts';
import { decryptSecret, encryptSecret } from './secret-box.ts';
import { type Random, systemRandom } from './sodium.ts';

const hexOf = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const KeySlot = z.strictObject({
  /** HMAC of the login under the file's salt: no name of a member of staff is on disk. */
  name: hexOf(32),
  kdf: KdfCost,
  salt: hexOf(KDF_SALT_BYTES),
  /** Whether the device secret of the operating system's key store is needed besides the passphrase. */
  deviceBound: z.boolean(),
  /** Nonce and ciphertext of the 32-byte master key. */
  wrapped: hexOf(24 + 32 + 16),
});
type KeySlot = z.infer<typeof KeySlot>;

/** The content of `keyslots.json`: the master key of the workstation, wrapped once per user (KEY1). */
export const KeySlotsFile = z.strictObject({
  version: z.literal(1),
  salt: hexOf(16),
  slots: z.array(KeySlot).min(1).max(1000),
});
export type KeySlotsFile = z.infer<typeof KeySlotsFile>;

export interface Credentials {
  readonly login: string;
  readonly passphrase: string;
}

export const MASTER_KEY_BYTES = 32;

/** Reads `keyslots.json`; parameters below the floor or above the ceiling are refused here (KEY2). */
export function parseKeySlots(text: string): KeySlotsFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('store.damaged', 'The key slots are not JSON', { details: { file: 'keyslots.json' }, cause });
  }
  const parsed = KeySlotsFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('store.damaged', 'The key slots are malformed', { details: { file: 'keyslots.json', path } });
}

export async function createKeySlots(
  masterKey: Uint8Array,
  users: readonly Credentials[],
  deviceSecret: Uint8Array | null,
  random: Random = systemRandom,
): Promise<KeySlotsFile> {
  let file: KeySlotsFile = { version: 1, salt: Buffer.from(random(16)).toString('hex'), slots: [] };
  for (const user of users) file = await addKeySlot(file, masterKey, user, deviceSecret, random);
  return file;
}

/** Adds the slot of a user or replaces the one they have: also how a passphrase is changed. */
export async function addKeySlot(
  file: KeySlotsFile,
  masterKey: Uint8Array,
  { login, passphrase }: Credentials,
  deviceSecret: Uint8Array | null,
  random: Random = systemRandom,
): Promise<KeySlotsFile> {
  const header: Omit<KeySlot, 'wrapped'> = {
    name: slotName(file, login),
    kdf: FLOOR_COST,
    salt: Buffer.from(random(KDF_SALT_BYTES)).toString('hex'),
    deviceBound: deviceSecret !== null,
  };
  const key = await slotKey(header, passphrase, deviceSecret);
  const wrapped = encryptSecret(key, masterKey, authenticated(file, header), random);
  const slot: KeySlot = { ...header, wrapped: Buffer.from(wrapped).toString('hex') };
  return { ...file, slots: [...file.slots.filter(({ name }) => name !== slot.name), slot] };
}

/** The last slot cannot be removed: nobody could open the workstation any more. */
export function removeKeySlot(file: KeySlotsFile, login: string): KeySlotsFile {
  const name = slotName(file, login);
  const slots = file.slots.filter((slot) => slot.name !== name);
  if (slots.length === 0) throw new Error('The last key slot must stay');
  return { ...file, slots };
}

/**
 * The master key of the workstation. An unknown login, a wrong passphrase, a missing or different device secret and
 * an altered slot all answer `session.wrongPassphrase`, after the same work.
 */
export async function openKeySlot(
  file: KeySlotsFile,
  login: string,
  passphrase: string,
  deviceSecret: Uint8Array | null,
): Promise<Uint8Array> {
  const name = slotName(file, login);
  const slot = file.slots.find((candidate) => candidate.name === name) ?? unknownUser(file, name);
  const { wrapped, ...header } = slot;
  const key = await slotKey(header, passphrase, deviceSecret);
  try {
    return decryptSecret(key, Buffer.from(wrapped, 'hex'), authenticated(file, header));
  } catch (cause) {
    throw new AppError('session.wrongPassphrase', 'The login or the passphrase is wrong', { cause });
  }
}

function slotName(file: Pick<KeySlotsFile, 'salt'>, login: string): string {
  const text = new TextEncoder().encode(login.normalize('NFKC').trim().toLowerCase());
  return Buffer.from(hmac(Buffer.from(file.salt, 'hex'), text)).toString('hex');
}

/** A slot that opens for nobody, so that an unknown login takes as long as a wrong passphrase. */
function unknownUser(file: KeySlotsFile, name: string): KeySlot {
  return { name, kdf: FLOOR_COST, salt: file.salt, deviceBound: false, wrapped: '00'.repeat(24 + 32 + 16) };
}

async function slotKey(
  slot: Omit<KeySlot, 'wrapped'>,
  passphrase: string,
  deviceSecret: Uint8Array | null,
): Promise<Uint8Array> {
  const guessable = await argon2id(passphrase, Buffer.from(slot.salt, 'hex'), slot.kdf);
  const device = slot.deviceBound && deviceSecret !== null ? deviceSecret : new Uint8Array(0);
  return hkdf(Buffer.concat([guessable, device]), 'wardkeep/v1/key-slot');
}

/** Everything the slot says besides the key itself; the order of the array is part of the format. */
function authenticated(file: KeySlotsFile, slot: Omit<KeySlot, 'wrapped'>): Uint8Array {
  const { memoryKib, passes } = slot.kdf;
  const fields = [file.version, file.salt, slot.name, memoryKib, passes, slot.salt, slot.deviceBound];
  return new TextEncoder().encode(JSON.stringify(['wardkeep/v1/key-slot', ...fields]));
}
