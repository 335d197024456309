import { createServer } from 'node:net';
import type { Multiaddr } from '@multiformats/multiaddr';
import { AppError } from '../../../preload/api/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { SwarmNode } from './node.ts';

const RETRY_MS = 5_000;

/**
 * Listens on the addresses of the policy. An address that is taken is reported and tried again; dialling out works
 * meanwhile.
 */
export class Listener {
  readonly #node: SwarmNode;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #missing: Multiaddr[];
  #cancelRetry: () => void = () => undefined;
  #listening: Promise<void> | null = null;
  #stopped = false;

  constructor(node: SwarmNode, addresses: readonly Multiaddr[], options: { clock: Clock; onChange(): void }) {
    this.#node = node;
    this.#clock = options.clock;
    this.#onChange = options.onChange;
    this.#missing = [...addresses];
  }

  /** The addresses that cannot be listened on now, as `net.portTaken`; null when all are. */
  get problem(): AppError | null {
    if (this.#missing.length === 0) return null;
    const address = this.#missing.map(String).join(' ');
    return new AppError('net.portTaken', 'Another program listens on this address', { details: { address } });
  }

  /** Tries the addresses that are missing; settles when each is listened on or known to be taken. */
  listen(): Promise<void> {
    this.#listening ??= this.#listen().finally(() => {
      this.#listening = null;
    });
    return this.#listening;
  }

  async #listen(): Promise<void> {
    this.#cancelRetry();
    const before = this.#missing.length;
    const stillMissing: Multiaddr[] = [];
    for (const address of this.#missing) {
      if (!(await this.#listenOn(address))) stillMissing.push(address);
    }
    this.#missing = stillMissing;
    if (stillMissing.length > 0 && !this.#stopped) {
      this.#cancelRetry = this.#clock.after(RETRY_MS, () => void this.listen());
    }
    if (before !== stillMissing.length) this.#onChange();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry();
  }

  async #listenOn(address: Multiaddr): Promise<boolean> {
    // libp2p keeps a listener that failed for ever, so a taken port is found out without it.
    if (this.#stopped || !(await isFree(address))) return false;
    return await this.#node.libp2p.services.listening.listen([address]).then(
      () => true,
      () => false,
    );
  }
}

function isFree(address: Multiaddr): Promise<boolean> {
  const parts = new Map(address.getComponents().map(({ name, value }) => [name, value]));
  const host = parts.get('ip4') ?? parts.get('ip6');
  const port = Number(parts.get('tcp'));
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
