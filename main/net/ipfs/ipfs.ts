import { join, resolve } from 'node:path';
import { AppError, type ErrorView, toErrorView } from '../../../preload/api/errors.ts';
import type { Digest } from '../../../preload/api/ids.ts';
import type { NetHealth } from '../../links/net-link.ts';
import type { SwarmPolicy } from '../../links/policy.ts';
import type { Clock } from '../platform/clock.ts';
import { withDeadline } from '../platform/deadline.ts';
import type { Random } from '../platform/random.ts';
import { BoundedAnswer, type FoundBlocks } from './bounded-answer.ts';
import { Restorer } from './restorer.ts';
import { type BlockOutcome, BlockStore, type StoredBlock } from './store/block-store.ts';
import { type Swarm, startSwarm } from './swarm.ts';

type PeersHealth = NetHealth['peers'];

/** Bytes in one answer to the vault: what is beyond was fetched and stored, and is asked for again. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** How much is read at once on the way there. */
const READ_BYTES = 16 * 1024 * 1024;
const RESTORE_TIMEOUT_MS = 30_000;

export interface IpfsOptions {
  readonly profile: string;
  readonly policy: SwarmPolicy;
  readonly clock: Clock;
  readonly random: Random;
  onHealth(): void;
  onBlock(digest: Digest, outcome: BlockOutcome): void;
  onPeer(connected: number): void;
}

/**
 * The block store and the swarm around it. The store works from the first moment and without a swarm; what keeps
 * the swarm from starting is shown in `health` and nowhere else.
 */
export class Ipfs {
  readonly #options: IpfsOptions;
  readonly #store: BlockStore;
  readonly #restorer: Restorer;
  #swarm: Swarm | null = null;
  #joining: Promise<void> = Promise.resolve();
  #failure: AppError | null = null;
  #health: PeersHealth;

  private constructor(options: IpfsOptions, store: BlockStore, restorer: Restorer) {
    this.#options = options;
    this.#store = store;
    this.#restorer = restorer;
    this.#health = { state: 'starting', since: options.clock.now(), connected: 0, known: 0, error: null };
  }

  static async open(options: IpfsOptions): Promise<Ipfs> {
    const store = await BlockStore.open(join(options.profile, 'net'), {
      onOutcome: (digest, outcome) => {
        options.onBlock(digest, outcome);
        if (outcome === 'quarantined') restorer.wake();
      },
    });
    const restorer = new Restorer({
      waiting: () => store.waiting,
      fetch: (digests) => withDeadline(RESTORE_TIMEOUT_MS, undefined, (signal) => ipfs.#fetch(digests, null, signal)),
      clock: options.clock,
      random: options.random,
    });
    const ipfs = new Ipfs(options, store, restorer);
    return ipfs;
  }

  /** Joins the swarm, in the background: `health` says how far it is. */
  start(): void {
    this.#joining = this.#join();
  }

  async #join(): Promise<void> {
    const { profile, policy, clock, random } = this.#options;
    try {
      this.#swarm = await startSwarm({
        folder: join(profile, 'net'),
        swarmKeyPath: resolve(profile, policy.keyFile),
        policy,
        store: this.#store,
        clock,
        random,
        onChange: () => this.#refresh(),
        onPeer: (connected) => {
          this.#options.onPeer(connected);
          this.#restorer.wake();
        },
      });
    } catch (error) {
      this.#failure = asFailure(error);
    }
    this.#refresh();
  }

  /** Addresses other workstations reach this one at; empty while it does not listen. */
  addresses(): string[] {
    return this.#swarm?.addresses() ?? [];
  }

  get health(): PeersHealth {
    return this.#health;
  }

  put(blocks: readonly StoredBlock[]): Promise<void> {
    return this.#store.putMany(blocks);
  }

  /** The local store first, then the peers; every digest settles, as a verified block or with the reason. */
  get(digests: readonly Digest[], timeoutMs: number): Promise<FoundBlocks> {
    return withDeadline(timeoutMs, undefined, async (signal) => {
      const wanted = new Set(digests);
      const answer = new BoundedAnswer(MAX_ANSWER_BYTES);
      await this.#read([...wanted], answer);
      const failure = await this.#fetch(
        [...wanted].filter((digest) => !answer.has(digest)),
        answer,
        signal,
      );
      // What bitswap brought went straight into the store.
      await this.#read(
        [...wanted].filter((digest) => !answer.has(digest)),
        answer,
      );
      return answer.settle(wanted, failure);
    });
  }

  /** Dials everybody and tries taken addresses again, now; settles when each has answered or been given up on. */
  async poke(): Promise<void> {
    await this.#joining;
    if (!this.#swarm) return;
    await Promise.all([this.#swarm.listener.listen(), this.#swarm.peers.poke()]);
    this.#restorer.wake();
  }

  async stop(): Promise<void> {
    this.#restorer.stop();
    await this.#joining;
    await this.#swarm?.stop();
    this.#swarm = null;
    await this.#store.close();
  }

  async #read(digests: readonly Digest[], answer: BoundedAnswer): Promise<void> {
    for (const group of this.#store.groupsWithin(digests, READ_BYTES)) {
      if (answer.isFull) answer.postpone(group.filter((digest) => this.#store.has(digest)));
      else answer.add(await this.#store.getMany(group));
    }
  }

  /** What to say of a digest that is still missing afterwards. */
  async #fetch(digests: readonly Digest[], answer: BoundedAnswer | null, signal: AbortSignal): Promise<ErrorView> {
    const keep = async (blocks: StoredBlock[]) => {
      await this.#store.putMany(blocks);
      answer?.add(new Map(blocks.map(({ digest, bytes }) => [digest, bytes])));
    };
    try {
      if (digests.length > 0) await this.#swarm?.fetcher.fetch(digests, keep, signal);
    } catch (error) {
      return toErrorView(error);
    }
    const details = { peers: this.#swarm?.peers.connected ?? 0 };
    return new AppError('blocks.missing', 'No connected peer has this block', { details }).toView();
  }

  /** How well blocks can travel, and why not. */
  #standing(): { state: PeersHealth['state']; error: AppError | null } {
    if (this.#failure) return { state: 'unavailable', error: this.#failure };
    const portTaken = this.#swarm?.listener.problem;
    if (portTaken) return { state: 'portTaken', error: portTaken };
    if (this.#swarm?.peers.connected) return { state: 'ok', error: null };
    return { state: 'none', error: new AppError('net.noPeers', 'No other workstation is connected') };
  }

  #refresh(): void {
    const { clock, onHealth } = this.#options;
    const peers = this.#swarm?.peers;
    const { state, error } = this.#standing();
    const since = state === this.#health.state ? this.#health.since : clock.now();
    const view = error?.toView() ?? null;
    this.#health = { state, since, connected: peers?.connected ?? 0, known: peers?.known ?? 0, error: view };
    onHealth();
  }
}

function asFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new AppError('net.unavailable', 'The swarm cannot be joined', { details: { name }, cause: error });
}
