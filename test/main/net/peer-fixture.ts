import { rm } from 'node:fs/promises';
import type { Connection, Stream } from '@libp2p/interface';
import { multiaddr } from '@multiformats/multiaddr';
import { FrameReader } from '../../../main/net/ipfs/batch/frames.ts';
import { BLOCKS_PROTOCOL, MAX_REQUEST_BYTES } from '../../../main/net/ipfs/batch/messages.ts';
import { type SwarmNode, startNode } from '../../../main/net/ipfs/node.ts';
import { loadPeerKey } from '../../../main/net/ipfs/peer-key.ts';
import { BlockStore } from '../../../main/net/ipfs/store/block-store.ts';
import { aFolder, LOOPBACK } from './ipfs-fixture.ts';

/** A real node of the swarm that does not behave as ours do: it speaks bitswap, and whatever a test teaches it. */
export interface Peer {
  readonly node: SwarmNode;
  readonly store: BlockStore;
  readonly addresses: string[];
  dial(address: string): Promise<Connection>;
  remove(): Promise<void>;
}

export async function startPeer(swarmKey: string): Promise<Peer> {
  const folder = await aFolder();
  const store = await BlockStore.open(folder, { onOutcome: () => undefined });
  const privateKey = await loadPeerKey(folder);
  const node = await startNode({ store, privateKey, swarmKey: new TextEncoder().encode(swarmKey), mdns: false });
  await node.libp2p.services.listening.listen([multiaddr(LOOPBACK)]);
  return {
    node,
    store,
    addresses: node.libp2p.getMultiaddrs().map(String),
    dial: (address) => node.libp2p.dial(multiaddr(address)),
    remove: async () => {
      await node.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a peer answer block requests with whatever `answer` writes after a whole request came in. */
export async function answerWith(peer: Peer, answer: (stream: Stream, request: Uint8Array) => unknown): Promise<void> {
  await peer.node.libp2p.handle(BLOCKS_PROTOCOL, async (stream) => {
    const request = await new FrameReader(stream, MAX_REQUEST_BYTES).next(new AbortController().signal);
    await answer(stream, request);
  });
}
