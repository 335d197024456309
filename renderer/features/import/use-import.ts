import { useSyncExternalStore } from 'react';
import { call, listen } from '../../api/client.ts';
import { ImportStore, type RunningImport } from './import-store.ts';

/** One for the window: leaving the screen does not lose the import. Made when the screen is first opened. */
let store: ImportStore | undefined;

function importStore(): ImportStore {
  if (store) return store;
  store = new ImportStore({
    start: (fileId) => call('imports.start', { fileId }),
    listen: (listener) => listen('imports.progress', listener),
  });
  // What one person imported is not shown to the next.
  listen('session.changed', ({ phase }) => {
    if (phase !== 'open') store?.clear();
  });
  return store;
}

export function useImport(): { running: RunningImport | null; store: ImportStore } {
  const shared = importStore();
  return { running: useSyncExternalStore(shared.watch, shared.get), store: shared };
}
