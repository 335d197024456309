import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Digest } from '../../../../preload/api/ids.ts';
import { syncFolder, writeFileDurably } from '../../platform/durable-file.ts';

const BAD = '.bad';
const REPLACED = '.replaced';

/**
 * Bytes that were read from disk and did not match their digest, kept as evidence. `<digest>.bad` waits for a good
 * copy, `<digest>.replaced` has been followed by one.
 */
export class Quarantine {
  readonly #folder: string;
  readonly #waiting: Set<Digest>;

  private constructor(folder: string, waiting: Set<Digest>) {
    this.#folder = folder;
    this.#waiting = waiting;
  }

  static async open(folder: string): Promise<Quarantine> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const waiting = new Set<Digest>();
    for (const name of await readdir(folder)) {
      const digest = Digest.safeParse(name.slice(0, -BAD.length));
      if (name.endsWith(BAD) && digest.success) waiting.add(digest.data);
    }
    return new Quarantine(folder, waiting);
  }

  /** Digests whose only copy here was bad. */
  get waiting(): ReadonlySet<Digest> {
    return this.#waiting;
  }

  async keep(digest: Digest, bytes: Uint8Array): Promise<void> {
    this.#waiting.add(digest);
    await writeFileDurably(join(this.#folder, digest + BAD), bytes);
  }

  /** A good copy is on disk: true when one was waited for. */
  async release(digest: Digest): Promise<boolean> {
    if (!this.#waiting.delete(digest)) return false;
    const bad = join(this.#folder, digest + BAD);
    // The evidence itself may not have been written, on a full disk: then there is nothing to rename.
    await rename(bad, join(this.#folder, digest + REPLACED)).catch(() => undefined);
    await syncFolder(this.#folder);
    return true;
  }
}
