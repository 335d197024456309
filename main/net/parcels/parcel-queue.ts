import { mkdir, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { syncFolder, UNFINISHED, writeFileAtomically, writeFileDurably } from '../platform/durable-file.ts';

const NAME = /^(\d{10})-([0-9a-z]{1,80})\.json$/;
const DAMAGED = '.damaged';

interface Entry<Job> {
  readonly name: string;
  job: Job;
}

/**
 * A durable queue of opaque jobs, one file each, in the order they were added (rule SYN9). Sending goes on from it
 * after a restart and while the vault is locked.
 */
export class ParcelQueue<Job> {
  readonly #folder: string;
  readonly #entries: Map<string, Entry<Job>>;
  #nextNumber: number;
  #lastAdd: Promise<void> = Promise.resolve();

  private constructor(folder: string, entries: Map<string, Entry<Job>>, nextNumber: number) {
    this.#folder = folder;
    this.#entries = entries;
    this.#nextNumber = nextNumber;
  }

  /** A file that does not hold a job is put aside under another name, never deleted. */
  static async open<Job>(folder: string, schema: z.ZodType<Job>): Promise<ParcelQueue<Job>> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const entries = new Map<string, Entry<Job>>();
    let last = 0;
    for (const name of (await readdir(folder)).sort()) {
      if (name.endsWith(UNFINISHED)) await unlink(join(folder, name));
      const [, number, id] = NAME.exec(name) ?? [];
      if (!number || !id) continue;
      last = Number(number);
      const job = schema.safeParse(parseJson(await readFile(join(folder, name), 'utf8')));
      if (job.success) entries.set(id, { name, job: job.data });
      else await rename(join(folder, name), join(folder, name + DAMAGED));
    }
    return new ParcelQueue(folder, entries, last + 1);
  }

  /** Oldest first. */
  values(): Job[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  get(id: string): Job | undefined {
    return this.#entries.get(id)?.job;
  }

  /**
   * On disk, in this order, when it answers; an id that is already queued keeps its job. Refuses with `disk.full`.
   * @param jobs ids are lower-case letters and digits
   */
  add(jobs: readonly { id: string; job: Job }[]): Promise<void> {
    const added = this.#lastAdd.then(() => this.#add(jobs));
    this.#lastAdd = added.catch(() => undefined);
    return added;
  }

  /** Settles when everything added before this is on disk, or was refused: nobody else opens the folder before. */
  idle(): Promise<void> {
    return this.#lastAdd;
  }

  async #add(jobs: readonly { id: string; job: Job }[]): Promise<void> {
    for (const { id, job } of jobs) {
      if (this.#entries.has(id)) continue;
      const name = `${String(this.#nextNumber++).padStart(10, '0')}-${id}.json`;
      await writeFileAtomically(join(this.#folder, name), encode(job));
      this.#entries.set(id, { name, job });
    }
    await syncFolder(this.#folder);
  }

  async update(id: string, job: Job): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    await writeFileDurably(join(this.#folder, entry.name), encode(job));
    entry.job = job;
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (entry) await unlink(join(this.#folder, entry.name));
      this.#entries.delete(id);
    }
    await syncFolder(this.#folder);
  }
}

function encode(job: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(job));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
