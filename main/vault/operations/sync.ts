import { AppError, type ErrorView } from '../../../preload/api/errors.ts';
import type { LogStep, NetHealth, ParcelReport } from '../../links/net-link.ts';
import type { NetConnection, VaultContext } from '../services/context.ts';
import { getChainCursor, updateElapsedMs } from '../store/queries/chain-cursor.ts';
import { markInboxUntried } from '../store/queries/inbox.ts';
import { markWantedRecordsUntried } from '../store/queries/shared-records.ts';
import { reportLooks } from './access-reports.ts';
import { noteBlockEvent } from './block-events.ts';
import { type ChainTime, createChainTime } from './chain-time.ts';
import type { Topic } from './commit.ts';
import { endConsents } from './consent-ends.ts';
import { followFrom, type StoredStep, storeStep } from './inbox.ts';
import { sendOutbox } from './outbox.ts';
import { applyReports, recallParcels } from './parcels.ts';
import { advanceRecoveries } from './recoveries.ts';
import { readSealedObjects } from './sealed-objects.ts';
import { fetchSharedRecords } from './shared-records.ts';
import { StreamProver } from './stream-proof.ts';
import type { SyncPort } from './sync-port.ts';
import { syncStatusOf } from './sync-status.ts';
import { Turns } from './turns.ts';
import { unseenHealth } from './unseen-health.ts';

/** What is left is looked at again after this long, whatever happens. */
const TICK_MS = 2_000;
/** Screens are told at most this often. */
const ANNOUNCE_MS = 200;
const REMEMBER_TIME_MS = 60_000;

/**
 * The conversation with the network process, from unlocking to locking. Two turns run beside each other: one sends,
 * one receives, so that a block nobody has does not hold up a revocation. Both find out from the database what is to
 * be done (A5); this object remembers only what it last saw of the network.
 */
export class Sync implements SyncPort {
  readonly time: ChainTime;
  readonly #context: VaultContext;
  readonly #sending = new Turns(() => this.#guarded(() => this.#send()));
  readonly #receiving = new Turns(() => this.#guarded(() => this.#receive()));
  readonly #prover = new StreamProver();
  readonly #timer: NodeJS.Timeout;
  #announcing: NodeJS.Timeout | null = null;
  #topics = new Set<Topic>();
  #net: NetConnection | null = null;
  #unsubscribe: (() => unknown)[] = [];
  #isFollowing = false;
  #isStopped = false;
  #isReportUrgent = false;
  #health: NetHealth;
  /** Why the log could not be stored; takes the place of the chain's own good health. */
  #logProblem: ErrorView | null = null;
  /** A part of the log was not whole: it is read once more from here. */
  #rereadFrom: number | null = null;
  #diskRefusal: AppError | null = null;
  #timeRememberedAt = 0;

  /** @param monotonic milliseconds of a clock nobody can set */
  constructor(offline: Omit<VaultContext, 'sync'>, monotonic: () => number = () => performance.now()) {
    this.#context = { ...offline, sync: this };
    const now = offline.now();
    const cursor = getChainCursor(offline.db);
    const { blockTime = 0, seenAt = now, elapsedMs = 0 } = cursor ?? {};
    this.time = createChainTime({ blockTimeMs: blockTime * 1000, seenAtMs: seenAt, elapsedMs }, now, monotonic);
    this.#health = unseenHealth(now);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
    const net = offline.net();
    if (net) this.attach(net);
    void this.#receiving.request();
  }

  /** A network process is there, perhaps in the place of one that died. */
  attach(net: NetConnection): void {
    this.#detach();
    this.#net = net;
    this.#unsubscribe = [
      net.on('health.changed', (health) => this.#onHealth(health)),
      net.on('chain.step', (step) => void this.#guarded(() => this.#onStep(net, step))),
      net.on('parcel.changed', (report) => void this.#guarded(() => this.#onParcel(report))),
      net.on('block.event', (event) => void this.#guarded(async () => noteBlockEvent(this.#context, event))),
      net.on('peer.connected', () => void this.#guarded(async () => this.#retryAll())),
    ];
    void this.#guarded(async () => {
      // Whoever it was connected to already, nobody heard of it here.
      this.#retryAll();
      await this.#begin(net);
    });
  }

  wake(): void {
    if (this.#isStopped) return;
    void this.#sending.request();
    this.#announce();
  }

  async tryNow(): Promise<void> {
    this.#isReportUrgent = true;
    this.#prover.hurry();
    await this.#guarded(async () => {
      if (!this.#net) return;
      this.#onHealth(await this.#net.call.poke({}));
      if (!this.#isFollowing) await this.#begin(this.#net);
      this.#retryAll();
    });
    await this.#receiving.request();
    await this.#sending.request();
  }

  health(): NetHealth {
    const { chain } = this.#health;
    const problem = this.#logProblem ?? this.#prover.problem;
    if (!problem || chain.state !== 'ok') return this.#health;
    return { ...this.#health, chain: { ...chain, state: 'unreachable', error: problem } };
  }

  isDiskFull(): boolean {
    return this.#diskRefusal?.code === 'disk.full';
  }

  stop(): void {
    this.#isStopped = true;
    this.#detach();
    clearInterval(this.#timer);
    if (this.#announcing) clearTimeout(this.#announcing);
  }

  #detach(): void {
    for (const end of this.#unsubscribe.splice(0)) end();
    this.#net = null;
    this.#isFollowing = false;
  }

  /** What net did while nobody listened, then the log from where it ends here. */
  async #begin(net: NetConnection): Promise<void> {
    this.#onHealth(await net.call.health({}));
    await recallParcels(this.#context, net);
    const from = this.#rereadFrom === null ? followFrom(this.#context) : { fromBlock: this.#rereadFrom, after: null };
    this.#rereadFrom = null;
    await this.#whileFollowing(() => net.call.followLogs(from));
    this.#turnBoth();
  }

  /** Without an answer it is not known whether net still follows: it is asked again at the next tick. */
  async #whileFollowing(call: () => Promise<null>): Promise<void> {
    this.#isFollowing = true;
    try {
      await call();
    } catch (error) {
      this.#isFollowing = false;
      throw error;
    }
  }

  #tick(): void {
    void this.#guarded(async () => {
      this.#rememberTime();
      if (this.#net && (!this.#isFollowing || this.#rereadFrom !== null)) await this.#begin(this.#net);
    });
    this.#turnBoth();
  }

  #turnBoth(): void {
    void this.#sending.request();
    void this.#receiving.request();
  }

  async #send(): Promise<void> {
    if (!this.#net) return;
    const isChainReady = this.health().chain.state === 'ok';
    this.#diskRefusal = await sendOutbox(this.#context, this.#net, { isChainReady, isCaughtUp: this.#isCaughtUp() });
    this.#announce();
  }

  async #receive(): Promise<void> {
    const context = this.#context;
    if (endConsents(context)) this.#announce('consent', 'records');
    if (advanceRecoveries(context)) {
      this.#announce('patients');
      void this.#sending.request();
    }
    const isUrgent = this.#isReportUrgent;
    this.#isReportUrgent = false;
    if (reportLooks(context, isUrgent)) void this.#sending.request();
    if (!this.#net) return;
    while (await readSealedObjects(context, this.#net)) if (this.#isStopped) return;
    await fetchSharedRecords(context, this.#net);
    await this.#prove();
  }

  /** A log that is not what the registry has seen is read again from its beginning. */
  async #prove(): Promise<void> {
    if (!this.#net || this.#isStopped) return;
    const rereadFrom = await this.#prover.turn(this.#context, this.#net, () => this.#isCaughtUp());
    if (rereadFrom === null) return;
    this.#rereadFrom = rereadFrom;
    this.#announce();
  }

  async #onStep(net: NetConnection, step: LogStep): Promise<void> {
    const { isGap, hasChanged } = this.#store(step);
    this.#isFollowing = !isGap;
    if (isGap) return;
    await this.#whileFollowing(() => net.call.stepStored({ toBlock: step.toBlock }));
    if (hasChanged) this.#announce('records', 'patients', 'consent');
    this.#turnBoth();
  }

  #store(step: LogStep): StoredStep {
    try {
      const stored = storeStep(this.#context, step);
      this.#logProblem = null;
      if (step.fromBlock <= this.#context.policy.chain.startBlock) this.#prover.logReread();
      return stored;
    } catch (error) {
      this.#isFollowing = false;
      if (error instanceof AppError) {
        this.#logProblem = error.toView();
        const { rereadFrom } = error.details;
        if (typeof rereadFrom === 'number') this.#rereadFrom = rereadFrom;
      }
      throw error;
    }
  }

  async #onParcel(report: ParcelReport): Promise<void> {
    applyReports(this.#context, [report]);
    this.#announce('records', 'patients', 'consent');
    void this.#sending.request();
  }

  #onHealth(health: NetHealth): void {
    const wasReady = this.#health.chain.state === 'ok';
    this.#health = health;
    this.#announce();
    if (!wasReady && health.chain.state === 'ok') void this.#sending.request();
  }

  #isCaughtUp(): boolean {
    const { blockNumber } = this.#health.chain;
    const cursor = getChainCursor(this.#context.db);
    return cursor !== undefined && blockNumber !== null && cursor.blockNumber >= blockNumber;
  }

  #retryAll(): void {
    this.#context.db.transaction((db) => {
      markInboxUntried(db);
      markWantedRecordsUntried(db);
    });
    void this.#receiving.request();
  }

  #rememberTime(): void {
    if (Math.abs(this.#context.now() - this.#timeRememberedAt) < REMEMBER_TIME_MS) return;
    this.#timeRememberedAt = this.#context.now();
    this.#context.db.transaction((db) => updateElapsedMs(db, Math.round(this.time.elapsedMs())));
  }

  #announce(...topics: Topic[]): void {
    for (const topic of topics) this.#topics.add(topic);
    if (this.#isStopped || this.#announcing) return;
    this.#announcing = setTimeout(() => {
      this.#announcing = null;
      const changed = [...this.#topics];
      this.#topics.clear();
      void this.#guarded(async () => {
        this.#context.emit('sync.changed', syncStatusOf(this.#context));
        if (changed.length > 0) this.#context.emit('data.changed', { topics: changed });
      });
    }, ANNOUNCE_MS);
    this.#announcing.unref();
  }

  /** An expected failure is met again at the next tick and shown by what it left undone; anything else is a bug. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    if (this.#isStopped) return;
    try {
      await work();
    } catch (error) {
      if (!this.#isStopped && !(error instanceof AppError)) this.#context.onBug(error);
    }
  }
}
