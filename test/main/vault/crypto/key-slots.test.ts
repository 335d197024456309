import { beforeAll, describe, expect, it } from 'vitest';
import {
  addKeySlot,
  createKeySlots,
  type KeySlotsFile,
  openKeySlot,
  parseKeySlots,
  removeKeySlot,
} from '../../../../main/vault/crypto/key-slots.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const random = seededRandom('key slots');
const masterKey = random(32);
const device = random(32);
const clerk = { login: 'rosa', passphrase: 'a long enough passphrase' };
const wrong = expect.objectContaining({ code: 'session.wrongPassphrase' });

let file: KeySlotsFile;

beforeAll(async () => {
  await readySodium();
  file = await createKeySlots(masterKey, [clerk], device, random);
});

/** The file with one field of its only slot replaced. */
function withSlot(change: Partial<KeySlotsFile['slots'][number]>): KeySlotsFile {
  return { ...file, slots: file.slots.map((slot) => ({ ...slot, ...change })) };
}

describe('key slots', () => {
  it('[KEY1] the passphrase and the device secret together open the master key', async () => {
    const reread = parseKeySlots(JSON.stringify(file));
    expect(Buffer.from(await openKeySlot(reread, ' Rosa ', clerk.passphrase, device))).toEqual(Buffer.from(masterKey));
  });

  it('[KEY1] a wrong passphrase, an unknown login, no device and another device are refused alike', async () => {
    await expect(openKeySlot(file, 'rosa', 'another passphrase', device)).rejects.toThrow(wrong);
    await expect(openKeySlot(file, 'nobody', clerk.passphrase, device)).rejects.toThrow(wrong);
    await expect(openKeySlot(file, 'rosa', clerk.passphrase, null)).rejects.toThrow(wrong);
    await expect(openKeySlot(file, 'rosa', clerk.passphrase, random(32))).rejects.toThrow(wrong);
  });

  it('[KEY1] without an operating system key store the passphrase alone opens it', async () => {
    const bare = await createKeySlots(masterKey, [clerk], null, random);
    expect(bare.slots[0]?.deviceBound).toBe(false);
    expect(Buffer.from(await openKeySlot(bare, 'rosa', clerk.passphrase, null))).toEqual(Buffer.from(masterKey));
  });

  it('[KEY2] altered parameters do not open: they are authenticated', async () => {
    await expect(openKeySlot(withSlot({ deviceBound: false }), 'rosa', clerk.passphrase, device)).rejects.toThrow(
      wrong,
    );
    const costly = withSlot({ kdf: { memoryKib: 64 * 1024, passes: 4 } });
    await expect(openKeySlot(costly, 'rosa', clerk.passphrase, device)).rejects.toThrow(wrong);
  });

  it.each([
    ['8 MiB', { memoryKib: 8 * 1024, passes: 3 }],
    ['two passes', { memoryKib: 64 * 1024, passes: 2 }],
    ['8 GiB', { memoryKib: 8 * 1024 * 1024, passes: 3 }],
    ['a thousand passes', { memoryKib: 64 * 1024, passes: 1000 }],
  ])('[KEY2] %s is refused when the file is read', (_, kdf) => {
    expect(() => parseKeySlots(JSON.stringify(withSlot({ kdf })))).toThrow(
      expect.objectContaining({ code: 'store.damaged' }),
    );
  });

  it('[KEY2] a file that is not one is store.damaged and names no content', () => {
    expect(() => parseKeySlots('{"version":1,')).toThrow(expect.objectContaining({ code: 'store.damaged' }));
    expect(() => parseKeySlots(JSON.stringify({ ...file, extra: true }))).toThrow(
      expect.objectContaining({ code: 'store.damaged' }),
    );
  });

  it('[KEY1] no login is written to the file', () => {
    expect(JSON.stringify(file).toLowerCase()).not.toContain('rosa');
  });

  it('[KEY1] a slot is added, replaced and removed; the last one stays', async () => {
    const two = await addKeySlot(file, masterKey, { login: 'ivan', passphrase: 'second person here' }, device, random);
    expect(two.slots).toHaveLength(2);
    const changed = await addKeySlot(two, masterKey, { login: 'rosa', passphrase: 'new one' }, device, random);
    expect(changed.slots).toHaveLength(2);
    await expect(openKeySlot(changed, 'rosa', clerk.passphrase, device)).rejects.toThrow(wrong);
    const one = removeKeySlot(changed, 'ivan');
    await expect(openKeySlot(one, 'ivan', 'second person here', device)).rejects.toThrow(wrong);
    expect(() => removeKeySlot(one, 'rosa')).toThrow('last');
  });
});
