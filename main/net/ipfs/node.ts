import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { withBitswap } from '@helia/bitswap';
import { type HeliaWithLibp2p, withLibp2pLight } from '@helia/libp2p';
import { type Identify, identify } from '@libp2p/identify';
import type { PrivateKey } from '@libp2p/interface';
import { preSharedKey } from '@libp2p/pnet';
import { tcp } from '@libp2p/tcp';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import { createHeliaLight } from 'helia';
import { AppError } from '../../../preload/api/errors.ts';
import { MAX_BLOCK_BYTES } from './digest.ts';
import { loadNoiseCrypto } from './noise-crypto.ts';
import type { BlockStore } from './store/block-store.ts';
import { VerifiedBlockstore } from './verified-blockstore.ts';

/** More workstations than a consortium's peers list has; each connection may cost a few MiB. */
const MAX_CONNECTIONS = 64;
const MAX_STREAMS_PER_CONNECTION = 64;

export interface NodeOptions {
  readonly store: BlockStore;
  readonly privateKey: PrivateKey;
  /** Contents of the swarm key file. */
  readonly swarmKey: Uint8Array;
  readonly mdns: boolean;
}

interface Listening {
  /** Rejects when an address cannot be listened on. */
  listen(addresses: Multiaddr[]): Promise<void>;
}

export type NodeServices = { identify: Identify; listening: Listening };
export type SwarmNode = HeliaWithLibp2p<NodeServices>;

/**
 * A Helia node in the consortium's private swarm: TCP, noise, yamux, identify and the pre-shared key, nothing else.
 * Helia's default is a public node; whatever is not named here is absent on purpose (OBJ6): bootstrap, DHT,
 * gateways, delegated routing, relay, UPnP, AutoNAT, AutoTLS. It does not listen yet.
 */
export async function startNode(options: NodeOptions): Promise<SwarmNode> {
  const crypto = await loadNoiseCrypto();
  const helia = createHeliaLight({ blockstore: new VerifiedBlockstore(options.store) });
  const withSwarm = withLibp2pLight<typeof helia, NodeServices>(helia, {
    privateKey: options.privateKey,
    nodeInfo: { name: 'wardkeep', version: '1', userAgent: 'wardkeep' },
    addresses: { listen: [] },
    connectionProtector: preSharedKey({ psk: options.swarmKey }),
    transports: [tcp({ maxConnections: MAX_CONNECTIONS })],
    connectionEncrypters: [noise({ crypto })],
    streamMuxers: [
      yamux({
        maxInboundStreams: MAX_STREAMS_PER_CONNECTION,
        maxOutboundStreams: 4 * MAX_STREAMS_PER_CONNECTION,
        // A peer that sends faster than we store waits, instead of filling the read buffer until the stream is reset.
        streamOptions: { maxStreamWindowSize: MAX_BLOCK_BYTES, maxReadBufferLength: 2 * MAX_BLOCK_BYTES },
      }),
    ],
    connectionManager: {
      maxConnections: MAX_CONNECTIONS,
      maxParallelDials: 8,
      inboundConnectionThreshold: 20,
      inboundUpgradeTimeout: 5_000,
      // Peers of the policy are redialled by `peers.ts`, which also reports when.
      reconnectRetries: 0,
    },
    connectionMonitor: { pingInterval: 15_000 },
    peerDiscovery: options.mdns ? [(await import('@libp2p/mdns')).mdns()] : [],
    services: {
      identify: identify(),
      listening: ({ transportManager }) => ({ listen: (addresses) => transportManager.listen(addresses) }),
    },
  });
  const node = withBitswap(withSwarm, {
    // Bitswap otherwise waits 10 ms before each want, and swallows a want repeated within five seconds, which is
    // what fetching a quarantined block again looks like.
    sendWantlistDebounce: 0,
    doNotResendBlockWindow: 0,
    maxIncomingMessageSize: 2 * MAX_BLOCK_BYTES,
    maxInboundStreams: 32,
    maxOutboundStreams: 64,
  });
  await node.start();
  return node;
}

/** Refuses with `policy.invalid`, naming the address. */
export function parseAddresses(field: string, addresses: readonly string[]): Multiaddr[] {
  return addresses.map((address) => {
    try {
      return multiaddr(address);
    } catch (cause) {
      const details = { field, address };
      throw new AppError('policy.invalid', 'Not an address libp2p understands', { details, cause });
    }
  });
}
