import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, session as sessions } from 'electron';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { quietChromium, reportUncaught, writeDatesDayFirst } from './shell/chromium.ts';
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
 * Opens the window first. The application itself is read from disk while the process of the screens starts, and no
 * screen is served before it is there to answer.
 */
function start(): void {
  const pages = sessions.fromPartition('wardkeep');
  restrictSession(pages);
  const window = createWindow({
    session: pages,
    preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
    hasDevTools: isDevelopment,
  });
  const started = import('./application.ts').then(({ startApplication }) =>
    startApplication({ window, profile, shellFolder, demoFolder: options.demo, services: import.meta.dirname }),
  );
  serveApp(pages, join(import.meta.dirname, '..', 'renderer'), started);
  showApp(window);
}
