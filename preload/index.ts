import { contextBridge, ipcRenderer, webUtils } from 'electron';

/**
 * The names of the contract, put in by the build (electron.vite.config.ts): importing the contract itself would make
 * every start wait for schemas that this side never uses.
 */
declare const METHOD_NAMES: Readonly<Record<string, readonly string[]>>;
declare const EVENT_NAMES: readonly string[];

/**
 * Exposes the contract as `window.wardkeep`, and nothing else: one function per method, one subscription per event.
 * There is no generic send or invoke, and no way to name a path.
 */
const domains = Object.fromEntries(
  Object.entries(METHOD_NAMES).map(([domain, methods]) => [
    domain,
    Object.fromEntries(
      methods.map((method) => [
        method,
        (args: unknown): Promise<unknown> => ipcRenderer.invoke(`${domain}.${method}`, args),
      ]),
    ),
  ]),
);

/** Only here does a dropped file get its path: from Electron, which knows it only for a file that really was dropped. */
function offerFile(file: File): Promise<unknown> {
  return ipcRenderer.invoke('files.offer', { path: webUtils.getPathForFile(file) });
}

function on(event: string, listener: (payload: unknown) => void): () => void {
  if (!EVENT_NAMES.includes(event)) throw new Error(`There is no event ${event}.`);
  const deliver = (_: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(event, deliver);
  return () => void ipcRenderer.off(event, deliver);
}

// The bridge freezes what it copies into the page.
contextBridge.exposeInMainWorld('wardkeep', {
  ...domains,
  files: { ...domains.files, offer: offerFile },
  on,
});
