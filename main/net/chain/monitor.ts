import { AppError, toErrorView } from '../../../preload/api/errors.ts';
import type { NetHealth } from '../../links/net-link.ts';
import type { ChainPolicy } from '../../links/policy.ts';
import { type Backoff, createBackoff } from '../platform/backoff.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import { chainId, codeAt, type Header, headerAt } from './calls.ts';
import type { Rpc } from './rpc.ts';

type ChainHealth = NetHealth['chain'];

const LONGEST_RETRY_MS = 30_000;

export interface MonitorOptions {
  readonly rpcs: readonly Rpc[];
  readonly policy: ChainPolicy;
  readonly clock: Clock;
  readonly random: Random;
  onHealth(): void;
  /** The chain was looked at and is the right one; called at every look, also when `head` has not changed. */
  onHead(rpc: Rpc, head: Header): void;
}

interface Look {
  readonly rpc: Rpc;
  readonly chainId: number;
  readonly head: Header;
}

/**
 * Looks at the chain in turns: is there a node, is it the chain of the policy, is the registry on it, how high is it,
 * do two configured nodes tell the same story (SYN12). A look that fails is repeated with growing pauses.
 */
export class ChainMonitor {
  readonly #options: MonitorOptions;
  readonly #backoff: Backoff;
  #health: ChainHealth;
  #looking: Promise<void> | null = null;
  #current: { rpc: Rpc; head: Header } | null = null;
  #cancelNext: () => void = () => undefined;
  #stopped = false;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#backoff = createBackoff(Math.max(options.policy.pollMs, 500), LONGEST_RETRY_MS, options.random);
    const since = options.clock.now();
    this.#health = { state: 'starting', since, blockNumber: null, nextTryAt: null, error: null };
  }

  get health(): ChainHealth {
    return this.#health;
  }

  /** A node that was well at the last look, and the head it showed. */
  get current(): { rpc: Rpc; head: Header } | null {
    return this.#current;
  }

  /** Looks now instead of at the next turn; settles when the look is done. */
  async look(): Promise<void> {
    if (this.#stopped) return;
    this.#cancelNext();
    this.#looking ??= this.#turn().finally(() => {
      this.#looking = null;
    });
    await this.#looking;
  }

  /** `look` after a person asked for it: the pauses start from the shortest again. */
  async poke(): Promise<void> {
    this.#backoff.reset();
    await this.look();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelNext();
  }

  async #turn(): Promise<void> {
    const seen = await this.#see().catch((error: unknown) => toFailure(error));
    if (this.#stopped) return;
    if (seen instanceof AppError) return this.#fail(seen);
    this.#current = { rpc: seen.rpc, head: seen.head };
    this.#backoff.reset();
    this.#next(this.#options.policy.pollMs);
    this.#show({ state: 'ok', blockNumber: seen.head.number, nextTryAt: null, error: seen.warning });
    this.#options.onHead(seen.rpc, seen.head);
  }

  #fail(error: AppError): void {
    this.#current = null;
    const waitMs = this.#backoff.next();
    this.#next(waitMs);
    this.#show({
      state: STATE_OF_ERROR[error.code] ?? 'unreachable',
      blockNumber: this.#health.blockNumber,
      nextTryAt: this.#options.clock.now() + waitMs,
      error: error.toView(),
    });
  }

  /** The first node that is well. A second one that is down is a warning, one that disagrees is a failure. */
  async #see(): Promise<{ rpc: Rpc; head: Header; warning: ChainHealth['error'] }> {
    const { rpcs, policy } = this.#options;
    const results = await Promise.allSettled(rpcs.map((rpc) => lookAt(rpc)));
    const looks = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    const [first] = looks;
    if (!first) throw failures[0];
    requireChain(looks, policy.chainId);
    await requireAgreement(looks, policy.confirmations);
    await this.#requireRegistry(first);
    return { rpc: first.rpc, head: first.head, warning: failures.length > 0 ? toErrorView(failures[0]) : null };
  }

  /** Asked again after every failure and when the chain became shorter: it may have been started afresh. */
  async #requireRegistry({ rpc, head }: Look): Promise<void> {
    if (this.#current && head.number >= this.#current.head.number) return;
    const { registry } = this.#options.policy;
    if ((await rpc.call(codeAt(registry))) !== '0x') return;
    throw new AppError('chain.notDeployed', 'No registry at this address', { details: { registry } });
  }

  #next(waitMs: number): void {
    this.#cancelNext();
    this.#cancelNext = this.#options.clock.after(waitMs, () => void this.look());
  }

  #show(next: Omit<ChainHealth, 'since'>): void {
    const since = next.state === this.#health.state ? this.#health.since : this.#options.clock.now();
    const before = JSON.stringify(this.#health);
    this.#health = { ...next, since };
    if (JSON.stringify(this.#health) !== before) this.#options.onHealth();
  }
}

const STATE_OF_ERROR: Partial<Record<AppError['code'], ChainHealth['state']>> = {
  'chain.wrongNetwork': 'wrongNetwork',
  'chain.disagreement': 'wrongNetwork',
  'chain.notDeployed': 'notDeployed',
};

async function lookAt(rpc: Rpc): Promise<Look> {
  const [id, head] = await rpc.callAll([chainId(), headerAt('latest')]);
  if (!head) throw new AppError('chain.malformedResponse', 'A chain without a head', { details: { reason: 'noHead' } });
  return { rpc, chainId: id, head };
}

function requireChain(looks: readonly Look[], expected: number): void {
  const wrong = looks.find((look) => look.chainId !== expected);
  if (!wrong) return;
  const code = looks.some((look) => look.chainId === expected) ? 'chain.disagreement' : 'chain.wrongNetwork';
  throw new AppError(code, 'Another chain than the policy names', { details: { expected, actual: wrong.chainId } });
}

/** Compares a block old enough that both nodes must have settled on it. */
async function requireAgreement(looks: readonly Look[], confirmations: number): Promise<void> {
  if (looks.length < 2) return;
  const height = Math.max(0, Math.min(...looks.map(({ head }) => head.number)) - confirmations);
  const headers = await Promise.all(looks.map(({ rpc }) => rpc.call(headerAt(height))));
  if (new Set(headers.map((header) => header?.hash)).size === 1) return;
  throw new AppError('chain.disagreement', 'The nodes tell different stories', { details: { blockNumber: height } });
}

function toFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const details = { name: error instanceof Error ? error.name : typeof error };
  return new AppError('internal.bug', 'Unexpected error', { details, cause: error });
}
