import { AppError } from '../../../preload/api/errors.ts';
import type { LogStep, RawLog } from '../../links/net-link.ts';
import { mayHoldLogs } from '../../registry/bloom.ts';
import { byPosition, type Header, headerAt, logsBetween, logsInBlock, type TopicFilter } from './calls.ts';
import type { Rpc } from './rpc.ts';

const PARALLEL_RANGES = 4;
const FIRST_RANGE_BLOCKS = 256;
const LARGEST_RANGE_BLOCKS = 8_192;
/** A range with fewer logs may grow, one with more must shrink. */
const FEW_LOGS = 1_000;
const MANY_LOGS = 5_000;
/** A step up to the head that has no more blocks than these is held against what their headers promise. */
const BLOCKS_HELD_AGAINST_HEADERS = 16;

export interface Stretch {
  readonly fromBlock: number;
  /** The block before, as the caller knows it; null when nothing was read yet. */
  readonly after: { readonly number: number; readonly hash: string } | null;
  readonly head: Header;
}

/** Reads logs in parallel ranges whose size follows what the node can answer. */
export class LogReader {
  readonly #registry: string;
  readonly #startBlock: number;
  readonly #topics: TopicFilter;
  #rangeBlocks = FIRST_RANGE_BLOCKS;

  constructor(registry: string, startBlock: number, topics: TopicFilter = []) {
    this.#registry = registry;
    this.#startBlock = startBlock;
    this.#topics = topics;
  }

  /**
   * The next step from `fromBlock` on. Null when `after` is no longer part of the chain, or when the chain changed
   * while it was read: nothing of it is used then.
   */
  async read(rpc: Rpc, { fromBlock, after, head }: Stretch): Promise<LogStep | null> {
    // Blocks before the registry was deployed cost nothing: they are part of the first step.
    const firstBlock = Math.max(fromBlock, Math.min(this.#startBlock, head.number));
    const toBlock = Math.min(head.number, firstBlock + PARALLEL_RANGES * this.#rangeBlocks - 1);
    const before = toBlock === head.number ? head : await rpc.call(headerAt(toBlock));
    const logs = await this.#readLogs(rpc, firstBlock, toBlock);
    // The same block at the end before and after, and the known block still below: all ranges saw one chain.
    const isNew = toBlock === head.number && toBlock - firstBlock < BLOCKS_HELD_AGAINST_HEADERS;
    const between = isNew ? Array.from({ length: toBlock - firstBlock }, (_, index) => firstBlock + index) : [];
    const [last, known, ...others] = await rpc.callAll([
      headerAt(toBlock),
      headerAt(after?.number ?? toBlock),
      ...between.map((block) => headerAt(block)),
    ]);
    if (!last || last.hash !== before?.hash || (after && known?.hash !== after.hash)) return null;
    if (logs.some((log) => log.blockNumber === toBlock && log.blockHash !== last.hash)) return null;
    const { hash: toBlockHash, timeSeconds: toBlockTime } = last;
    const missed = isNew ? await this.#readMissed(rpc, [...others, last], logs) : [];
    const all = missed.length > 0 ? [...logs, ...missed].sort(byPosition) : logs;
    return { fromBlock, toBlock, toBlockHash, toBlockTime, headBlock: head.number, logs: all };
  }

  /**
   * The logs of blocks that have none so far though their blooms promise some: after a reorganisation a node's index may be
   * astray. A bloom may be wrong, so that none is a good answer, too.
   */
  async #readMissed(rpc: Rpc, headers: readonly (Header | null)[], logs: readonly RawLog[]): Promise<RawLog[]> {
    const told = new Set(logs.map(({ blockNumber }) => blockNumber));
    const doubtful = headers.flatMap((header) => {
      if (!header?.logsBloom || told.has(header.number)) return [];
      return mayHoldLogs(header.logsBloom, this.#registry, this.#topics) ? [header.hash] : [];
    });
    if (doubtful.length === 0) return [];
    const answers = await rpc.callAll(doubtful.map((hash) => logsInBlock(this.#registry, hash, this.#topics)));
    return answers.flat();
  }

  async #readLogs(rpc: Rpc, fromBlock: number, toBlock: number): Promise<RawLog[]> {
    for (;;) {
      const ranges = rangesOf(fromBlock, toBlock, this.#rangeBlocks);
      try {
        const parts = await inParallel(ranges, ([from, to]) =>
          rpc.call(logsBetween(this.#registry, from, to, this.#topics)),
        );
        this.#adapt(Math.max(...parts.map((logs) => logs.length)));
        return parts.flat();
      } catch (error) {
        if (!isTooMuch(error) || this.#rangeBlocks === 1) throw error;
        this.#rangeBlocks = Math.ceil(this.#rangeBlocks / 4);
      }
    }
  }

  #adapt(mostLogs: number): void {
    if (mostLogs > MANY_LOGS) this.#rangeBlocks = Math.ceil(this.#rangeBlocks / 2);
    else if (mostLogs < FEW_LOGS) this.#rangeBlocks = Math.min(this.#rangeBlocks * 2, LARGEST_RANGE_BLOCKS);
  }
}

/** Nodes refuse what is too much for them, answer more than we accept, or take too long. */
function isTooMuch(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return error.code === 'chain.refused' || ['tooLarge', 'deadline'].includes(String(error.details.reason));
}

function rangesOf(fromBlock: number, toBlock: number, size: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (let from = fromBlock; from <= toBlock; from += size) ranges.push([from, Math.min(from + size - 1, toBlock)]);
  return ranges;
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const next = items.entries();
  const worker = async () => {
    for (const [i, item] of next) results[i] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_RANGES, items.length) }, worker));
  return results;
}
