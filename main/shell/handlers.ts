import type { BrowserWindow } from 'electron';
import { nativeTheme } from 'electron';
import type { Preferences } from '../../preload/api/desktop.ts';
import type { DemoNetwork } from './demo-network.ts';
import { chooseFile, printWindow, saveImage } from './dialogs.ts';
import type { FileDesk } from './files.ts';
import type { ShellHandlers } from './ipc-router.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

export interface HandlerParts {
  readonly profile: string;
  readonly session: Session;
  readonly settings: Settings;
  readonly files: FileDesk;
  readonly demo: DemoNetwork;
  readonly window: BrowserWindow;
  readonly onShown: () => void;
  readonly onStayOpen: () => void;
  readonly onPreferences: (preferences: Preferences) => void;
  /** Ends this application, so that another may take its place. */
  readonly quit: () => void;
}

/** What the shell answers itself: who is signed in, files, printing and preferences. */
export function createShellHandlers(parts: HandlerParts): ShellHandlers {
  const { session, settings, files, demo, window } = parts;

  function preferences(): Preferences {
    const { theme, language } = settings.get();
    return { theme, language };
  }

  return {
    session: {
      status: () => session.status(),
      unlock: (credentials) => session.unlock(credentials),
      lock: () => session.lock(),
      shown: () => {
        parts.onShown();
        return null;
      },
      stayOpen: () => {
        parts.onStayOpen();
        return null;
      },
    },
    setup: {
      options: () => ({ demoAvailable: demo.isAvailable(), profileFolder: parts.profile }),
      openDemo: ({ hospital }) => {
        demo.open(hospital);
        parts.quit();
        return null;
      },
    },
    files: {
      choose: async ({ purpose }) => {
        const path = await chooseFile(window, purpose);
        return path === null ? null : files.accept(path);
      },
      offer: ({ path }) => files.accept(path),
      saveImage: ({ suggestedName, png }) => saveImage(window, suggestedName, png),
      print: () => printWindow(window),
    },
    preferences: {
      get: preferences,
      set: (changed) => {
        settings.change({ ...preferences(), ...changed });
        nativeTheme.themeSource = settings.get().theme;
        parts.onPreferences(preferences());
        return preferences();
      },
    },
  };
}
