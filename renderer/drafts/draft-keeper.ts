import type { DraftId } from '../../preload/api/ids.ts';

/** What a form hands over: a title for the list of drafts and its whole state as text. */
export interface DraftContent {
  readonly title: string;
  readonly text: string;
}

export type DraftStatus =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saved'; readonly savedAt: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What the keeper needs from outside, so that tests bring their own clock. */
export interface DraftKeeperPorts {
  readonly save: (draftId: DraftId | null, content: DraftContent) => Promise<{ id: DraftId; savedAt: number }>;
  readonly discard: (draftId: DraftId) => Promise<unknown>;
  readonly onStatus: (status: DraftStatus) => void;
  readonly onId: (draftId: DraftId) => void;
  /** Runs `action` after the typing pause; returns the function that calls it off. */
  readonly after: (pauseMs: number, action: () => void) => () => void;
}

/** Milliseconds without a key press after which what was typed is saved. */
export const TYPING_PAUSE_MS = 500;

/**
 * Saves what is typed after every pause, one save at a time, and always the newest text. Once `finish` was called
 * nothing is saved any more: the draft has become a patient or a record, and must not come back.
 */
export class DraftKeeper {
  #draftId: DraftId | null;
  #waiting: DraftContent | null = null;
  #callOff: (() => void) | null = null;
  #saving: Promise<void> = Promise.resolve();
  #finished = false;
  readonly #ports: DraftKeeperPorts;

  constructor(draftId: DraftId | null, ports: DraftKeeperPorts) {
    this.#draftId = draftId;
    this.#ports = ports;
  }

  keep(content: DraftContent): void {
    if (this.#finished) return;
    this.#waiting = content;
    this.#ports.onStatus({ kind: 'unsaved' });
    this.#callOff?.();
    this.#callOff = this.#ports.after(TYPING_PAUSE_MS, () => void this.flush());
  }

  /** Saves at once what waits; resolves when it is saved or has failed (see the status), never rejects. */
  flush(): Promise<void> {
    this.#callOff?.();
    this.#callOff = null;
    this.#saving = this.#saving.then(() => this.#saveWaiting());
    return this.#saving;
  }

  /** Saves what waits and then stops. Answers with the id to name when the form itself is saved. */
  async finish(): Promise<DraftId | null> {
    await this.flush();
    this.#finished = true;
    return this.#draftId;
  }

  /** Goes on after `finish` when saving the form was refused. */
  resume(): void {
    this.#finished = false;
  }

  async discard(): Promise<void> {
    this.#waiting = null;
    this.#callOff?.();
    const draftId = await this.finish();
    if (draftId) await this.#ports.discard(draftId);
  }

  async #saveWaiting(): Promise<void> {
    const content = this.#waiting;
    if (!content || this.#finished) return;
    this.#waiting = null;
    try {
      const { id, savedAt } = await this.#ports.save(this.#draftId, content);
      const isNew = this.#draftId === null;
      this.#draftId = id;
      if (isNew) this.#ports.onId(id);
      this.#ports.onStatus(this.#waiting ? { kind: 'unsaved' } : { kind: 'saved', savedAt });
    } catch (error) {
      this.#waiting ??= content;
      this.#ports.onStatus({ kind: 'failed', error });
    }
  }
}
