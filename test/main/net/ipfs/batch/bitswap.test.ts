import { afterEach, describe, expect, it } from 'vitest';
import { cidOf } from '../../../../../main/net/ipfs/digest.ts';
import { aBlock, aSwarmKey, blocksOf, digestsOf, startWorkstation, type Workstation } from '../../ipfs-fixture.ts';
import { type Peer, startPeer } from '../../peer-fixture.ts';

const swarmKey = aSwarmKey();
let peer: Peer;
let workstation: Workstation;

afterEach(async () => {
  await workstation.remove();
  await peer.remove();
});

async function connect(): Promise<void> {
  peer = await startPeer(swarmKey);
  workstation = await startWorkstation({ swarmKey, peers: peer.addresses });
  expect(workstation.ipfs.health.connected).toBe(1);
}

describe('[OBJ6] a peer that speaks bitswap only', () => {
  it('is asked by bitswap for what is missing, for more blocks than may be wanted at once', async () => {
    await connect();
    const blocks = blocksOf(600);
    await peer.store.putMany(blocks);
    const answer = await workstation.ipfs.get(digestsOf(blocks), 20_000);
    expect(answer.missing).toEqual([]);
    expect(digestsOf(answer.blocks).sort()).toEqual(digestsOf(blocks).sort());
  });

  it('[R-16] and has nothing: every digest settles in time', async () => {
    await connect();
    const [there, ...absent] = blocksOf(1_001);
    if (!there) throw new Error('no block');
    await peer.store.putMany([there]);
    const startedAt = performance.now();
    const answer = await workstation.ipfs.get(digestsOf([...absent, there]), 2_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(answer.missing).toHaveLength(absent.length + 1 - answer.blocks.length);
    expect(new Set(answer.missing.map(({ error }) => error.code))).toEqual(new Set(['blocks.missing']));
  });

  it('gets blocks from us by bitswap', async () => {
    await connect();
    const block = aBlock();
    await workstation.ipfs.put([block]);
    const signal = AbortSignal.timeout(5_000);
    const parts: Uint8Array[] = [];
    for await (const part of peer.node.blockstore.get(cidOf(block.digest, 'dag-cbor'), { signal })) parts.push(part);
    expect(Buffer.concat(parts).equals(block.bytes)).toBe(true);
  });
});
