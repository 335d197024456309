import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applicationCommand } from '../../../scripts/application/command.ts';
import { launchApp } from '../../../scripts/application/launch.ts';
import { ensureDisplay } from '../../../scripts/electron-runtime/virtual-display.ts';
import { aProfile } from '../fixtures/profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardkeep-launch-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the application as a person would, without a test driver. @returns its exit status and what it said. */
async function start(...extra: string[]): Promise<{ status: number | null; said: string }> {
  const command = await applicationCommand(join(folder, 'profile'), undefined);
  const display = await ensureDisplay();
  const child = spawn(command.executable, [...command.args, ...extra], {
    env: { ...process.env, ...command.env, DISPLAY: display.name, WARDKEEP_DEVELOPMENT: '' },
    timeout: 5_000,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [status] = await once(child, 'exit');
  display.stop();
  return { status, said };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

describe('[R-27] a hostile start', () => {
  it.each([
    '--remote-debugging-port=39222',
    '--load-extension=/tmp',
    '--js-flags=--expose-gc',
    '--proxy-server=127.0.0.1:1',
  ])('with %s ends at once and says why', async (argument) => {
    const ended = start(argument);
    const outcome = await ended;
    expect(outcome).toEqual({ status: 64, said: expect.stringContaining(`"${argument.split('=')[0]}"`) });
    expect(await isOpen(39_222)).toBe(false);
  });
});

describe('a start', () => {
  it('that fails ends, and says where, instead of staying without a window', async () => {
    const inTheWay = join(folder, 'profile', 'shell', 'settings.json');
    mkdirSync(inTheWay, { recursive: true });
    expect(await start()).toEqual({ status: 70, said: expect.stringContaining('shell: Error') });
    rmSync(inTheWay, { recursive: true });
  });

  it('shows the window where and how it was left, and keeps nothing but settings', async () => {
    const profile = await aProfile();
    const first = await launchApp({ profile });
    await first.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1200, height: 720 }),
    );
    await first.page.evaluate(() =>
      Reflect.get(globalThis, 'wardkeep').preferences.set({ theme: 'dark', language: 'es' }),
    );
    await first.close();
    const stored = JSON.parse(readFileSync(join(profile, 'shell', 'settings.json'), 'utf8'));
    expect(Object.keys(stored).sort()).toEqual(['language', 'theme', 'window']);

    const second = await launchApp({ profile });
    const window = await second.electron.evaluate(({ BrowserWindow, nativeTheme, Menu }) => {
      const [only] = BrowserWindow.getAllWindows();
      const menu = Menu.getApplicationMenu()?.items.map((item) => item.label);
      return { size: only?.getSize(), dark: nativeTheme.shouldUseDarkColors, color: only?.getBackgroundColor(), menu };
    });
    expect(window).toMatchObject({
      size: [1200, 720],
      dark: true,
      color: '#0E1217',
      menu: ['Archivo', 'Edición', 'Ver', 'Ayuda'],
    });
    await second.close();
    rmSync(profile, { recursive: true });
  });

  it('survives damaged settings', async () => {
    const profile = await aProfile();
    const first = await launchApp({ profile });
    await first.close();
    writeFileSync(join(profile, 'shell', 'settings.json'), '{"theme":"loud","window":{"width":-1},"language":');
    const second = await launchApp({ profile });
    const preferences = await second.page.evaluate(() => Reflect.get(globalThis, 'wardkeep').preferences.get({}));
    expect(preferences).toEqual({ ok: true, value: { theme: 'system', language: 'en' } });
    await second.close();
    rmSync(profile, { recursive: true });
  });

  it('says which field of the policy is wrong', async () => {
    const profile = await aProfile();
    const path = join(profile, 'network.json');
    const policy = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...policy, chain: { ...policy.chain, rpcUrls: ['nowhere'] } }));
    const app = await launchApp({ profile });
    const status = await app.page.evaluate(() => Reflect.get(globalThis, 'wardkeep').session.status({}));
    expect(status).toMatchObject({
      ok: false,
      error: { code: 'policy.invalid', details: { path: 'chain.rpcUrls.0' } },
    });
    await app.close();
    rmSync(profile, { recursive: true });
  });

  it('opens a profile only once', async () => {
    const profile = await aProfile();
    const first = await launchApp({ profile });
    const command = await applicationCommand(profile, undefined);
    const display = await ensureDisplay();
    const second = spawn(command.executable, command.args, {
      env: { ...process.env, DISPLAY: display.name },
      stdio: 'ignore',
    });
    expect(await once(second, 'exit')).toEqual([0, null]);
    expect(first.electron.windows().length).toBe(1);
    display.stop();
    await first.close();
    rmSync(profile, { recursive: true });
  });
});
