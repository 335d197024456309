import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionStatus } from '../../../preload/api/session.ts';
import { type LaunchedApp, launchApp } from '../../../scripts/application/launch.ts';
import { TEST_PASSPHRASE } from '../../fixtures/vault.ts';
import { aProfile } from '../fixtures/profile.ts';

let app: LaunchedApp;
let profile: string;

beforeAll(async () => {
  profile = await aProfile();
  app = await launchApp({ profile });
  await app.page.evaluate(() => {
    const phases: string[] = [];
    Reflect.set(globalThis, 'phases', phases);
    Reflect.get(globalThis, 'wardkeep').on('session.changed', (status: SessionStatus) => phases.push(status.phase));
  });
});

afterAll(async () => {
  await app.close();
  rmSync(profile, { recursive: true });
});

/** A call from the page, with the answer as the page gets it. */
function call(method: string, args: object = {}) {
  return app.page.evaluate(
    ([name, sent]) => {
      const [domain = '', action = ''] = name.split('.');
      return Reflect.get(globalThis, 'wardkeep')[domain][action](sent);
    },
    [method, args] as const,
  );
}

const unlock = (passphrase = TEST_PASSPHRASE) => call('session.unlock', { login: 'r.okafor', passphrase });

function serviceIds(name: string): Promise<number[]> {
  return app.electron.evaluate(
    ({ app: electronApp }, service) =>
      electronApp
        .getAppMetrics()
        .filter((process) => process.name === service)
        .map((process) => process.pid),
    `Wardkeep ${name}`,
  );
}

/** The one vault process; waits until it is there. */
async function vaultId(): Promise<number> {
  const ids = await expect
    .poll(() => serviceIds('vault'), { timeout: 20_000 })
    .toHaveLength(1)
    .then(() => serviceIds('vault'));
  return ids[0] ?? -1;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('[R-10] the session', () => {
  it('starts locked, with a vault process waiting and a net process running', async () => {
    expect(await call('session.status')).toEqual({
      ok: true,
      value: {
        phase: 'locked',
        user: null,
        hospital: { id: 1, name: 'General Hospital' },
        workstation: 'A7',
        keyProtection: 'passphraseOnly',
        lastLogin: null,
        demo: null,
        version: '0.1.0',
      },
    });
    await vaultId();
    await expect.poll(() => serviceIds('net'), { timeout: 20_000 }).toHaveLength(1);
    expect(await call('patients.recent')).toMatchObject({ ok: false, error: { code: 'session.locked' } });
  });

  it('refuses a wrong passphrase and stays locked', async () => {
    expect(await unlock('guessed')).toMatchObject({ ok: false, error: { code: 'session.wrongPassphrase' } });
    expect(await call('session.status')).toMatchObject({ value: { phase: 'locked' } });
  });

  it('opens, answers from the vault, and remembers who it was', async () => {
    const id = await vaultId();
    expect(await unlock()).toMatchObject({
      ok: true,
      value: { phase: 'open', user: { login: 'r.okafor', role: 'clinician' }, lastLogin: 'r.okafor' },
    });
    expect(await vaultId()).toBe(id);
    expect(await call('patients.recent')).toEqual({ ok: true, value: [] });
    expect(await call('audit.verify')).toMatchObject({ ok: false, error: { code: 'session.forbidden' } });
    expect(await call('imports.start', { fileId: '0197a4b2-7c00-7000-8000-000000000000' })).toMatchObject({
      ok: false,
      error: { code: 'files.gone' },
    });
  });

  it('ends the vault process on lock and has another, keyless one waiting', async () => {
    const open = await vaultId();
    expect(await call('session.lock')).toMatchObject({ ok: true, value: { phase: 'locked', user: null } });
    expect(isAlive(open)).toBe(false);
    expect(await vaultId()).not.toBe(open);
    expect(await call('patients.recent')).toMatchObject({ ok: false, error: { code: 'session.locked' } });
  });

  it('locks by itself when the vault process dies, and opens again', async () => {
    await unlock();
    process.kill(await vaultId(), 'SIGKILL');
    await expect.poll(() => call('session.status'), { timeout: 20_000 }).toMatchObject({ value: { phase: 'locked' } });
    expect(await unlock()).toMatchObject({ ok: true, value: { phase: 'open' } });
    expect(await call('patients.recent')).toEqual({ ok: true, value: [] });
  });

  it('locks when the workstation is locked or goes to sleep', async () => {
    for (const event of ['lock-screen', 'suspend'] as const) {
      await unlock();
      const open = await vaultId();
      await app.electron.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);
      await expect.poll(() => isAlive(open), { timeout: 5_000, message: event }).toBe(false);
      expect(await call('session.status')).toMatchObject({ value: { phase: 'locked' } });
    }
  });

  it('starts the net process again when it dies', async () => {
    const [first = -1] = await serviceIds('net');
    process.kill(first, 'SIGKILL');
    await expect
      .poll(async () => (await serviceIds('net')).filter((id) => id !== first), { timeout: 20_000 })
      .toHaveLength(1);
  });

  it('counts a key pressed in the window as presence', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.once('input-event', () => Reflect.set(globalThis, 'hasSeenInput', true));
    });
    await app.page.keyboard.press('Shift');
    await expect.poll(() => app.electron.evaluate(() => Reflect.get(globalThis, 'hasSeenInput'))).toBe(true);
  });

  it('told the page every change, in order', async () => {
    const phases = await app.page.evaluate(() => Reflect.get(globalThis, 'phases'));
    expect(phases).toEqual(['open', 'locked', 'open', 'locked', 'open', 'locked', 'open', 'locked']);
  });

  it('stays open when the process of the screens dies, and shows them again', async () => {
    await unlock();
    const status = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) return null;
      const shownAgain = new Promise((resolve) => void contents.once('did-finish-load', () => resolve(null)));
      contents.forcefullyCrashRenderer();
      await shownAgain;
      return contents.executeJavaScript('wardkeep.session.status({})');
    });
    expect(status).toMatchObject({ ok: true, value: { phase: 'open', user: { login: 'r.okafor' } } });
  });
});
