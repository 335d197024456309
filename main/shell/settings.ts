import Store from 'electron-store';
import type { Preferences } from '../../preload/api/desktop.ts';

/** Size and place of the window when it was last closed; in device independent pixels. */
export interface WindowBounds {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

interface StoredSettings extends Preferences {
  readonly window: WindowBounds | null;
  /** Login of the last person who signed in here, so that most people type the passphrase only. */
  readonly lastLogin: string | null;
}

/** What this workstation remembers outside the vault: nothing secret, nothing clinical. */
export type Settings = Store<StoredSettings>;

/** Opens `settings.json` in a folder. A damaged file is replaced by the defaults: nothing in it is worth a refusal to start. */
export function openSettings(folder: string): Settings {
  return new Store<StoredSettings>({
    cwd: folder,
    name: 'settings',
    clearInvalidConfig: true,
    schema: {
      theme: { enum: ['light', 'dark', 'system'] },
      language: { enum: ['en', 'es'] },
      window: {
        type: ['object', 'null'],
        properties: {
          width: { type: 'integer', minimum: 1 },
          height: { type: 'integer', minimum: 1 },
          x: { type: 'integer' },
          y: { type: 'integer' },
        },
        required: ['width', 'height'],
        additionalProperties: false,
      },
      lastLogin: { type: ['string', 'null'], maxLength: 64 },
    },
    defaults: { theme: 'system', language: 'en', window: null, lastLogin: null },
  });
}
