import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StoredBlock } from '../../../../main/net/ipfs/store/block-store.ts';
import {
  aBlock,
  aFolder,
  aSwarmKey,
  blocksOf,
  digestsOf,
  startWorkstation,
  type Workstation,
  type WorkstationOptions,
} from '../ipfs-fixture.ts';

const running: Workstation[] = [];
const swarmKey = aSwarmKey();

afterEach(async () => {
  await Promise.all(running.splice(0).map((workstation) => workstation.remove()));
});

async function start(options: Partial<WorkstationOptions> = {}): Promise<Workstation> {
  const workstation = await startWorkstation({ swarmKey, ...options });
  running.push(workstation);
  return workstation;
}

/** Two connected workstations; the second one dials. */
async function aPair(): Promise<[Workstation, Workstation]> {
  const a = await start();
  const b = await start({ peers: a.addresses });
  expect(b.ipfs.health).toMatchObject({ state: 'ok', connected: 1, known: 1, error: null });
  return [a, b];
}

async function spoilPack({ profile }: Workstation, { bytes }: StoredBlock): Promise<void> {
  const folder = join(profile, 'net', 'packs');
  for (const name of await readdir(folder)) {
    const pack = await readFile(join(folder, name));
    const at = pack.indexOf(bytes);
    if (at >= 0) await writeFile(join(folder, name), pack.fill(0, at, at + 10));
  }
}

describe('two workstations of one swarm', () => {
  it('[OBJ3] fetch 2,000 small blocks in one call, and then hold them themselves', async () => {
    const [a, b] = await aPair();
    const blocks = blocksOf(2_000);
    await a.ipfs.put(blocks);
    const answer = await b.ipfs.get(digestsOf(blocks), 20_000);
    expect(answer.missing).toEqual([]);
    expect(digestsOf(answer.blocks).sort()).toEqual(digestsOf(blocks).sort());
    await a.stop();
    const again = await b.ipfs.get(digestsOf(blocks), 5_000);
    expect(again.blocks).toHaveLength(2_000);
  });

  it('fetch blocks of every size', async () => {
    const [a, b] = await aPair();
    const blocks = [1, 64 * 1024, 64 * 1024 + 1, 256 * 1024, 1024 * 1024, 2 * 1024 * 1024].map(aBlock);
    await a.ipfs.put(blocks);
    const { blocks: got, missing } = await b.ipfs.get(digestsOf(blocks), 20_000);
    expect(missing).toEqual([]);
    const received = new Map(got.map(({ digest, bytes }) => [digest, bytes]));
    const equal = blocks.map(({ digest, bytes }) => Buffer.from(received.get(digest) ?? []).equals(bytes));
    expect(equal).not.toContain(false);
  });

  it('get an answer that fits into a message: what is beyond is fetched, and asked for again', async () => {
    const [a, b] = await aPair();
    const blocks = blocksOf(40, 2 * 1024 * 1024);
    for (const block of blocks) await a.ipfs.put([block]);
    const first = await b.ipfs.get(digestsOf(blocks), 60_000);
    expect(first.blocks.length).toBeGreaterThanOrEqual(32);
    expect(first.missing.length).toBe(40 - first.blocks.length);
    expect(new Set(first.missing.map(({ error }) => error.code))).toEqual(new Set(['ipc.tooLarge']));
    await a.stop();
    const rest = await b.ipfs.get(
      first.missing.map(({ digest }) => digest),
      5_000,
    );
    expect(rest.missing).toEqual([]);
  });
});

describe('[R-16] blocks that nobody has', () => {
  it('settle all 1,000 with blocks.missing while a peer is connected, and leave nothing pending', async () => {
    const [a, b] = await aPair();
    const [there, ...absent] = blocksOf(1_001);
    if (!there) throw new Error('no block');
    await a.ipfs.put([there]);
    const startedAt = performance.now();
    const answer = await b.ipfs.get(digestsOf([there, ...absent]), 10_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(digestsOf(answer.blocks)).toEqual([there.digest]);
    expect(answer.missing.map(({ digest }) => digest)).toEqual(digestsOf(absent));
    const details = { peers: 1 };
    expect(new Set(answer.missing.map(({ error }) => JSON.stringify([error.code, error.details])))).toEqual(
      new Set([JSON.stringify(['blocks.missing', details])]),
    );
  });

  it('settle at once without any peer', async () => {
    const alone = await start();
    const answer = await alone.ipfs.get(digestsOf(blocksOf(1_000)), 60_000);
    expect(answer.missing).toHaveLength(1_000);
    expect(answer.missing[0]?.error).toMatchObject({ code: 'blocks.missing', details: { peers: 0 } });
  });
});

describe('[R-15] a block that was changed on disk', () => {
  it('is fetched again from a peer within the same call', async () => {
    const [a, b] = await aPair();
    const block = aBlock();
    await a.ipfs.put([block]);
    await b.ipfs.put([block]);
    await spoilPack(b, block);
    const answer = await b.ipfs.get([block.digest], 10_000);
    expect(answer).toEqual({ blocks: [block], missing: [] });
    expect(b.outcomes).toEqual([
      { digest: block.digest, outcome: 'quarantined' },
      { digest: block.digest, outcome: 'restored' },
    ]);
  });

  it('is not given to a peer, and restored when another peer that has it comes', async () => {
    const [a, b] = await aPair();
    const block = aBlock();
    await a.ipfs.put([block]);
    await spoilPack(a, block);
    expect((await b.ipfs.get([block.digest], 5_000)).missing).toHaveLength(1);
    expect(a.outcomes).toEqual([{ digest: block.digest, outcome: 'quarantined' }]);
    const c = await start({ peers: a.addresses });
    await c.ipfs.put([block]);
    await vi.waitFor(() => expect(a.outcomes.at(-1)?.outcome).toBe('restored'), { timeout: 30_000 });
    expect((await a.ipfs.get([block.digest], 1_000)).blocks).toEqual([block]);
  });
});

describe('[OBJ6] the private swarm', () => {
  it('lets nobody in who has another swarm key', async () => {
    const a = await start();
    const stranger = await start({ swarmKey: aSwarmKey(), peers: a.addresses });
    await stranger.ipfs.poke();
    expect(stranger.ipfs.health).toMatchObject({
      state: 'none',
      connected: 0,
      known: 1,
      error: { code: 'net.noPeers' },
    });
    expect(a.ipfs.health).toMatchObject({ state: 'none', connected: 0 });
  });

  it.each([
    ['missing', null],
    ['malformed', '/key/swarm/psk/1.0.0/\n/base16/\nabcd\n'],
  ])('is not joined with a %s swarm key; the block store works all the same', async (_name, content) => {
    const alone = await start({ swarmKey: content });
    expect(alone.ipfs.health).toMatchObject({
      state: 'unavailable',
      error: { code: 'policy.invalid', details: { field: 'swarm.keyFile' } },
    });
    const block = aBlock();
    await alone.ipfs.put([block]);
    expect(await alone.ipfs.get([block.digest], 1_000)).toEqual({ blocks: [block], missing: [] });
  });

  it('names an address of the policy that is none', async () => {
    const alone = await start({ peers: ['hospital-b:4001'] });
    expect(alone.ipfs.health.error).toMatchObject({
      code: 'policy.invalid',
      details: { field: 'swarm.peers', address: 'hospital-b:4001' },
    });
  });

  it('knows a workstation by the same name after a restart, and keeps its key to its owner', async () => {
    const profile = await aFolder();
    const first = await startWorkstation({ swarmKey, profile });
    const [before = ''] = first.addresses;
    await first.stop();
    const second = await start({ profile });
    expect(second.addresses[0]?.split('/p2p/')[1]).toBe(before.split('/p2p/')[1]);
    expect((await stat(join(profile, 'net', 'peer.key'))).mode & 0o777).toBe(0o600);
  });

  it('is joined again by itself when the other one comes back', async () => {
    const a = await start();
    const [address = ''] = a.addresses;
    const [, , , , port = ''] = address.split('/');
    const b = await start({ peers: [address] });
    await a.stop();
    await vi.waitFor(() => expect(b.ipfs.health).toMatchObject({ state: 'none', connected: 0 }), { timeout: 30_000 });
    await start({ profile: a.profile, listen: [`/ip4/127.0.0.1/tcp/${port}`] });
    await vi.waitFor(() => expect(b.ipfs.health).toMatchObject({ state: 'ok', connected: 1 }), { timeout: 30_000 });
  });
});

describe('a taken port', () => {
  it('is named in health, does not keep the node from dialling, and is taken when it is free', async () => {
    const a = await start();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const bound = squatter.address();
    const port = bound && typeof bound === 'object' ? bound.port : 0;
    const address = `/ip4/127.0.0.1/tcp/${port}`;
    const b = await start({ listen: [address], peers: a.addresses });
    expect(b.ipfs.health).toMatchObject({
      state: 'portTaken',
      connected: 1,
      error: { code: 'net.portTaken', details: { address } },
    });
    const block = aBlock();
    await a.ipfs.put([block]);
    expect((await b.ipfs.get([block.digest], 5_000)).blocks).toEqual([block]);
    await new Promise((resolve) => squatter.close(resolve));
    await b.ipfs.poke();
    expect(b.ipfs.health).toMatchObject({ state: 'ok', error: null });
    expect(b.ipfs.addresses()[0]).toContain(address);
  });
});
