import { ipcMain, type WebContents } from 'electron';
import { methodNames } from '../../preload/api/contract.ts';
import type { Router } from './ipc-router.ts';
import { isOurTopFrame } from './sender.ts';

/** Opens one channel per method of the contract. There is no other way from a page into this process. */
export function openChannels(router: Router, ourPage: WebContents): void {
  for (const name of methodNames()) {
    ipcMain.handle(name, (event, ...args: unknown[]) => router(name, isOurTopFrame(event, ourPage), args));
  }
}
