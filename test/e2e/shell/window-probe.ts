import type { ElectronApplication, Page } from 'playwright-core';

/** What a window lets a page do, as tried at run time. */
export interface WindowFacts {
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly page: Readonly<Record<string, unknown>>;
}

/** What every window of the application must be like. */
export const HARDENED: WindowFacts = {
  preferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
    plugins: false,
  },
  page: {
    node: 'undefined undefined undefined',
    eval: 'EvalError',
    inlineScript: 'blocked',
    inlineStyle: 'blocked',
    foreignFetch: 'blocked',
    foreignImage: 'blocked',
    frame: 'blocked',
    webAssembly: 'CompileError',
    windowOpen: 'null',
    navigation: 'stayed',
    notifications: 'denied',
    permissions: 'denied denied denied denied denied',
    webview: 'no guest',
  },
};

/** The window preferences Electron really uses. */
export function readPreferences(electron: ElectronApplication, url: string): Promise<Record<string, unknown>> {
  return electron.evaluate(
    ({ webContents }, { address, names }) => {
      const contents = webContents.getAllWebContents().find((candidate) => candidate.getURL() === address);
      // The method exists for Electron's own tests and is not in its typings.
      const preferences: Record<string, unknown> = Reflect.get(contents ?? {}, 'getLastWebPreferences').call(contents);
      return Object.fromEntries(names.map((name) => [name, preferences[name] ?? false]));
    },
    { address: url, names: Object.keys(HARDENED.preferences) },
  );
}

/** Tries from inside a page everything that the page must not be able to do. */
export function tryEverything(page: Page, foreignUrl: string): Promise<Record<string, unknown>> {
  return page.evaluate(async (foreign) => {
    const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
    const outcome = (attempt: () => unknown) => {
      try {
        return String(attempt());
      } catch (error) {
        return nameOf(error);
      }
    };
    const script = document.createElement('script');
    script.textContent = 'document.body.dataset.inline = "ran"';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { outline-style: dotted }';
    document.head.append(style);
    const image = document.createElement('img');
    const imageOutcome = new Promise((resolve) => {
      image.addEventListener('load', () => resolve('loaded'));
      image.addEventListener('error', () => resolve('blocked'));
    });
    image.src = new URL('picture.svg', foreign).href;
    const frame = document.createElement('iframe');
    frame.src = foreign;
    document.body.append(frame);
    const webview = document.createElement('webview');
    webview.setAttribute('src', foreign);
    document.body.append(webview);

    const address = location.href;
    location.href = foreign;
    const wasm = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    const facts = {
      node: `${typeof Reflect.get(globalThis, 'require')} ${typeof Reflect.get(globalThis, 'process')} ${typeof Reflect.get(globalThis, 'Buffer')}`,
      // In a task of its own: the debugger that runs this lets the code it starts itself use `eval`.
      eval: await new Promise((resolve) => setTimeout(() => resolve(outcome(() => new Function('return 1')())))),
      inlineScript: document.body.dataset.inline === 'ran' ? 'ran' : 'blocked',
      inlineStyle: getComputedStyle(document.body).outlineStyle === 'dotted' ? 'applied' : 'blocked',
      foreignFetch: await fetch(foreign).then(
        () => 'answered',
        () => 'blocked',
      ),
      foreignImage: await imageOutcome,
      // A frame that is not let load stays on its first, empty document.
      frame: outcome(() => frame.contentDocument?.URL) === 'about:blank' ? 'blocked' : 'loaded',
      webAssembly: await WebAssembly.compile(wasm).then(() => 'compiled', nameOf),
      windowOpen: outcome(() => window.open(foreign)),
      notifications: await Notification.requestPermission(),
      permissions: (
        await Promise.all(
          ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read'].map(
            // Safe: Chromium knows the two names that the typings leave out.
            async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
          ),
        )
      ).join(' '),
      webview: Reflect.get(webview, 'getWebContentsId') === undefined ? 'no guest' : 'guest',
      navigation: location.href === address ? 'stayed' : location.href,
    };
    for (const element of [script, style, image, frame, webview]) element.remove();
    return facts;
  }, foreignUrl);
}
