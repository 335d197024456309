import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methodNames } from '../../../preload/api/contract.ts';
import { type LaunchedApp, launchApp } from '../../../scripts/application/launch.ts';
import { checkoutDirectory } from '../../../scripts/electron-runtime/checkout.ts';
import { probeArguments, probeSender, type RogueSender } from './gate-probe.ts';

/** What a page can call with arguments of its own: `files.offer` takes a dropped file there, and a path only from the preload. */
const methods = methodNames().filter((name) => name !== 'files.offer');
const preload = join(checkoutDirectory, 'out', 'preload', 'index.cjs');

let app: LaunchedApp;
let site: Server;
let siteAddress: string;

beforeAll(async () => {
  app = await launchApp();
  site = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(request.url === '/frame' ? 'inside' : '<iframe src="/frame"></iframe>');
  });
  await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  siteAddress = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
});

afterAll(async () => {
  await app.close();
  site.close();
});

function rogues(): RogueSender[] {
  const page = { preload, isInOurSession: false, isFrame: false };
  return [
    { ...page, name: 'about:blank', url: 'about:blank' },
    { ...page, name: 'another origin', url: siteAddress },
    { ...page, name: 'a frame', url: siteAddress, isFrame: true },
    { ...page, name: 'a second window of the application', url: 'wardkeep://app/', isInOurSession: true },
  ];
}

describe('[R-31] the gate', () => {
  it('has exactly one channel per method of the contract', async () => {
    const channels = await app.electron.evaluate(({ ipcMain }) => {
      // Electron keeps its handlers in this map; there is no public way to list them.
      const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
      return handlers instanceof Map ? [...handlers.keys()] : [];
    });
    expect(channels.sort()).toEqual(methodNames().sort());
  });

  it('exposes nothing but the methods, the events and their names to the page', async () => {
    const exposed = await app.page.evaluate(() => {
      const api: Record<string, unknown> = Reflect.get(globalThis, 'wardkeep');
      return Object.entries(api).flatMap(([domain, value]) =>
        typeof value === 'function' ? [domain] : Object.keys(value ?? {}).map((name) => `${domain}.${name}`),
      );
    });
    expect(exposed.sort()).toEqual([...methodNames(), 'on'].sort());
  });

  it('is frozen, and knows no other event', async () => {
    const outcome = await app.page.evaluate(() => {
      const api: Record<string, Record<string, unknown>> & { on: (event: string, listener: () => void) => unknown } =
        Reflect.get(globalThis, 'wardkeep');
      const refusals: boolean[] = [];
      for (const change of [
        () => Reflect.set(api, 'session', {}),
        () => Reflect.set(api.session ?? {}, 'unlock', () => 'caught'),
        () => Reflect.deleteProperty(api.session ?? {}, 'unlock'),
        () => Reflect.set(api, 'added', 1),
      ]) {
        refusals.push(change());
      }
      let unknownEvent = 'subscribed';
      try {
        api.on('patients.get', () => {});
      } catch {
        unknownEvent = 'refused';
      }
      return { refusals, unknownEvent };
    });
    expect(outcome).toEqual({ refusals: [false, false, false, false], unknownEvent: 'refused' });
  });

  it('refuses wrong types, extra keys and 10 MB in every method', async () => {
    expect(await probeArguments(app.page, methods)).toEqual([]);
  });

  it('takes a key __proto__ for nothing', async () => {
    const theme = await app.page.evaluate(async () => {
      const hostile = JSON.parse('{"__proto__":{"theme":"dark"}}');
      return (await Reflect.get(globalThis, 'wardkeep').preferences.set(hostile)).value.theme;
    });
    expect(theme).toBe('system');
  });

  it('refuses a path that was not dropped', async () => {
    const answers = await app.page.evaluate(async () => {
      const { files } = Reflect.get(globalThis, 'wardkeep');
      const attempts: unknown[] = [new File(['x'], 'invented.pdf'), { path: '/etc/passwd' }, '/etc/passwd'];
      return Promise.all(
        attempts.map(async (attempt) => {
          try {
            return (await files.offer(attempt)).error.code;
          } catch {
            return 'threw';
          }
        }),
      );
    });
    expect(answers).toEqual(['ipc.badArguments', 'threw', 'threw']);
  });

  it('refuses every other sender in every method', async () => {
    for (const rogue of rogues()) {
      expect(await probeSender(app.electron, rogue, methodNames()), rogue.name).toEqual([]);
    }
  });

  it('survives a frame that is gone before its answer', async () => {
    await app.electron.evaluate(async ({ BrowserWindow }, path) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
      await window.loadURL('about:blank');
      void window.webContents.executeJavaScript('void wardkeep.session.status({})').catch(() => {});
      window.destroy();
    }, preload);
    const status = await app.page.evaluate(() => Reflect.get(globalThis, 'wardkeep').session.status({}));
    expect(status.ok).toBe(true);
  });

  it('is found open when a handler forgets its checks (planted)', async () => {
    await app.electron.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('session.lock');
      ipcMain.handle('session.lock', () => ({ ok: true, value: null }));
    });
    const found = await probeArguments(app.page, ['session.lock', 'session.stayOpen']);
    expect(new Set(found.map((hole) => hole.method))).toEqual(new Set(['session.lock']));
    expect(found.map((hole) => hole.attack)).toContain('10 MB of text');
    for (const rogue of rogues()) {
      const holes = await probeSender(app.electron, rogue, ['session.lock', 'session.stayOpen']);
      const answer = 'answered {"ok":true,"value":null}';
      expect(holes).toEqual([{ method: 'session.lock', attack: rogue.name, answer }]);
    }
  });
});
