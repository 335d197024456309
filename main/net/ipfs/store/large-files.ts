import { mkdir, readdir, readFile, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Digest } from '../../../../preload/api/ids.ts';
import { syncFolder, UNFINISHED, writeFileAtomically } from '../../platform/durable-file.ts';

/** Files that are written and flushed side by side. */
const PARALLEL_WRITES = 4;

/** Large blocks, one file each, named by their digest. */
export class LargeFiles {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Calls `onFile` for every block; deletes what a power cut left half written. */
  static async open(folder: string, onFile: (digest: Digest) => void): Promise<LargeFiles> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) {
      const digest = Digest.safeParse(name);
      if (digest.success) onFile(digest.data);
      else if (name.endsWith(UNFINISHED)) await rm(join(folder, name));
    }
    return new LargeFiles(folder);
  }

  /** On disk when it answers. Refuses with `disk.full`, leaving no part of a block behind. */
  async write(blocks: readonly { digest: Digest; bytes: Uint8Array }[]): Promise<void> {
    const next = blocks.values();
    const writer = async () => {
      for (const { digest, bytes } of next) await writeFileAtomically(join(this.#folder, digest), bytes);
    };
    const writers = await Promise.allSettled(Array.from({ length: PARALLEL_WRITES }, writer));
    for (const outcome of writers) if (outcome.status === 'rejected') throw outcome.reason;
    await syncFolder(this.#folder);
  }

  /** Whatever the file holds now: the caller checks it against the digest. */
  async read(digest: Digest): Promise<Uint8Array> {
    const file = await readFile(join(this.#folder, digest));
    return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  }

  async remove(digest: Digest): Promise<void> {
    await unlink(join(this.#folder, digest));
    await syncFolder(this.#folder);
  }
}
