import { APP_ORIGIN } from './app-address.ts';

/** The part of Electron's `IpcMainInvokeEvent` that tells who asks. */
export interface Asking {
  readonly sender: object;
  /** Null when the frame was destroyed or navigated away before the call arrived. */
  readonly senderFrame: { readonly parent: object | null; readonly origin: string } | null;
}

/** Whether a call comes from the top frame of the application's own window, showing the application. */
export function isOurTopFrame({ sender, senderFrame }: Asking, ourPage: object): boolean {
  return sender === ourPage && senderFrame !== null && senderFrame.parent === null && senderFrame.origin === APP_ORIGIN;
}
