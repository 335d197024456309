import { AppError } from '../../../preload/api/errors.ts';
import type { ParcelReport } from '../../links/net-link.ts';
import type { ChainPolicy } from '../../links/policy.ts';
import { ParcelQueue } from '../parcels/parcel-queue.ts';
import { type Header, type Receipt, receiptOf, send, transactionOf } from './calls.ts';
import { isFinal, newParcel, reportOf, TransactionParcel } from './parcel.ts';
import { refusedError, revertedError, verdictOf } from './refusals.ts';
import type { Rpc } from './rpc.ts';

/** A final parcel is looked at again while a reorganisation may still reach its block. */
const WATCHED_BLOCKS = 64;
const KEPT_FINAL_PARCELS = 2_000;
const BATCH = 100;

export interface SenderOptions {
  /** Where parcels are kept. */
  readonly folder: string;
  readonly policy: ChainPolicy;
  onChange(report: ParcelReport): void;
  /** Why the newest turn failed; null when it went well again. */
  onProblem(error: unknown): void;
}

/**
 * Brings signed transactions to the chain in the order they came, each at most once in effect (SYN5). A time-out
 * means unknown: whether a transaction arrived is found out by its hash, never assumed.
 */
export class TransactionSender {
  readonly #options: SenderOptions;
  readonly #queue: ParcelQueue<TransactionParcel>;
  #source: { rpc: Rpc; head: Header } | null = null;
  #turning: Promise<void> | null = null;
  #again = false;

  private constructor(options: SenderOptions, queue: ParcelQueue<TransactionParcel>) {
    this.#options = options;
    this.#queue = queue;
  }

  static async open(options: SenderOptions): Promise<TransactionSender> {
    const queue = await ParcelQueue.open(options.folder, TransactionParcel);
    const final = queue.values().filter(isFinal);
    await queue.remove(final.slice(0, -KEPT_FINAL_PARCELS).map(({ hash }) => hash));
    return new TransactionSender(options, queue);
  }

  /** Durable when it answers; sending goes on by itself. Refuses with `disk.full`. */
  async add(transactions: readonly { hash: string; raw: string }[]): Promise<ParcelReport[]> {
    await this.#queue.add(transactions.map((transaction) => ({ id: transaction.hash, job: newParcel(transaction) })));
    void this.#turn();
    return this.reports(transactions.map(({ hash }) => hash));
  }

  reports(hashes: readonly string[]): ParcelReport[] {
    return hashes.flatMap((hash) => this.#queue.get(hash) ?? []).map(reportOf);
  }

  onHead(rpc: Rpc, head: Header): void {
    this.#source = { rpc, head };
    void this.#turn();
  }

  /** The chain is out of reach: what is queued waits for the next head. */
  onLost(): void {
    this.#source = null;
  }

  /** Settles when the turn under way has ended and nothing is being written. */
  async stop(): Promise<void> {
    this.#source = null;
    this.#again = false;
    await Promise.all([this.#turning, this.#queue.idle()]);
  }

  #turn(): Promise<void> {
    this.#again = true;
    this.#turning ??= this.#takeTurns().finally(() => {
      this.#turning = null;
    });
    return this.#turning;
  }

  async #takeTurns(): Promise<void> {
    while (this.#again && this.#source) {
      this.#again = false;
      const { rpc, head } = this.#source;
      try {
        await this.#settle(rpc, head);
        await this.#sendOpen(rpc, head);
        this.#options.onProblem(null);
      } catch (error) {
        this.#options.onProblem(error);
        return;
      }
    }
  }

  /** Compares every parcel that is not long final with what the chain says of it. */
  async #settle(rpc: Rpc, head: Header): Promise<void> {
    const watched = this.#queue.values().filter((parcel) => isWatched(parcel, head));
    for (let at = 0; at < watched.length; at += BATCH) {
      const parcels = watched.slice(at, at + BATCH);
      const receipts = await rpc.callAll(parcels.map(({ hash }) => receiptOf(hash)));
      for (const [i, parcel] of parcels.entries()) await this.#compare(rpc, head, parcel, receipts[i] ?? null);
    }
  }

  async #compare(rpc: Rpc, head: Header, parcel: TransactionParcel, receipt: Receipt | null): Promise<void> {
    if (!receipt) {
      // A reorganisation took it out of the chain: it is on its way again.
      if (parcel.blockHash) await this.#change(parcel, { state: 'broadcast', ...NOWHERE, error: null });
      return;
    }
    const isFinalNow = head.number - receipt.blockNumber + 1 >= this.#options.policy.confirmations;
    const hasFailed = receipt.status === 0;
    const state = !isFinalNow ? 'mined' : hasFailed ? 'failed' : 'confirmed';
    const { blockNumber, blockHash } = receipt;
    if (parcel.state === state && parcel.blockHash === blockHash) return;
    const error = hasFailed ? await this.#revertOf(rpc, parcel, receipt) : null;
    await this.#change(parcel, { state, blockNumber, blockHash, error, nonceTakenAt: null });
  }

  async #revertOf(rpc: Rpc, parcel: TransactionParcel, receipt: Receipt): Promise<TransactionParcel['error']> {
    if (parcel.blockHash === receipt.blockHash && parcel.error) return parcel.error;
    return await revertedError(rpc, await rpc.call(transactionOf(parcel.hash)), receipt);
  }

  /** Sends what is queued, and again what the node has lost, in order. */
  async #sendOpen(rpc: Rpc, head: Header): Promise<void> {
    const open = this.#queue.values().filter(({ state }) => state === 'queued' || state === 'broadcast');
    const pending = await pendingAmong(rpc, open);
    for (const parcel of open) {
      if (!pending.has(parcel.hash) && !(await this.#send(rpc, head, parcel))) return;
    }
  }

  /** False when those behind it have to wait. */
  async #send(rpc: Rpc, head: Header, parcel: TransactionParcel): Promise<boolean> {
    const answer = await rpc.ask(send(parcel.raw));
    const verdict = answer.ok ? 'known' : verdictOf(answer.refusal);
    if (answer.ok && answer.value !== parcel.hash) throw mismatch(parcel.hash);
    if (verdict === 'known') {
      await this.#change(parcel, { state: 'broadcast', error: null });
    } else if (verdict === 'nonceTaken') {
      await this.#onNonceTaken(rpc, head, parcel);
    } else if (!answer.ok) {
      const state = verdict === 'never' ? 'failed' : 'queued';
      await this.#change(parcel, { state, error: refusedError(answer.refusal) });
    }
    return verdict !== 'later';
  }

  /** By itself, mined a moment ago, or by another transaction: that is certain only once it cannot be undone. */
  async #onNonceTaken(rpc: Rpc, head: Header, parcel: TransactionParcel): Promise<void> {
    const receipt = await rpc.call(receiptOf(parcel.hash));
    if (receipt) return await this.#compare(rpc, head, parcel, receipt);
    const nonceTakenAt = parcel.nonceTakenAt ?? head.number;
    const isFinalNow = head.number - nonceTakenAt + 1 >= this.#options.policy.confirmations;
    const error = new AppError('chain.nonceUsed', 'Another transaction has taken the place of this one').toView();
    await this.#change(parcel, { state: isFinalNow ? 'failed' : 'queued', nonceTakenAt, error });
  }

  async #change(parcel: TransactionParcel, change: Partial<TransactionParcel>): Promise<void> {
    const next = { ...parcel, ...change };
    if (JSON.stringify(next) === JSON.stringify(parcel)) return;
    await this.#queue.update(parcel.hash, next);
    if (JSON.stringify(reportOf(next)) !== JSON.stringify(reportOf(parcel))) this.#options.onChange(reportOf(next));
  }
}

const NOWHERE = { blockNumber: null, blockHash: null, nonceTakenAt: null };

function isWatched(parcel: TransactionParcel, head: Header): boolean {
  if (!isFinal(parcel)) return true;
  return parcel.blockNumber !== null && parcel.blockNumber > head.number - WATCHED_BLOCKS;
}

async function pendingAmong(rpc: Rpc, open: readonly TransactionParcel[]): Promise<Set<string>> {
  const sent = open.filter(({ state }) => state === 'broadcast').map(({ hash }) => hash);
  const pending = new Set<string>();
  for (let at = 0; at < sent.length; at += BATCH) {
    const found = await rpc.callAll(sent.slice(at, at + BATCH).map((hash) => transactionOf(hash)));
    for (const transaction of found) if (transaction) pending.add(transaction.hash);
  }
  return pending;
}

function mismatch(hash: string): AppError {
  return new AppError('chain.malformedResponse', 'The node names another transaction', { details: { hash } });
}
