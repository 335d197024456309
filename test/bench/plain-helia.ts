import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { withBitswap } from '@helia/bitswap';
import { type HeliaWithLibp2p, withLibp2pLight } from '@helia/libp2p';
import { identify } from '@libp2p/identify';
import type { ServiceMap } from '@libp2p/interface';
import { tcp } from '@libp2p/tcp';
import { createHeliaLight, type Helia } from 'helia';

/** Helia as its libraries set it up, with blocks in memory: what our numbers are compared with. */
export async function startPlainHelia(): Promise<HeliaWithLibp2p<ServiceMap>> {
  const node = withBitswap(
    withLibp2pLight<Helia, ServiceMap>(createHeliaLight(), {
      addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
      transports: [tcp()],
      connectionEncrypters: [noise()],
      streamMuxers: [yamux()],
      services: { identify: identify() },
    }),
  );
  await node.start();
  return node;
}
