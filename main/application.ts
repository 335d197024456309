import { join } from 'node:path';
import { app, type BrowserWindow, powerMonitor } from 'electron';
import type { Preferences } from '../preload/api/desktop.ts';
import { createDemoNetwork } from './shell/demo-network.ts';
import { createEventSender } from './shell/events.ts';
import { createFileDesk } from './shell/files.ts';
import { createShellHandlers } from './shell/handlers.ts';
import { createActivity, createIdleLock } from './shell/idle-lock.ts';
import { createRouter, type Router } from './shell/ipc-router.ts';
import { logBug } from './shell/log.ts';
import { setMenu } from './shell/menu.ts';
import { type NetHost, startNetHost } from './shell/net-host.ts';
import { openDeviceSecret, readKeyProtection } from './shell/os-keystore.ts';
import { readPolicy } from './shell/policy.ts';
import { connectServices } from './shell/service-process.ts';
import { createSession } from './shell/session.ts';
import { openSettings } from './shell/settings.ts';
import { createVaultHost } from './shell/vault-host.ts';
import { bringToFront, rememberAppearance } from './shell/window.ts';

export interface ApplicationParts {
  /** The window, not shown yet. */
  readonly window: BrowserWindow;
  /** Settles when there is something in the window to show. */
  readonly ready: Promise<unknown>;
  readonly profile: string;
  /** Where the shell and Chromium keep what is theirs, inside the profile. */
  readonly shellFolder: string;
  readonly demoFolder: string | null;
  /** Folder of the built entries of the vault and net processes. */
  readonly services: string;
}

/** Composition root: builds the parts and connects them. @returns what answers the calls of the screens. */
export function startApplication(parts: ApplicationParts): Router {
  const { window, profile, shellFolder, demoFolder, services } = parts;
  const settings = openSettings(shellFolder);
  rememberAppearance(window, settings);
  void parts.ready.then(() => window.show());
  const files = createFileDesk();
  const demo = createDemoNetwork(demoFolder);
  const { emit, relay } = createEventSender(window.webContents);
  let net: NetHost | undefined;

  const vault = createVaultHost({
    entry: join(services, 'vault.mjs'),
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

  /** Has the vault process waiting and the net process running; a page that was loaded again asks once more. */
  function startServices(): void {
    vault.prepare();
    net ??= startNetHost({
      entry: join(services, 'net.mjs'),
      profile,
      readPolicy: () => readPolicy(profile),
      onStarted: (running) => {
        if (session.user() !== null) connectServices(vault, running);
      },
    });
  }

  const router = createRouter({
    handlers: createShellHandlers({
      profile,
      session,
      settings,
      files,
      demo,
      window,
      onShown: startServices,
      onStayOpen: activity.seen,
      onPreferences: ({ language }) => showMenu(language),
      quit: () => app.quit(),
    }),
    user: session.user,
    callVault: vault.call,
    filesNamedIn: files.namedIn,
    onBug: (error) => logBug('call of a screen', error),
  });
  showMenu(settings.get().language);

  window.webContents.on('input-event', activity.seen);
  setInterval(idleLock.tick, 1000);
  powerMonitor.on('lock-screen', () => void session.lock());
  powerMonitor.on('suspend', () => void session.lock());
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    void Promise.all([vault.end(), net?.stop()]).then(() => app.exit());
  });
  return router;
}
