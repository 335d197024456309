import { setImmediate as immediate } from 'node:timers/promises';
import { AppError, type ErrorView } from '../../../preload/api/errors.ts';
import { headAfter } from '../../registry/head.ts';
import type { NetConnection, VaultContext } from '../services/context.ts';
import { getChainCursor } from '../store/queries/chain-cursor.ts';
import {
  getStreamToReplay,
  listStreamEntries,
  listUnprovenStreams,
  markStreamProven,
  type StreamHead,
  upsertStreamHead,
} from '../store/queries/stream-heads.ts';

/** Entries in one transaction: about a fiftieth of a second. */
const SLICE = 2_000;
/** A log that was caught is read again at once, and from then on after this long: a node that lies goes on lying. */
const PATIENCE_MS = 5 * 60 * 1000;
/** Streams in one question to a node. */
const QUESTIONS = 200;
const HEAD_MISMATCH = 'headMismatch';

/** Holds the log against the registry whenever it has grown, a slice at a time. */
export class StreamProver {
  /** What the last proof met, until one succeeds. */
  problem: ErrorView | null = null;
  #isLogDoubted = false;
  #failures = 0;
  #nextAt = Number.NEGATIVE_INFINITY;

  /**
   * Replays what is new and, when the log is known to its end, asks the registry.
   * @returns the block from which the log has to be read again, or null
   */
  async turn(context: VaultContext, net: NetConnection, isCaughtUp: () => boolean): Promise<number | null> {
    while (replayStreams(context)) await immediate();
    if (this.#isLogDoubted || !isCaughtUp() || context.now() < this.#nextAt) return null;
    try {
      if (await proveStreams(context, net)) this.#succeed();
      return null;
    } catch (error) {
      if (!(error instanceof AppError) || error.details.reason !== HEAD_MISMATCH) throw error;
      this.problem = error.toView();
      this.#isLogDoubted = true;
      this.#failures += 1;
      if (this.#failures > 1) this.#nextAt = context.now() + PATIENCE_MS;
      return context.policy.chain.startBlock;
    }
  }

  /** The log is being read again from its beginning: there is something new to prove. */
  logReread(): void {
    this.#isLogDoubted = false;
  }

  /** A person asked for it. */
  hurry(): void {
    this.#nextAt = Number.NEGATIVE_INFINITY;
  }

  #succeed(): void {
    this.problem = null;
    this.#failures = 0;
  }
}

/**
 * Replays a slice of what the log holds of the workstations' streams. Answers whether it may have more.
 * Numbers alone show that nothing is missing; the head shows that nothing was altered (CON2).
 */
function replayStreams(context: VaultContext): boolean {
  return context.db.transaction((db) => {
    const stream = getStreamToReplay(db);
    if (!stream) return false;
    const { workstation, sequence } = stream;
    const rows = listStreamEntries(db, workstation, sequence, SLICE);
    const entries = rows.map((row) => ({ ...row, tag: `0x${row.tag}` }));
    const head = headAfter(entries, stream.head ?? undefined);
    upsertStreamHead(db, { workstation, sequence: sequence + entries.length, head });
    return true;
  });
}

/**
 * Holds the replayed streams against the heads that the registry stores at the block up to which the log is known. Refuses
 * with `chain.malformedResponse`, reason `headMismatch`, when what a node told is not what the contract has seen. Only
 * streams that grew are asked for. Answers whether the registry agreed; not if it could not be asked.
 */
async function proveStreams(context: VaultContext, net: NetConnection): Promise<boolean> {
  const cursor = getChainCursor(context.db);
  const streams = cursor ? listUnprovenStreams(context.db, QUESTIONS) : [];
  if (!cursor || streams.length === 0) return false;
  const { blockNumber, blockHash } = cursor;
  const workstations = streams.map(({ workstation }) => workstation);
  const answer = await net.call.streams({ blockNumber, workstations });
  // The chain took another turn meanwhile: the log will, too.
  if (!answer || answer.blockHash !== blockHash) return false;
  const stored = new Map(answer.streams.map((stream) => [stream.workstation, stream]));
  for (const stream of streams) requireEqualHead(stream, stored.get(stream.workstation));
  context.db.transaction((db) => {
    for (const stream of streams) markStreamProven(db, stream);
  });
  return true;
}

type StoredStream = Pick<StreamHead, 'sequence' | 'head'>;

function requireEqualHead(replayed: StreamHead, stored: StoredStream | undefined): void {
  if (stored?.sequence === replayed.sequence && stored.head === replayed.head) return;
  throw new AppError('chain.malformedResponse', 'The log of a workstation is not what the registry has seen', {
    details: { reason: HEAD_MISMATCH, workstation: replayed.workstation },
  });
}
