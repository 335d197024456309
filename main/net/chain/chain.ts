import { type ErrorView, toErrorView } from '../../../preload/api/errors.ts';
import type { WorkstationAddress } from '../../../preload/api/ids.ts';
import type { LogStep, NetHealth, ParcelReport } from '../../links/net-link.ts';
import type { ChainPolicy } from '../../links/policy.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import { transactionCountOf } from './calls.ts';
import { LogFollower } from './log-follower.ts';
import { ChainMonitor } from './monitor.ts';
import { Rpc } from './rpc.ts';
import { readStreams, type StreamsAtBlock } from './streams.ts';
import { TransactionSender } from './transaction-sender.ts';

export interface ChainOptions {
  readonly policy: ChainPolicy;
  /** Folder of the durable parcels. */
  readonly parcelsFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  onHealth(): void;
  onStep(step: LogStep): void;
  onParcel(report: ParcelReport): void;
}

/** The registry's chain: its health, its log, and the transactions on their way to it. */
export class Chain {
  readonly follower: LogFollower;
  readonly sender: TransactionSender;
  readonly #monitor: ChainMonitor;
  /** What the newest reading and the newest sending met, although the chain itself is well. */
  readonly #problems: Problems;

  readonly #registry: string;

  private constructor(
    parts: { follower: LogFollower; sender: TransactionSender; monitor: ChainMonitor; registry: string },
    problems: Problems,
  ) {
    this.#registry = parts.registry;
    this.follower = parts.follower;
    this.sender = parts.sender;
    this.#monitor = parts.monitor;
    this.#problems = problems;
  }

  /** Opens the queue and does not touch the network before `start`. */
  static async open(options: ChainOptions): Promise<Chain> {
    const { policy, clock, random, onHealth } = options;
    const problems: Problems = { log: null, sending: null };
    const onProblem = (part: keyof Problems) => (error: unknown) => {
      const before = problems[part];
      problems[part] = error === null ? null : toErrorView(error);
      if (before?.code !== problems[part]?.code) onHealth();
    };
    const follower = new LogFollower({ policy, onStep: options.onStep, onProblem: onProblem('log') });
    const sender = await TransactionSender.open({
      folder: options.parcelsFolder,
      policy,
      onChange: options.onParcel,
      onProblem: onProblem('sending'),
    });
    const monitor = new ChainMonitor({
      rpcs: policy.rpcUrls.map((url) => new Rpc(url)),
      policy,
      clock,
      random,
      onHealth: () => {
        if (!monitor.current) sender.onLost();
        onHealth();
      },
      onHead: (rpc, head) => {
        follower.onHead(rpc, head);
        sender.onHead(rpc, head);
      },
    });
    return new Chain({ follower, sender, monitor, registry: policy.registry }, problems);
  }

  get health(): NetHealth['chain'] {
    const health = this.#monitor.health;
    return { ...health, error: health.error ?? this.#problems.log ?? this.#problems.sending };
  }

  start(): void {
    void this.#monitor.look();
  }

  /** Looks at the chain now; settles when it was seen or found out of reach. */
  poke(): Promise<void> {
    return this.#monitor.poke();
  }

  /** Null while the chain is out of reach. */
  async transactionCount(address: string): Promise<number | null> {
    return (await this.#monitor.current?.rpc.call(transactionCountOf(address))) ?? null;
  }

  /** What the registry holds of these streams after a block. Null while the chain or the block is out of reach. */
  async streams(blockNumber: number, workstations: readonly WorkstationAddress[]): Promise<StreamsAtBlock | null> {
    const rpc = this.#monitor.current?.rpc;
    return rpc ? readStreams(rpc, this.#registry, blockNumber, workstations) : null;
  }

  async stop(): Promise<void> {
    this.#monitor.stop();
    this.follower.pause();
    await this.sender.stop();
  }
}

interface Problems {
  log: ErrorView | null;
  sending: ErrorView | null;
}
