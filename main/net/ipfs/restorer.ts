import type { Digest } from '../../../preload/api/ids.ts';
import { type Backoff, createBackoff } from '../platform/backoff.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';

const FIRST_TRY_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const MAX_AT_ONCE = 1_000;

export interface RestorerOptions {
  /** Digests whose only copy here was bad. */
  waiting(): ReadonlySet<Digest>;
  /** Never rejects: what it could not fetch is still waiting afterwards. */
  fetch(digests: readonly Digest[]): Promise<unknown>;
  readonly clock: Clock;
  readonly random: Random;
}

/** Fetches quarantined blocks again (OBJ4), until there is a good copy of each. */
export class Restorer {
  readonly #options: RestorerOptions;
  readonly #backoff: Backoff;
  #cancel: () => void = () => undefined;
  #isFetching = false;
  #stopped = false;

  constructor(options: RestorerOptions) {
    this.#options = options;
    this.#backoff = createBackoff(FIRST_TRY_MS, LONGEST_WAIT_MS, options.random);
  }

  /** Something changed: a block was quarantined or a peer came. Does nothing when no block waits. */
  wake(): void {
    this.#backoff.reset();
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #schedule(): void {
    this.#cancel();
    if (this.#stopped || this.#options.waiting().size === 0) return;
    this.#cancel = this.#options.clock.after(this.#backoff.next(), () => void this.#restore());
  }

  async #restore(): Promise<void> {
    if (this.#isFetching) return;
    this.#isFetching = true;
    try {
      await this.#options.fetch([...this.#options.waiting()].slice(0, MAX_AT_ONCE));
    } finally {
      this.#isFetching = false;
      this.#schedule();
    }
  }
}
