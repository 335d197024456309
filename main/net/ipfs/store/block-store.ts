import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../preload/api/errors.ts';
import type { Digest } from '../../../../preload/api/ids.ts';
import { errorCodeOf } from '../../platform/durable-file.ts';
import { MAX_BLOCK_BYTES, matches } from '../digest.ts';
import { LargeFiles } from './large-files.ts';
import { PackFolder, type PackLocation } from './pack-folder.ts';
import { Quarantine } from './quarantine.ts';

/** Blocks up to this size share packs; larger ones have a file of their own. */
export const SMALL_BLOCK_BYTES = 64 * 1024;

export interface StoredBlock {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

export type BlockOutcome = 'quarantined' | 'restored';

export interface BlockStoreOptions {
  /** Called after a bad block was set aside, and after a good copy of it has been stored. */
  onOutcome(digest: Digest, outcome: BlockOutcome): void;
}

/** Each write makes a new object, so that its identity says whether a block was replaced meanwhile. */
type Location = PackLocation | { readonly pack: null };

interface ReadBlock extends StoredBlock {
  readonly location: Location;
}

interface Waiting {
  readonly blocks: readonly StoredBlock[];
  settle(error?: unknown): void;
}

/**
 * Blocks by SHA-256 digest (rule OBJ4). What is written is on disk when it answers; what is read was hashed again
 * first. Bytes that do not match are never handed out: they go to quarantine and the block counts as absent until
 * a good copy is put.
 */
export class BlockStore {
  readonly #options: BlockStoreOptions;
  readonly #index: Map<Digest, Location>;
  readonly #packs: PackFolder;
  readonly #files: LargeFiles;
  readonly #quarantine: Quarantine;
  readonly #queue: Waiting[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;

  private constructor(
    options: BlockStoreOptions,
    index: Map<Digest, Location>,
    parts: { packs: PackFolder; files: LargeFiles; quarantine: Quarantine },
  ) {
    this.#options = options;
    this.#index = index;
    this.#packs = parts.packs;
    this.#files = parts.files;
    this.#quarantine = parts.quarantine;
  }

  /** @param folder the net process's own folder: `packs/`, `blocks/` and `quarantine/` are kept in it */
  static async open(folder: string, options: BlockStoreOptions): Promise<BlockStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const index = new Map<Digest, Location>();
    const files = await LargeFiles.open(join(folder, 'blocks'), (digest) => index.set(digest, { pack: null }));
    const packs = await PackFolder.open(join(folder, 'packs'), (row, pack) => {
      if (row.removed) index.delete(row.digest);
      else index.set(row.digest, { pack, offset: row.offset, length: row.length });
    });
    const quarantine = await Quarantine.open(join(folder, 'quarantine'));
    return new BlockStore(options, index, { packs, files, quarantine });
  }

  get size(): number {
    return this.#index.size;
  }

  digests(): IterableIterator<Digest> {
    return this.#index.keys();
  }

  /** Digests in quarantine that no good copy has replaced yet. */
  get waiting(): ReadonlySet<Digest> {
    return this.#quarantine.waiting;
  }

  has(digest: Digest): boolean {
    return this.#index.has(digest);
  }

  /** Cuts a list so that the blocks of each group, as far as they are here, take at most about `maxBytes`. */
  groupsWithin(digests: readonly Digest[], maxBytes: number): Digest[][] {
    const groups: Digest[][] = [];
    let size = maxBytes;
    for (const digest of digests) {
      if (size >= maxBytes) {
        groups.push([]);
        size = 0;
      }
      groups.at(-1)?.push(digest);
      const location = this.#index.get(digest);
      size += location?.pack === null ? MAX_BLOCK_BYTES : (location?.length ?? 0);
    }
    return groups;
  }

  async get(digest: Digest): Promise<Uint8Array | undefined> {
    return (await this.getMany([digest])).get(digest);
  }

  /** The blocks that are here and whole; a digest without an entry in the result is not. */
  async getMany(digests: readonly Digest[]): Promise<Map<Digest, Uint8Array>> {
    const found = new Map<Digest, Uint8Array>();
    for (const block of await this.#read(digests)) {
      if (matches(block.digest, block.bytes)) found.set(block.digest, block.bytes);
      else await this.#setAside(block);
    }
    return found;
  }

  /**
   * Stores blocks that are not here yet. Refuses with `blocks.corrupt` when bytes and digest differ or a block is
   * empty, with `blocks.tooLarge`, and with `disk.full`; each block is then either whole on disk or absent.
   */
  async putMany(blocks: readonly StoredBlock[]): Promise<void> {
    blocks.forEach(requireSound);
    await new Promise<void>((resolve, reject) => {
      this.#queue.push({ blocks, settle: (error) => (error === undefined ? resolve() : reject(error)) });
      if (!this.#isWriting) this.#writing = this.#drain();
    });
  }

  async remove(digest: Digest): Promise<void> {
    const location = this.#index.get(digest);
    this.#index.delete(digest);
    if (location?.pack === null) await this.#files.remove(digest);
    else if (location) await this.#packs.append([{ digest, bytes: null }]);
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#packs.close();
  }

  /** Everything that waits goes to disk together: many small puts cost one flush. */
  async #drain(): Promise<void> {
    this.#isWriting = true;
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0);
      const failure = await this.#write(group.flatMap(({ blocks }) => blocks)).then(
        () => undefined,
        (error: unknown) => error,
      );
      for (const waiting of group) waiting.settle(failure);
    }
    this.#isWriting = false;
  }

  async #write(blocks: readonly StoredBlock[]): Promise<void> {
    const fresh = await this.#withoutHeld(blocks);
    const large = fresh.filter(({ bytes }) => bytes.byteLength > SMALL_BLOCK_BYTES);
    const small = fresh.filter(({ bytes }) => bytes.byteLength <= SMALL_BLOCK_BYTES);
    if (large.length > 0) await this.#files.write(large);
    for (const { digest } of large) this.#index.set(digest, { pack: null });
    const locations = await this.#packs.append(small);
    small.forEach(({ digest }, i) => {
      const location = locations[i];
      if (location) this.#index.set(digest, location);
    });
    for (const { digest } of fresh) {
      if (await this.#quarantine.release(digest)) this.#options.onOutcome(digest, 'restored');
    }
  }

  /** A block counts as held only when its copy here is whole: putting it again must repair a bad one. */
  async #withoutHeld(blocks: readonly StoredBlock[]): Promise<StoredBlock[]> {
    const unique = new Map(blocks.map((block) => [block.digest, block]));
    const held = [...unique.keys()].filter((digest) => this.#index.has(digest));
    const whole = held.length > 0 ? await this.getMany(held) : new Map<Digest, Uint8Array>();
    return [...unique.values()].filter(({ digest }) => !whole.has(digest));
  }

  async #read(digests: readonly Digest[]): Promise<ReadBlock[]> {
    const blocks: ReadBlock[] = [];
    const packs = new Map<number, { digest: Digest; location: PackLocation }[]>();
    for (const digest of new Set(digests)) {
      const location = this.#index.get(digest);
      if (!location) continue;
      if (location.pack === null) {
        blocks.push({ digest, location, bytes: (await unlessUnreadable(this.#files.read(digest))) ?? NOTHING });
        continue;
      }
      const wanted = packs.get(location.pack) ?? [];
      wanted.push({ digest, location });
      packs.set(location.pack, wanted);
    }
    for (const [pack, wanted] of packs) {
      const places = wanted.map(({ location }) => location);
      const bytes = (await unlessUnreadable(this.#packs.read(pack, places))) ?? [];
      blocks.push(...wanted.map((block, i) => ({ ...block, bytes: bytes[i] ?? NOTHING })));
    }
    return blocks;
  }

  async #setAside({ digest, location, bytes }: ReadBlock): Promise<void> {
    if (this.#index.get(digest) !== location) return;
    // Forgotten before anything else: nobody may be handed the bad bytes, even when the disk is full or gone.
    await Promise.allSettled([this.remove(digest), this.#quarantine.keep(digest, bytes)]);
    this.#options.onOutcome(digest, 'quarantined');
  }
}

const NOTHING = new Uint8Array();

/** A file that is gone or that the disk cannot read any more is a bad block; any other failure says nothing of it. */
async function unlessUnreadable<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (['ENOENT', 'EIO'].includes(errorCodeOf(error))) return undefined;
    throw error;
  }
}

function requireSound({ digest, bytes }: StoredBlock): void {
  if (bytes.byteLength > MAX_BLOCK_BYTES) {
    throw new AppError('blocks.tooLarge', 'A block is larger than the limit', {
      details: { digest, sizeBytes: bytes.byteLength, limitBytes: MAX_BLOCK_BYTES },
    });
  }
  if (!matches(digest, bytes)) {
    throw new AppError('blocks.corrupt', 'A block does not match its digest', { details: { digest } });
  }
}
