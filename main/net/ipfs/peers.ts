import type { Multiaddr } from '@multiformats/multiaddr';
import { type Backoff, createBackoff } from '../platform/backoff.ts';
import type { Clock } from '../platform/clock.ts';
import { withDeadline } from '../platform/deadline.ts';
import type { Random } from '../platform/random.ts';
import type { SwarmNode } from './node.ts';

const DIAL_TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

interface KnownPeer {
  readonly address: Multiaddr;
  /** Null when the policy gives an address without `/p2p/…`: whoever of the swarm answers there. */
  readonly id: string | null;
  readonly backoff: Backoff;
  /** The peer that answered at the address. */
  connectedTo: string | null;
  dialling: Promise<void> | null;
  cancelRetry: () => void;
}

export interface PeersOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** A peer came or went. */
  onChange(): void;
  onConnect(connected: number): void;
}

/** Keeps connections to the peers of the policy, and to those found on the LAN when the policy allows mDNS. */
export class Peers {
  readonly #node: SwarmNode;
  readonly #options: PeersOptions;
  readonly #known: KnownPeer[];
  #stopped = false;

  constructor(node: SwarmNode, addresses: readonly Multiaddr[], options: PeersOptions) {
    this.#node = node;
    this.#options = options;
    const self = node.libp2p.peerId.toString();
    this.#known = addresses
      .map((address) => knownPeer(address, createBackoff(FIRST_RETRY_MS, LONGEST_RETRY_MS, options.random)))
      .filter(({ id }) => id !== self);
  }

  get connected(): number {
    return this.#node.libp2p.getPeers().length;
  }

  get known(): number {
    return this.#known.length;
  }

  start(): void {
    const { libp2p } = this.#node;
    libp2p.addEventListener('peer:connect', () => {
      this.#options.onChange();
      this.#options.onConnect(this.connected);
    });
    libp2p.addEventListener('peer:disconnect', ({ detail: peer }) => {
      this.#options.onChange();
      for (const known of this.#known) {
        if ((known.id ?? known.connectedTo) === peer.toString()) this.#retryLater(known);
      }
    });
    libp2p.addEventListener('peer:discovery', ({ detail: { multiaddrs } }) => {
      if (!this.#stopped && multiaddrs.length > 0) this.#dial(multiaddrs).catch(() => undefined);
    });
    for (const known of this.#known) this.#try(known);
  }

  /** Dials everyone who is not connected now; settles when each has answered or been given up on. */
  async poke(): Promise<void> {
    await Promise.all(this.#known.map((known) => this.#try(known)));
  }

  stop(): void {
    this.#stopped = true;
    for (const known of this.#known) known.cancelRetry();
  }

  #try(known: KnownPeer): Promise<void> {
    known.cancelRetry();
    if (this.#stopped || this.#isConnected(known)) return Promise.resolve();
    known.dialling ??= this.#dial(known.address)
      .then(
        (peer) => {
          known.connectedTo = peer;
          known.backoff.reset();
        },
        () => this.#retryLater(known),
      )
      .finally(() => {
        known.dialling = null;
      });
    return known.dialling;
  }

  async #dial(address: Multiaddr | Multiaddr[]): Promise<string> {
    const dial = (signal: AbortSignal) => this.#node.libp2p.dial(address, { signal });
    return (await withDeadline(DIAL_TIMEOUT_MS, undefined, dial)).remotePeer.toString();
  }

  #retryLater(known: KnownPeer): void {
    known.cancelRetry();
    if (this.#stopped) return;
    known.cancelRetry = this.#options.clock.after(known.backoff.next(), () => this.#try(known));
  }

  #isConnected({ id, connectedTo }: KnownPeer): boolean {
    const expected = id ?? connectedTo;
    return this.#node.libp2p.getPeers().some((peer) => peer.toString() === expected);
  }
}

function knownPeer(address: Multiaddr, backoff: Backoff): KnownPeer {
  const id = address.getComponents().find(({ name }) => name === 'p2p')?.value ?? null;
  return { address, id, backoff, connectedTo: null, dialling: null, cancelRetry: () => undefined };
}
