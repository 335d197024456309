import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anvil, anvilMissing } from '../../../fixtures/anvil.ts';
import { testLog } from '../../../suites/chain/log.ts';
import { ChainWorld } from '../../../suites/chain/world.ts';

testLog(anvil);

/** Geth is not asked: what takes blocks away from it leaves its index of logs astray for a moment. */
describe.skipIf(anvilMissing)('[SYN7] a reorganisation under the eyes of the follower', () => {
  const world = new ChainWorld(anvil);
  beforeEach(() => world.begin());
  afterEach(() => world.end());

  it.each([1, 2, 5, 8])('[R-06] of depth %i is unwound to the common block and read again', async (depth) => {
    await world.addPatients(2);
    const client = await world.aClient();
    client.chain.follower.follow(0, null);
    await world.upToDate(client);
    const common = await world.height();
    const rewind = await world.node.mark();
    await world.addPatients(depth);
    await world.upToDate(client);
    const before = client.steps.length;
    await rewind();
    await world.addPatients(depth + 1);
    await world.upToDate(client);
    const firsts = client.steps.slice(before).map(({ fromBlock }) => fromBlock);
    // The common block itself is sent again when the shorter chain was seen before it grew.
    expect([common, common + 1]).toContain(Math.min(...firsts));
  });

  it('that leaves the chain shorter is told without waiting for a new block', async () => {
    const client = await world.aClient();
    client.chain.follower.follow(0, null);
    const rewind = await world.node.mark();
    await world.addPatients(3);
    await world.upToDate(client);
    await rewind();
    await world.upToDate(client);
  });

  it('that is met while it is read is told all the same, also when no block follows', async () => {
    const proxy = await world.aProxy();
    const client = await world.aClient({ urls: [proxy.url] });
    client.chain.follower.follow(0, null);
    const rewind = await world.node.mark();
    await world.addPatients(2);
    await world.upToDate(client);
    const last = client.steps.at(-1);
    if (!last) throw new Error('no step');
    client.chain.follower.pause();
    await world.addPatients(1);
    const gone = await world.node.rpc('eth_getBlockByNumber', 'latest', false);
    await rewind();
    // The node still names a head whose block, and whose logs, it no longer has.
    let readings = 0;
    proxy.rules = {
      answer: ({ method, params }) => {
        if (method === 'eth_getLogs') readings += 1;
        if (method === 'eth_getLogs') return { result: [] };
        return params[0] === 'latest' ? { result: gone } : undefined;
      },
    };
    await client.chain.poke();
    client.chain.follower.follow(last.toBlock + 1, { number: last.toBlock, hash: last.toBlockHash });
    await vi.waitFor(() => expect(readings).toBeGreaterThan(3));
    proxy.rules = {};
    await world.upToDate(client);
  });
});
