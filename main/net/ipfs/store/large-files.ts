import { mkdir, readdir, readFile, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Digest } from '../../../../preload/api/ids.ts';
import { syncFolder, UNFINISHED, writeFileAtomically } from '../../platform/durable-file.ts';

/** Large blocks, one file each, in folders named by the first two letters of the digest. */
export class LargeFiles {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Calls `onFile` for every block; deletes what a power cut left half written. */
  static async open(folder: string, onFile: (digest: Digest) => void): Promise<LargeFiles> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const prefix of await readdir(folder)) {
      for (const name of await readdir(join(folder, prefix))) {
        const digest = Digest.safeParse(name);
        if (digest.success) onFile(digest.data);
        else if (name.endsWith(UNFINISHED)) await rm(join(folder, prefix, name));
      }
    }
    return new LargeFiles(folder);
  }

  /** On disk when it answers. Refuses with `disk.full`, leaving no part of a block behind. */
  async write(blocks: readonly { digest: Digest; bytes: Uint8Array }[]): Promise<void> {
    const prefixes = new Set(blocks.map(({ digest }) => digest.slice(0, 2)));
    for (const prefix of prefixes) {
      const made = await mkdir(join(this.#folder, prefix), { recursive: true, mode: 0o700 });
      if (made) await syncFolder(this.#folder);
    }
    for (const { digest, bytes } of blocks) await writeFileAtomically(this.#path(digest), bytes);
    for (const prefix of prefixes) await syncFolder(join(this.#folder, prefix));
  }

  /** Whatever the file holds now: the caller checks it against the digest. */
  async read(digest: Digest): Promise<Uint8Array> {
    const file = await readFile(this.#path(digest));
    return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  }

  async remove(digest: Digest): Promise<void> {
    await unlink(this.#path(digest));
    await syncFolder(join(this.#folder, digest.slice(0, 2)));
  }

  #path(digest: Digest): string {
    return join(this.#folder, digest.slice(0, 2), digest);
  }
}
