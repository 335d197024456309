import Store from 'electron-store';
import { z } from 'zod';
import { Preferences } from '../../preload/api/desktop.ts';
import { logBug } from './log.ts';

const WindowBounds = z.strictObject({
  width: z.int().min(1),
  height: z.int().min(1),
  x: z.int().optional(),
  y: z.int().optional(),
});
/** Size and place of the window when it was last closed; in device independent pixels. */
export type WindowBounds = z.infer<typeof WindowBounds>;

/** A value that does not fit counts as the default: nothing in here is worth a refusal to start. */
const StoredSettings = z.object({
  theme: Preferences.shape.theme.catch('system'),
  language: Preferences.shape.language.catch('en'),
  window: WindowBounds.nullable().catch(null),
});
type StoredSettings = z.infer<typeof StoredSettings>;

/** What this workstation remembers outside the vault: nothing secret, nothing clinical, nobody's name. */
export interface Settings {
  get(): StoredSettings;
  /** Holds until the application ends, and longer if the disk takes it. */
  change(changed: Partial<StoredSettings>): void;
}

/** Opens `settings.json` in a folder. */
export function openSettings(folder: string): Settings {
  // The schema is checked here and not by the store, whose validator costs the first screen 70 ms.
  const store = new Store({ cwd: folder, name: 'settings', clearInvalidConfig: true });
  let current = StoredSettings.parse(store.store);
  return {
    get: () => current,
    change: (changed) => {
      current = StoredSettings.parse({ ...current, ...changed });
      try {
        store.store = current;
      } catch (error) {
        // A full disk is told about where work would be lost, not for the size of a window.
        logBug('settings', error);
      }
    },
  };
}
