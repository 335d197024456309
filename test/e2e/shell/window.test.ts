import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../../scripts/application/launch.ts';
import { HARDENED, readPreferences, tryEverything } from './window-probe.ts';

let app: LaunchedApp;
let site: Server;
let foreignUrl: string;
let requestsToSite = 0;

beforeAll(async () => {
  app = await launchApp();
  site = createServer((request, response) => {
    requestsToSite += 1;
    const isPicture = request.url === '/picture.svg';
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', isPicture ? 'image/svg+xml' : 'text/html');
    response.end(isPicture ? '<svg xmlns="http://www.w3.org/2000/svg"/>' : '<!doctype html><body>elsewhere');
  });
  await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  foreignUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
});

afterAll(async () => {
  await app.close();
  site.close();
});

describe('the window', () => {
  it('lets Chromium write dates as the screens do, day before month', async () => {
    const fourthOfMarch = await app.page.evaluate(() => new Date(2026, 2, 4).toLocaleDateString(navigator.language));
    expect(fourthOfMarch).toBe('04/03/2026');
  });
});

describe('[R-30] the window', () => {
  it('is sandboxed, isolated and without Node', async () => {
    expect(await readPreferences(app.electron, app.page.url())).toEqual(HARDENED.preferences);
  });

  it('lets its page do nothing but show the application', async () => {
    expect(await tryEverything(app.page, foreignUrl)).toEqual(HARDENED.page);
    expect(requestsToSite).toBe(0);
    expect(app.electron.windows().length).toBe(1);
  });

  it('has a content security policy of none and self, without any unsafe source, and a new nonce for every load', async () => {
    const policies = await app.page.evaluate(async () => {
      const read = async () => (await fetch('/')).headers.get('content-security-policy') ?? '';
      return [await read(), await read()];
    });
    const withoutNonce = policies.map((policy) => policy.replace(/'nonce-[A-Za-z0-9+/]{22}=='/, "'nonce-'"));
    expect(withoutNonce[0]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'none'; frame-ancestors 'none'; " +
        "base-uri 'none'",
    );
    expect(withoutNonce[1]).toBe(withoutNonce[0]);
    expect(policies[1]).not.toBe(policies[0]);
  });

  it('gets only files of the screens, however a path is spelled', async () => {
    const paths = [
      '/../preload/index.cjs',
      '/..%2fpreload/index.cjs',
      '/%2e%2e/preload/index.cjs',
      '/..%5c..%5cpackage.json',
      '//app/index.html/../../../package.json',
      '/index.html%00.js',
      '/sub',
      '/package.json',
    ];
    const answers = await app.page.evaluate(async (all) => {
      const statusOf = async (path: string, init?: RequestInit) =>
        fetch(`wardkeep://app${path}`, init).then(
          (response) => response.status,
          () => 0,
        );
      return {
        page: await statusOf('/'),
        refused: await Promise.all(all.map((path) => statusOf(path))),
        post: await statusOf('/', { method: 'POST', body: 'x' }),
        otherHost: await fetch('wardkeep://elsewhere/').then(
          (response) => response.status,
          () => 0,
        ),
      };
    }, paths);
    expect(answers).toEqual({ page: 200, refused: paths.map(() => 404), post: 404, otherHost: 0 });
  });

  it('opens at 1366×768, not below 1024×700, on the background of its theme', async () => {
    const window = await app.electron.evaluate(({ BrowserWindow }) => {
      const [only] = BrowserWindow.getAllWindows();
      return {
        size: only?.getSize(),
        smallest: only?.getMinimumSize(),
        color: only?.getBackgroundColor().toLowerCase(),
      };
    });
    expect(window).toEqual({ size: [1366, 768], smallest: [1024, 700], color: '#f5f6f8' });
  });

  it('is found open by the same probe when it is opened carelessly (planted)', async () => {
    const opened = app.electron.waitForEvent('window');
    await app.electron.evaluate(async ({ BrowserWindow, session }, url) => {
      const careless = session.fromPartition('careless');
      careless.setPermissionRequestHandler((_contents, _permission, answer) => answer(true));
      const window = new BrowserWindow({
        webPreferences: {
          session: careless,
          sandbox: false,
          contextIsolation: false,
          nodeIntegration: true,
          webSecurity: false,
          webviewTag: true,
        },
      });
      for (const event of ['will-navigate', 'will-frame-navigate', 'will-attach-webview'] as const) {
        window.webContents.removeAllListeners(event);
      }
      await window.loadURL(url);
    }, foreignUrl);
    const page = await opened;
    await page.waitForURL(foreignUrl);
    const preferences = await readPreferences(app.electron, foreignUrl);
    expect(namesOfDifferences(preferences, HARDENED.preferences)).toEqual([
      'sandbox',
      'contextIsolation',
      'nodeIntegration',
      'webSecurity',
      'allowRunningInsecureContent',
      'webviewTag',
    ]);
    const facts = await tryEverything(page, `${foreignUrl}#elsewhere`);
    expect(namesOfDifferences(facts, HARDENED.page)).toEqual(
      expect.arrayContaining([
        'node',
        'eval',
        'inlineScript',
        'inlineStyle',
        'foreignFetch',
        'foreignImage',
        'webAssembly',
        'navigation',
      ]),
    );
  });
});

function namesOfDifferences(found: Record<string, unknown>, expected: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(expected).filter((name) => found[name] !== expected[name]);
}
