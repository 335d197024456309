import { app, type Session } from 'electron';
import { APP_URL } from './app-address.ts';

/** Addresses a page may load from: its own files and what it made itself. Everything else is not even asked for. */
const LOCAL_ADDRESSES = [APP_URL, 'data:', 'blob:', 'devtools:'];

/** Denies a session every permission, device, download and request to the outside. */
export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !LOCAL_ADDRESSES.some((start) => request.url.startsWith(start)) });
  });
}

/** Keeps every page this application ever opens where it is: no navigation, no window, no embedded guest. */
export function restrictAllPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
