import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, powerMonitor, session as sessions } from 'electron';
import type { Preferences } from '../preload/api/desktop.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { quietChromium, reportUncaught } from './shell/chromium.ts';
import { createDemoNetwork } from './shell/demo-network.ts';
import { createEventSender } from './shell/events.ts';
import { createFileDesk } from './shell/files.ts';
import { createShellHandlers } from './shell/handlers.ts';
import { createActivity, createIdleLock } from './shell/idle-lock.ts';
import { openChannels } from './shell/ipc-channels.ts';
import { createRouter } from './shell/ipc-router.ts';
import { readLaunchArgumentsOrExit } from './shell/launch-arguments.ts';
import { logBug } from './shell/log.ts';
import { setMenu } from './shell/menu.ts';
import { type NetHost, startNetHost } from './shell/net-host.ts';
import { openDeviceSecret, readKeyProtection } from './shell/os-keystore.ts';
import { readPolicy } from './shell/policy.ts';
import { connectServices } from './shell/service-process.ts';
import { createSession } from './shell/session.ts';
import { openSettings } from './shell/settings.ts';
import { createVaultHost } from './shell/vault-host.ts';
import { restrictAllPages, restrictSession } from './shell/web-policy.ts';
import { bringToFront, createWindow, showApp } from './shell/window.ts';

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
registerAppScheme();
restrictAllPages();
if (!app.requestSingleInstanceLock()) app.quit();
// Never `await` this at the top: Electron becomes ready only after this module has ended.
else void app.whenReady().then(start);

/** Builds the parts, connects them, and opens the window. */
function start(): void {
  const settings = openSettings(shellFolder);
  const files = createFileDesk();
  const demo = createDemoNetwork(options.demo);
  const pages = sessions.fromPartition('wardkeep');
  restrictSession(pages);
  serveApp(pages, join(import.meta.dirname, '..', 'renderer'));
  const window = createWindow({
    session: pages,
    preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
    settings,
    hasDevTools: isDevelopment,
  });
  const { emit, relay } = createEventSender(window.webContents);
  let net: NetHost | undefined;

  const vault = createVaultHost({
    entry: join(import.meta.dirname, 'vault.mjs'),
    onEvent: relay,
    onEnded: () => void session.lock(),
  });
  const session = createSession({
    profile,
    version: app.getVersion(),
    nativeBinding: app.isPackaged ? null : (process.env.WARDKEEP_SQLITE_BINDING ?? null),
    vault,
    readPolicy: () => readPolicy(profile),
    readKeyProtection: () => readKeyProtection(profile),
    openDeviceSecret: () => openDeviceSecret(profile),
    onChanged: (status) => emit('session.changed', status),
    onOpened: (policy) => {
      idleLock.start(policy.autoLockMinutes);
      const running = net?.current();
      if (running) connectServices(vault, running);
    },
    onClosed: () => {
      idleLock.stop();
      files.clear();
    },
  });
  const activity = createActivity(
    () => powerMonitor.getSystemIdleTime(),
    () => performance.now(),
  );
  const idleLock = createIdleLock({
    idleSeconds: activity.idleSeconds,
    onWarning: (secondsLeft) => emit('session.locking', { secondsLeft }),
    onIdle: () => void session.lock(),
  });

  const showMenu = (language: Preferences['language']): void =>
    setMenu({ language, demo, onChosen: (item) => emit('menu.chosen', { item }) });
  const router = createRouter({
    handlers: createShellHandlers({
      profile,
      session,
      settings,
      files,
      demo,
      window,
      onStayOpen: activity.seen,
      onPreferences: ({ language }) => showMenu(language),
      quit: () => app.quit(),
    }),
    user: session.user,
    callVault: vault.call,
    filesNamedIn: files.namedIn,
    onBug: (error) => logBug('call of a screen', error),
  });
  openChannels(router, window.webContents);
  showMenu(settings.get().language);

  window.webContents.on('input-event', activity.seen);
  window.once('ready-to-show', () => {
    vault.prepare();
    net = startNetHost({
      entry: join(import.meta.dirname, 'net.mjs'),
      profile,
      readPolicy: () => readPolicy(profile),
      onStarted: (running) => {
        if (session.user() !== null) connectServices(vault, running);
      },
    });
  });
  setInterval(idleLock.tick, 1000);
  powerMonitor.on('lock-screen', () => void session.lock());
  powerMonitor.on('suspend', () => void session.lock());
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    void Promise.all([vault.end(), net?.stop()]).then(() => app.exit());
  });
  showApp(window);
}
