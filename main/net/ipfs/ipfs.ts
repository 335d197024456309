import { join, resolve } from 'node:path';
import { AppError, type ErrorView, toErrorView } from '../../../preload/api/errors.ts';
import type { Digest } from '../../../preload/api/ids.ts';
import type { NetHealth } from '../../links/net-link.ts';
import type { SwarmPolicy } from '../../links/policy.ts';
import type { Clock } from '../platform/clock.ts';
import { withDeadline } from '../platform/deadline.ts';
import type { Random } from '../platform/random.ts';
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

export interface FoundBlocks {
  readonly blocks: StoredBlock[];
  readonly missing: { digest: Digest; error: ErrorView }[];
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
      fetch: (digests) => withDeadline(RESTORE_TIMEOUT_MS, undefined, (signal) => ipfs.#fetch(digests, signal)),
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
      const wanted = [...new Set(digests)];
      const found = new Map<Digest, Uint8Array>();
      const later = await this.#read(wanted, found);
      const absent = wanted.filter((digest) => !found.has(digest) && !later.has(digest));
      const failure = await this.#fetch(absent, signal);
      for (const digest of await this.#read(absent, found)) later.add(digest);
      return {
        blocks: [...found].map(([digest, bytes]) => ({ digest, bytes })),
        missing: wanted
          .filter((digest) => !found.has(digest))
          .map((digest) => ({ digest, error: later.has(digest) ? TOO_MUCH : failure })),
      };
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

  /** Reads into `found` until the answer is full; gives back what is left out because of that. */
  async #read(digests: readonly Digest[], found: Map<Digest, Uint8Array>): Promise<Set<Digest>> {
    const later = new Set<Digest>();
    let size = [...found.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0);
    for (const group of this.#store.groupsWithin(digests, READ_BYTES)) {
      if (size >= MAX_ANSWER_BYTES) {
        for (const digest of group) later.add(digest);
        continue;
      }
      for (const [digest, bytes] of await this.#store.getMany(group)) {
        found.set(digest, bytes);
        size += bytes.byteLength;
      }
    }
    return later;
  }

  /** What to say of a digest that is still missing afterwards. */
  async #fetch(digests: readonly Digest[], signal: AbortSignal): Promise<ErrorView> {
    try {
      if (digests.length > 0) await this.#swarm?.fetch(digests, signal);
    } catch (error) {
      return toErrorView(error);
    }
    const details = { peers: this.#swarm?.peers.connected ?? 0 };
    return new AppError('blocks.missing', 'No connected peer has this block', { details }).toView();
  }

  #state(): PeersHealth['state'] {
    if (this.#failure) return 'unavailable';
    if (this.#swarm?.listener.problem) return 'portTaken';
    return this.#swarm?.peers.connected ? 'ok' : 'none';
  }

  #refresh(): void {
    const { clock, onHealth } = this.#options;
    const peers = this.#swarm?.peers;
    const error = this.#failure ?? this.#swarm?.listener.problem ?? null;
    const state = this.#state();
    const since = state === this.#health.state ? this.#health.since : clock.now();
    const view = error?.toView() ?? null;
    this.#health = { state, since, connected: peers?.connected ?? 0, known: peers?.known ?? 0, error: view };
    onHealth();
  }
}

const TOO_MUCH = new AppError('ipc.tooLarge', 'The answer is full; the block is here, ask for fewer at once').toView();

function asFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new AppError('net.unavailable', 'The swarm cannot be joined', { details: { name }, cause: error });
}
