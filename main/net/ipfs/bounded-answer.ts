import { AppError, type ErrorView } from '../../../preload/api/errors.ts';
import type { Digest } from '../../../preload/api/ids.ts';
import type { StoredBlock } from './store/block-store.ts';

export interface FoundBlocks {
  readonly blocks: StoredBlock[];
  readonly missing: { digest: Digest; error: ErrorView }[];
}

const TOO_MUCH = new AppError('ipc.tooLarge', 'The answer is full; the block is here, ask for fewer at once').toView();

/** Gathers blocks for one answer; what comes when it is full is left out, by name. */
export class BoundedAnswer {
  readonly #maxBytes: number;
  readonly #found = new Map<Digest, Uint8Array>();
  readonly #postponed = new Set<Digest>();
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isFull(): boolean {
    return this.#size >= this.#maxBytes;
  }

  /** True for a block that is in the answer or here and left out of it. */
  has(digest: Digest): boolean {
    return this.#found.has(digest) || this.#postponed.has(digest);
  }

  add(blocks: ReadonlyMap<Digest, Uint8Array>): void {
    for (const [digest, bytes] of blocks) {
      if (this.isFull) this.#postponed.add(digest);
      else this.#found.set(digest, bytes);
      this.#size += bytes.byteLength;
    }
  }

  postpone(digests: readonly Digest[]): void {
    for (const digest of digests) this.#postponed.add(digest);
  }

  /** @param failure what to say of a digest that is in neither */
  settle(wanted: ReadonlySet<Digest>, failure: ErrorView): FoundBlocks {
    const missing = [...wanted].filter((digest) => !this.#found.has(digest));
    return {
      blocks: [...this.#found].map(([digest, bytes]) => ({ digest, bytes })),
      missing: missing.map((digest) => ({ digest, error: this.#postponed.has(digest) ? TOO_MUCH : failure })),
    };
  }
}
