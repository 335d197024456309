import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, session as sessions } from 'electron';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { endBroken, quietChromium, reportUncaught, writeDatesDayFirst } from './shell/chromium.ts';
import { openChannels } from './shell/ipc-channels.ts';
import { readLaunchArgumentsOrExit } from './shell/launch-arguments.ts';
import { restrictAllPages, restrictSession } from './shell/web-policy.ts';
import { createWindow, showApp } from './shell/window.ts';

/** Only a build that is not packaged can be told to let test drivers in. */
const isDevelopment = !app.isPackaged && process.env.WARDKEEP_DEVELOPMENT === '1';

const isRoot = process.getuid?.() === 0;
const options = readLaunchArgumentsOrExit({ isPackaged: app.isPackaged, isRoot, isDevelopment });
const profile = options.profile ?? app.getPath('userData');
const shellFolder = join(profile, 'shell');

mkdirSync(shellFolder, { recursive: true });
app.setPath('userData', shellFolder);
reportUncaught();
quietChromium();
writeDatesDayFirst();
registerAppScheme();
restrictAllPages();
if (!app.requestSingleInstanceLock()) app.quit();
// Never `await` this at the top: Electron becomes ready only after this module has ended.
else void app.whenReady().then(start);

/**
 * Opens the window and serves the page first. The application itself is read from disk while the page becomes a picture,
 * and what a screen calls until then waits for it.
 */
function start(): void {
  const pages = sessions.fromPartition('wardkeep');
  restrictSession(pages);
  const window = createWindow({
    session: pages,
    preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
    hasDevTools: isDevelopment,
  });
  const ready = once(window, 'ready-to-show');
  const served = new Promise<void>((resolve) => serveApp(pages, join(import.meta.dirname, '..', 'renderer'), resolve));
  const router = served
    .then(() => import('./application.ts'))
    .then(({ startApplication }) =>
      startApplication({
        window,
        ready,
        profile,
        shellFolder,
        demoFolder: options.demo,
        services: import.meta.dirname,
      }),
    );
  // Nobody would ever show the window.
  router.catch(endBroken);
  openChannels(router, window.webContents);
  showApp(window);
}
