import { ipcMain, type WebContents } from 'electron';
import type { Router } from './ipc-router.ts';
import { isOurTopFrame } from './sender.ts';

/** The names of the contract, put in by the build (electron.vite.config.ts): the channels open before it has been read. */
declare const METHOD_NAMES: Readonly<Record<string, readonly string[]>>;

/**
 * Opens one channel per method of the contract. There is no other way from a page into this process.
 * @param router calls wait for it; nothing of them is looked at before.
 */
export function openChannels(router: Promise<Router>, ourPage: WebContents): void {
  const names = Object.entries(METHOD_NAMES).flatMap(([domain, methods]) =>
    methods.map((method) => `${domain}.${method}`),
  );
  for (const name of names) {
    ipcMain.handle(name, async (event, ...args: unknown[]) => {
      const isTrusted = isOurTopFrame(event, ourPage);
      return (await router)(name, isTrusted, args);
    });
  }
}
