import type { FileId, ImportId } from '../../../preload/api/ids.ts';
import type { ImportProgress } from '../../../preload/api/imports.ts';

export interface RunningImport {
  readonly fileName: string;
  /** Null until the vault has named it. */
  readonly importId: ImportId | null;
  readonly progress: ImportProgress | null;
}

/** What the store needs from outside. */
export interface ImportPorts {
  readonly start: (fileId: FileId) => Promise<{ importId: ImportId }>;
  readonly listen: (listener: (progress: ImportProgress) => void) => void;
}

export function isOver(progress: ImportProgress | null): boolean {
  return progress !== null && ['done', 'cancelled', 'failed'].includes(progress.phase);
}

/**
 * The import of this window, kept while other screens are open. Progress may arrive before the call that started the
 * import has answered, so what came for an unknown id is kept until its name is known.
 */
export class ImportStore {
  #running: RunningImport | null = null;
  #early: ImportProgress | null = null;
  readonly #watchers = new Set<() => void>();
  readonly #ports: ImportPorts;

  constructor(ports: ImportPorts) {
    this.#ports = ports;
    ports.listen((progress) => this.#take(progress));
  }

  readonly get = (): RunningImport | null => this.#running;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  async start(file: { fileId: FileId; name: string }): Promise<void> {
    this.#early = null;
    this.#set({ fileName: file.name, importId: null, progress: null });
    try {
      const { importId } = await this.#ports.start(file.fileId);
      this.#set({ fileName: file.name, importId, progress: this.#earlyFor(importId) });
    } catch (error) {
      this.#set(null);
      throw error;
    }
  }

  /** Forgets the import on screen; one that still runs goes on in the vault. */
  clear(): void {
    this.#set(null);
  }

  #earlyFor(importId: ImportId): ImportProgress | null {
    return this.#early?.importId === importId ? this.#early : null;
  }

  #take(progress: ImportProgress): void {
    if (this.#running?.importId === progress.importId) this.#set({ ...this.#running, progress });
    else this.#early = progress;
  }

  #set(running: RunningImport | null): void {
    this.#running = running;
    for (const watcher of this.#watchers) watcher();
  }
}
