import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { methodNames } from '../../preload/api/contract.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import type { Router } from './ipc-router.ts';

/** Opens one channel per method of the contract. There is no other way from a page into this process. */
export function openChannels(router: Router, ourPage: WebContents): void {
  for (const name of methodNames()) {
    ipcMain.handle(name, (event, ...args: unknown[]) => router(name, isOurTopFrame(event, ourPage), args));
  }
}

/** Whether a call comes from the top frame of the application's own window, showing the application. */
function isOurTopFrame(event: IpcMainInvokeEvent, ourPage: WebContents): boolean {
  const frame = event.senderFrame;
  return frame !== null && event.sender === ourPage && frame.parent === null && frame.origin === APP_ORIGIN;
}
