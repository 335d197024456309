import { join } from 'node:path';
import type { LinkEvent, LinkHandlers } from '../links/link.ts';
import type { NetHealth, netLink } from '../links/net-link.ts';
import type { ChainPolicy, SwarmPolicy } from '../links/policy.ts';
import { Chain } from './chain/chain.ts';
import { Ipfs } from './ipfs/ipfs.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { type Random, systemRandom } from './platform/random.ts';

/** What net tells the vault without being asked. */
export type NetEvent = LinkEvent<typeof netLink>;

export interface NetOptions {
  /** Folder of this installation: `swarm.key` is read from it, everything net keeps is below `net/`. */
  readonly profile: string;
  readonly chain: ChainPolicy;
  readonly swarm: SwarmPolicy;
  readonly clock?: Clock;
  readonly random?: Random;
  onEvent(event: NetEvent): void;
}

/** Everything the net process does, usable without a process: tests, benchmarks and scripts run exactly this. */
export interface Net {
  readonly handlers: LinkHandlers<typeof netLink>;
  health(): NetHealth;
  /** Addresses other workstations reach this one at; empty while it does not listen. */
  addresses(): string[];
  /** Nobody stores log steps any more, until the next `followLogs`. */
  pauseFollowing(): void;
  /** Closes sockets and files. */
  stop(): Promise<void>;
}

/** Opens the block store and the parcels; joining the swarm and the chain goes on by itself, see `health`. */
export async function createNet(options: NetOptions): Promise<Net> {
  const { profile, onEvent, clock = systemClock, random = systemRandom } = options;
  const onHealth = () => onEvent({ event: 'health.changed', payload: health() });
  const ipfs = await Ipfs.open({
    profile,
    policy: options.swarm,
    clock,
    random,
    onHealth,
    onBlock: (digest, outcome) => onEvent({ event: 'block.event', payload: { at: clock.now(), digest, outcome } }),
    onPeer: (connected) => onEvent({ event: 'peer.connected', payload: { connected } }),
  });
  const chain = await Chain.open({
    policy: options.chain,
    parcelsFolder: join(profile, 'net', 'parcels'),
    clock,
    random,
    onHealth,
    onStep: (step) => onEvent({ event: 'chain.step', payload: step }),
    onParcel: (report) => onEvent({ event: 'parcel.changed', payload: report }),
  });
  const health = (): NetHealth => ({ chain: chain.health, peers: ipfs.health });
  chain.start();
  ipfs.start();
  return {
    handlers: handlersOf(ipfs, chain, health),
    health,
    addresses: () => ipfs.addresses(),
    pauseFollowing: () => chain.follower.pause(),
    stop: async () => {
      await Promise.all([chain.stop(), ipfs.stop()]);
    },
  };
}

function handlersOf(ipfs: Ipfs, chain: Chain, health: () => NetHealth): LinkHandlers<typeof netLink> {
  return {
    putBlocks: async ({ blocks }) => {
      await ipfs.put(blocks);
      return null;
    },
    getBlocks: ({ digests, timeoutMs }) => ipfs.get(digests, timeoutMs),
    followLogs: ({ fromBlock, after }) => {
      chain.follower.follow(fromBlock, after && { number: after.blockNumber, hash: after.blockHash });
      return null;
    },
    stepStored: ({ toBlock }) => {
      chain.follower.stored(toBlock);
      return null;
    },
    sendTransactions: ({ transactions }) => chain.sender.add(transactions),
    parcels: ({ hashes }) => chain.sender.reports(hashes),
    transactionCount: ({ address }) => chain.transactionCount(address),
    streams: ({ blockNumber, workstations }) => chain.streams(blockNumber, workstations),
    poke: async () => {
      await Promise.all([chain.poke(), ipfs.poke()]);
      return health();
    },
    health: () => health(),
  };
}
