import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../preload/api/errors.ts';
import { FileId, ImportId } from '../../../preload/api/ids.ts';
import type { ImportProgress } from '../../../preload/api/imports.ts';
import { ImportStore, isOver } from '../../../renderer/features/import/import-store.ts';

const FIRST = ImportId.parse('01936d5e-0000-7000-8000-000000000001');
const OTHER = ImportId.parse('01936d5e-0000-7000-8000-000000000002');
const FILE = { fileId: FileId.parse('01936d5e-0000-7000-8000-0000000000ff'), name: 'bundle.json' };

function progress(importId: ImportId, done: number, phase: ImportProgress['phase'] = 'validating'): ImportProgress {
  return { importId, phase, done, total: 100, remainingMs: null, error: null };
}

/** A store whose call to start an import answers when the test says so. */
function aStore() {
  const answers: { resolve: (importId: ImportId) => void; reject: (error: unknown) => void }[] = [];
  const listeners: ((progress: ImportProgress) => void)[] = [];
  const store = new ImportStore({
    start: () =>
      new Promise((resolve, reject) => {
        answers.push({ resolve: (importId) => resolve({ importId }), reject });
      }),
    listen: (listener) => listeners.push(listener),
  });
  return {
    store,
    tell: (news: ImportProgress) => {
      for (const listener of listeners) listener(news);
    },
    answer: (importId: ImportId) => answers.at(-1)?.resolve(importId),
    refuse: (error: unknown) => answers.at(-1)?.reject(error),
  };
}

describe('the import of a window', () => {
  it('shows the file at once and its progress as it comes', async () => {
    const { store, tell, answer } = aStore();
    const started = store.start(FILE);
    expect(store.get()).toEqual({ fileName: 'bundle.json', importId: null, progress: null });
    answer(FIRST);
    await started;
    tell(progress(FIRST, 40));
    expect(store.get()).toEqual({ fileName: 'bundle.json', importId: FIRST, progress: progress(FIRST, 40) });
  });

  it('loses nothing that was told before the call had answered', async () => {
    const { store, tell, answer } = aStore();
    const started = store.start(FILE);
    tell(progress(FIRST, 100, 'done'));
    answer(FIRST);
    await started;
    expect(store.get()?.progress).toEqual(progress(FIRST, 100, 'done'));
  });

  it('does not take the progress of another import for its own', async () => {
    const { store, tell, answer } = aStore();
    const started = store.start(FILE);
    tell(progress(OTHER, 90));
    answer(FIRST);
    await started;
    tell(progress(OTHER, 95));
    expect(store.get()?.progress).toBeNull();
  });

  it('goes back to choosing when the file is refused, and passes the refusal on', async () => {
    const { store, refuse } = aStore();
    const started = store.start(FILE);
    const refusal = new AppError('import.tooLarge', 'too large');
    refuse(refusal);
    await expect(started).rejects.toBe(refusal);
    expect(store.get()).toBeNull();
  });

  it('tells its watchers until they leave', async () => {
    const { store, tell, answer } = aStore();
    const watcher = vi.fn();
    const leave = store.watch(watcher);
    const started = store.start(FILE);
    answer(FIRST);
    await started;
    leave();
    const told = watcher.mock.calls.length;
    tell(progress(FIRST, 50));
    expect(told).toBe(2);
    expect(watcher).toHaveBeenCalledTimes(told);
  });

  it('is over when it is done, cancelled or failed, and not before', () => {
    const over = (['reading', 'validating', 'storing', 'done', 'cancelled', 'failed'] as const).map((phase) =>
      isOver(progress(FIRST, 1, phase)),
    );
    expect(over).toEqual([false, false, false, true, true, true]);
    expect(isOver(null)).toBe(false);
  });
});
