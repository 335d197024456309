import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../../main/vault/crypto/sodium.ts';
import { absentSync } from '../../../../main/vault/operations/absent-sync.ts';
import { provisionWorkstation } from '../../../../main/vault/services/provision.ts';
import { unlock } from '../../../../main/vault/services/session.ts';
import { openTestVault, TEST_PASSPHRASE, TEST_USERS, type TestVault, testPolicy } from '../../../fixtures/vault.ts';

let vault: TestVault;

beforeAll(async () => {
  vault = await openTestVault();
});
afterAll(() => vault.remove());

function tryUnlock(login: string, passphrase: string, changes: { deviceSecret?: Uint8Array; profile?: string } = {}) {
  const { profile, clock } = vault;
  const request = { profile, policy: testPolicy(), login, passphrase, deviceSecret: null, nativeBinding: null };
  return unlock(
    { ...request, ...changes },
    {
      now: clock.now,
      random: systemRandom,
      net: () => null,
      emit: () => undefined,
      onBug: (error) => {
        throw error;
      },
      startSync: () => absentSync(clock.now()),
    },
  );
}

const actions = (lines: { action: string }[]) => lines.map((line) => line.action);

describe('unlocking', () => {
  it('[KEY1] opens for each user with the role they have', async () => {
    for (const user of TEST_USERS) {
      await vault.reopen(user.login);
      expect(vault.context.user).toMatchObject({ login: user.login, name: user.name, role: user.role });
    }
  });

  it('[KEY3] gives the same keys every time, and the chain key its address', async () => {
    const before = vault.context.keys;
    await vault.reopen();
    expect(vault.context.keys).toEqual(before);
    expect(before.workstation.address).toMatch(/^0x[0-9a-f]{40}$/);
  });

  it.each([
    ['a.silva', 'wrong'],
    ['nobody', TEST_PASSPHRASE],
    ['a.silva', ''],
  ])('refuses %s with %s', async (login, passphrase) => {
    await expect(tryUnlock(login, passphrase)).rejects.toMatchObject({ code: 'session.wrongPassphrase' });
  });

  it('takes the login as people type it', async () => {
    vault.drop();
    const context = await tryUnlock('  A.Silva ', TEST_PASSPHRASE);
    expect(context.user.login).toBe('a.silva');
    context.db.close();
    await vault.reopen('p.novak');
  });

  it('[SECURITY 3 (b)] refused sign-ins are in the audit after the next one that works', async () => {
    await vault.reopen('p.novak');
    vault.clock.advance(60_000);
    const at = vault.clock.now();
    await expect(tryUnlock('a.silva', 'guess')).rejects.toMatchObject({ code: 'session.wrongPassphrase' });
    await vault.reopen('p.novak');
    const [signedIn, failed] = await vault.call('audit.list', { limit: 2 });
    expect(signedIn).toMatchObject({ action: 'signedIn', who: 'Petra Novak' });
    // Whoever comes next did not do it, and who did is not known.
    expect(failed).toMatchObject({ action: 'signInFailed', who: 'Wardkeep', subject: new Date(at).toISOString() });
    await vault.reopen('p.novak');
    expect(actions(await vault.call('audit.list', { limit: 2 }))).toEqual(['signedIn', 'locked']);
  });
});

describe('[SECURITY 1.4 #4] a tampered key slot', () => {
  it('with cheaper parameters is refused before any work', async () => {
    const path = join(vault.profile, 'keyslots.json');
    const original = readFileSync(path, 'utf8');
    writeFileSync(path, original.replaceAll('"memoryKib": 65536', '"memoryKib": 8192'));
    expect(readFileSync(path, 'utf8')).not.toBe(original);
    await expect(tryUnlock('a.silva', TEST_PASSPHRASE)).rejects.toMatchObject({ code: 'store.damaged' });
    writeFileSync(path, original);
  });
});

describe('provisioning', () => {
  const provision = {
    profile: '',
    policy: testPolicy(),
    users: TEST_USERS,
    secrets: {
      workstationKey: new Uint8Array(32).fill(1),
      hospitalSealKey: new Uint8Array(32).fill(2),
      cardSecret: new Uint8Array(32).fill(3),
    },
  };

  it('never replaces what is there', async () => {
    const before = readFileSync(join(vault.profile, 'vault.db'));
    await expect(provisionWorkstation({ ...provision, profile: vault.profile })).rejects.toMatchObject({
      code: 'setup.notAvailable',
    });
    expect(readFileSync(join(vault.profile, 'vault.db')).equals(before)).toBe(true);
  });

  it('[SECURITY 1.4 #2] binds the slots to the device where there is a key store', async () => {
    const profile = join(vault.profile, 'bound');
    const deviceSecret = new Uint8Array(32).fill(8);
    await provisionWorkstation({ ...provision, profile, deviceSecret });
    const cloned = tryUnlock('a.silva', TEST_PASSPHRASE, { profile });
    await expect(cloned).rejects.toMatchObject({ code: 'session.wrongPassphrase' });
    const context = await tryUnlock('a.silva', TEST_PASSPHRASE, { profile, deviceSecret });
    expect(context.user.login).toBe('a.silva');
    context.db.close();
  });

  it('a profile that was never set up says so', async () => {
    const profile = join(vault.profile, 'empty');
    await expect(tryUnlock('a.silva', TEST_PASSPHRASE, { profile })).rejects.toMatchObject({
      code: 'setup.notAvailable',
    });
    expect(existsSync(profile)).toBe(false);
  });

  it('[A1] leaves no name, passphrase or key readable in the profile', () => {
    const names = ['vault.db', 'keyslots.json', 'network.json'];
    const text = names.map((name) => readFileSync(join(vault.profile, name), 'latin1')).join();
    for (const user of TEST_USERS) {
      expect(text).not.toContain(user.login);
      expect(text).not.toContain(user.name);
    }
    expect(text).not.toContain(TEST_PASSPHRASE);
    expect(text).not.toContain('\u0001'.repeat(32));
  });
});
