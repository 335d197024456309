import { libp2pDefaults } from '@helia/libp2p';
import { afterEach, describe, expect, it } from 'vitest';
import { BLOCKS_PROTOCOL } from '../../../../main/net/ipfs/batch/messages.ts';
import { aSwarmKey } from '../ipfs-fixture.ts';
import { type Peer, startPeer } from '../peer-fixture.ts';

const PUBLIC = /kad|autonat|relay|dcutr|gateway|upnp|autotls|perf|ping/i;
let peer: Peer | null = null;

afterEach(async () => {
  await peer?.remove();
  peer = null;
});

describe('[OBJ6] the node', () => {
  it('speaks bitswap and identify, and nothing of a public node', async () => {
    peer = await startPeer(aSwarmKey());
    const { libp2p } = peer.node;
    expect(libp2p.getProtocols().sort()).toEqual(['/ipfs/bitswap/1.2.0', '/ipfs/id/1.0.0']);
    expect(Object.keys(libp2p.services).sort()).toEqual(['identify', 'listening']);
    expect(Object.keys(libp2p.services).filter((name) => PUBLIC.test(name))).toEqual([]);
    expect(peer.addresses.every((address) => address.startsWith('/ip4/127.0.0.1/tcp/'))).toBe(true);
    expect(BLOCKS_PROTOCOL).toBe('/wardkeep/blocks/1');
  });

  it('would be found out with the default configuration of Helia', () => {
    const services = Object.keys(libp2pDefaults().services ?? {});
    expect(services.filter((name) => PUBLIC.test(name)).length).toBeGreaterThan(2);
  });
});
