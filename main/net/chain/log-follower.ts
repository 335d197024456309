import type { LogStep } from '../../links/net-link.ts';
import type { ChainPolicy } from '../../links/policy.ts';
import { type Header, headerAt } from './calls.ts';
import { LogReader } from './log-reader.ts';
import type { Rpc } from './rpc.ts';

/** Block hashes remembered below the follower's position: a reorganisation within them is unwound exactly. */
const WINDOW_BLOCKS = 256;

interface KnownBlock {
  readonly number: number;
  readonly hash: string;
}

export interface FollowerOptions {
  readonly policy: ChainPolicy;
  onStep(step: LogStep): void;
  /** Why the newest try to read on failed; null when it went well again. */
  onProblem(error: unknown): void;
}

/**
 * Reads the registry's log block by block, complete and in order, and hands it on one step at a time: the next step
 * comes when the last one was acknowledged. A block that is no longer part of the chain is noticed by its hash; the
 * next step then starts again behind the last common block (SYN7).
 */
export class LogFollower {
  readonly #options: FollowerOptions;
  readonly #reader: LogReader;
  /** Acknowledged blocks, oldest first; not every block has an entry. */
  #window: KnownBlock[] = [];
  #nextBlock: number | null = null;
  #unacknowledged: LogStep | null = null;
  #ahead: { after: string; step: Promise<LogStep | null> } | null = null;
  #source: { rpc: Rpc; head: Header } | null = null;
  #isReading = false;
  /** Counts calls of `follow`: what an earlier one still reads is dropped. */
  #following = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#reader = new LogReader(options.policy.registry, options.policy.startBlock);
  }

  /** Starts over at `fromBlock`. `after` is the last block the caller holds, null when it holds none. */
  follow(fromBlock: number, after: KnownBlock | null): void {
    this.#following++;
    this.#unacknowledged = null;
    this.#ahead = null;
    this.#isReading = false;
    this.#nextBlock = fromBlock;
    const isKnown = this.#window.some(({ number, hash }) => number === after?.number && hash === after.hash);
    this.#window = isKnown ? this.#window.filter(({ number }) => number < fromBlock) : after ? [after] : [];
    void this.#advance();
  }

  /** Nobody listens any more. */
  pause(): void {
    this.#following++;
    this.#nextBlock = null;
    this.#unacknowledged = null;
    this.#ahead = null;
    this.#isReading = false;
  }

  /** The step up to `toBlock` is stored. Anything else than the step that is waited for is ignored. */
  stored(toBlock: number): void {
    const step = this.#unacknowledged;
    if (step?.toBlock !== toBlock) return;
    this.#unacknowledged = null;
    this.#nextBlock = toBlock + 1;
    this.#remember(step);
    void this.#advance();
  }

  onHead(rpc: Rpc, head: Header): void {
    this.#source = { rpc, head };
    void this.#advance();
  }

  async #advance(): Promise<void> {
    if (this.#isReading || this.#unacknowledged || this.#nextBlock === null || !this.#source) return;
    const following = this.#following;
    this.#isReading = true;
    try {
      const step = await this.#nextStep(this.#source.rpc, this.#source.head);
      if (following !== this.#following) return;
      this.#options.onProblem(null);
      if (step) this.#emit(step);
    } catch (error) {
      if (following === this.#following) this.#options.onProblem(error);
    } finally {
      if (following === this.#following) this.#isReading = false;
    }
  }

  #emit(step: LogStep): void {
    this.#unacknowledged = step;
    this.#options.onStep(step);
    const { rpc, head } = this.#source ?? {};
    if (!rpc || !head || step.toBlock >= head.number) return;
    const after = { number: step.toBlock, hash: step.toBlockHash };
    const next = this.#reader.read(rpc, { fromBlock: step.toBlock + 1, after, head });
    // A failure is met again, and reported, when the step is asked for.
    this.#ahead = { after: step.toBlockHash, step: next.catch(() => null) };
  }

  async #nextStep(rpc: Rpc, head: Header): Promise<LogStep | null> {
    const after = this.#window.at(-1) ?? null;
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead && ahead.after === after?.hash) {
      const step = await ahead.step;
      if (step) return step;
    }
    const fromBlock = this.#nextBlock ?? 0;
    if (after && after.number >= head.number && after.hash !== head.hash) return await this.#unwind(rpc, head);
    if (fromBlock > head.number) return null;
    return (await this.#reader.read(rpc, { fromBlock, after, head })) ?? (await this.#unwind(rpc, head));
  }

  /**
   * The step that goes back to the last block both the caller and the chain know, and reads on from there. Only a step
   * tells the caller what to forget: while there is none, nothing is forgotten here either.
   */
  async #unwind(rpc: Rpc, head: Header): Promise<LogStep | null> {
    const newest = this.#window.at(-1);
    if (!newest) return null;
    const headers = await rpc.callAll(this.#window.map(({ number }) => headerAt(number)));
    const known = this.#window.filter(({ hash }, i) => headers[i]?.hash === hash);
    const common = known.at(-1);
    // Only the newest blocks were in motion: the next look finds them at rest.
    if (common === newest) return null;
    // With nothing in common the caller forgets all it has. With no block behind the common one, that one is sent
    // again, because only a step tells the caller what to forget.
    const fromBlock = common ? Math.min(common.number + 1, head.number) : this.#options.policy.startBlock;
    if (fromBlock > head.number) return null;
    const after = known.findLast(({ number }) => number < fromBlock) ?? null;
    return await this.#reader.read(rpc, { fromBlock, after, head });
  }

  #remember(step: LogStep): void {
    const seen = new Map(
      this.#window.filter(({ number }) => number < step.fromBlock).map((it) => [it.number, it.hash]),
    );
    for (const { blockNumber, blockHash } of step.logs) seen.set(blockNumber, blockHash);
    seen.set(step.toBlock, step.toBlockHash);
    this.#window = [...seen].slice(-WINDOW_BLOCKS).map(([number, hash]) => ({ number, hash }));
  }
}
