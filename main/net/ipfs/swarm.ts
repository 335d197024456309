import type { SwarmPolicy } from '../../links/policy.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import { BLOCKS_PROTOCOL } from './batch/messages.ts';
import { Quota } from './batch/quota.ts';
import { serveBlocks } from './batch/server.ts';
import { Fetcher } from './fetcher.ts';
import { Listener } from './listener.ts';
import { parseAddresses, startNode } from './node.ts';
import { loadPeerKey } from './peer-key.ts';
import { Peers } from './peers.ts';
import type { BlockStore } from './store/block-store.ts';
import { readSwarmKey } from './swarm-key.ts';

/** Streams of our own protocol that one connection may have open. */
const MAX_REQUESTS_PER_CONNECTION = 8;

export interface SwarmOptions {
  /** Folder of `peer.key`. */
  readonly folder: string;
  readonly swarmKeyPath: string;
  readonly policy: SwarmPolicy;
  readonly store: BlockStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Peers came or went, or an address became free or taken. */
  onChange(): void;
  onPeer(connected: number): void;
}

/** This workstation in the consortium's private swarm. */
export interface Swarm {
  readonly peerId: string;
  /** Addresses other workstations reach this one at. */
  addresses(): string[];
  readonly peers: Peers;
  readonly listener: Listener;
  readonly fetcher: Fetcher;
  stop(): Promise<void>;
}

/** Starts the node, listens and dials. Refuses with `policy.invalid` when there is no usable swarm key. */
export async function startSwarm(options: SwarmOptions): Promise<Swarm> {
  const { policy, store, clock, random } = options;
  const swarmKey = await readSwarmKey(options.swarmKeyPath);
  const privateKey = await loadPeerKey(options.folder);
  const listenOn = parseAddresses('swarm.listen', policy.listen);
  const known = parseAddresses('swarm.peers', policy.peers);
  const node = await startNode({ store, privateKey, swarmKey, mdns: policy.mdns });
  const quota = new Quota(clock);
  await node.libp2p.handle(
    BLOCKS_PROTOCOL,
    (stream, connection) => void serveBlocks(stream, connection, { store, quota }),
    { maxInboundStreams: MAX_REQUESTS_PER_CONNECTION, maxOutboundStreams: MAX_REQUESTS_PER_CONNECTION },
  );
  const listener = new Listener(node, listenOn, { clock, onChange: options.onChange });
  const fetcher = new Fetcher(node);
  const peers = new Peers(node, known, {
    clock,
    random,
    onChange: options.onChange,
    onConnect: options.onPeer,
  });
  await listener.listen();
  peers.start();
  return {
    peerId: node.libp2p.peerId.toString(),
    addresses: () => node.libp2p.getMultiaddrs().map(String),
    peers,
    listener,
    fetcher,
    stop: async () => {
      peers.stop();
      listener.stop();
      await node.stop();
    },
  };
}
