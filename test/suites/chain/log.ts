import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogStep } from '../../../main/links/net-link.ts';
import type { EvmClient } from '../../fixtures/evm-node.ts';
import { ChainWorld } from './world.ts';

const spans = (steps: readonly LogStep[]) => steps.map(({ fromBlock, toBlock }) => [fromBlock, toBlock]);

/** Asked for by numbers, for which a node looks into its index. */
const isRange = (filter: unknown) => typeof filter === 'object' && filter !== null && 'fromBlock' in filter;

/** Reading the log of the registry from a real node, also while its chain changes. */
export function testLog(client: EvmClient): void {
  describe.skipIf(client.missing)(`on ${client.name}`, () => {
    const world = new ChainWorld(client);
    beforeEach(() => world.begin());
    afterEach(() => world.end());
    testReading(world);
    testReorganisations(world);
  });
}

function testReading(world: ChainWorld): void {
  describe('[CON2] the log of the registry', () => {
    it('is read whole, in order, without gap or overlap, and goes on as blocks come', async () => {
      await world.addPatients(3);
      const client = await world.aClient();
      client.chain.follower.follow(0, null);
      await world.upToDate(client);
      await world.addPatients(3);
      await world.upToDate(client);
      const covered = spans(client.steps).map(([from], i) => from === (client.steps[i - 1]?.toBlock ?? -1) + 1);
      expect(covered).not.toContain(false);
      expect(client.steps.at(-1)?.toBlockTime).toBeGreaterThan(1_700_000_000);
    });

    it('comes one step at a time: the next one waits for the acknowledgement', async () => {
      const client = await world.aClient();
      client.acknowledges = false;
      client.chain.follower.follow(0, null);
      await vi.waitFor(() => expect(client.steps).toHaveLength(1), { timeout: 30_000 });
      await world.addPatients(2);
      await client.chain.poke();
      client.chain.follower.stored(999);
      await client.chain.poke();
      expect(client.steps).toHaveLength(1);
      client.acknowledges = true;
      client.chain.follower.stored(client.steps[0]?.toBlock ?? -1);
      await world.upToDate(client);
    });

    it('goes on behind the last stored block', async () => {
      const first = await world.aClient();
      first.chain.follower.follow(0, null);
      await world.upToDate(first);
      const last = first.steps.at(-1);
      if (!last) throw new Error('no step');
      await world.addPatients(2);
      const second = await world.aClient();
      second.chain.follower.follow(last.toBlock + 1, { number: last.toBlock, hash: last.toBlockHash });
      await vi.waitFor(() => expect(second.held).toHaveLength(2), { timeout: 30_000 });
      expect(second.steps[0]?.fromBlock).toBe(last.toBlock + 1);
    });

    it('is read from a node that refuses wide ranges, in narrower ones', async () => {
      await world.node.mine(1_024);
      await world.addPatients(2);
      const width = ([filter]: unknown[]) => {
        // Safe: the proxy is asked for logs by our own client only.
        const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
        return Number(toBlock) - Number(fromBlock);
      };
      const proxy = await world.aProxy({
        answer: ({ method, params }) =>
          method === 'eth_getLogs' && width(params) > 20 ? { error: { code: -32005, message: 'too wide' } } : undefined,
      });
      const client = await world.aClient({ urls: [proxy.url] });
      client.chain.follower.follow(0, null);
      await world.upToDate(client);
    });

    it('is read from the blocks themselves where the node has not found what their headers promise', async () => {
      const proxy = await world.aProxy();
      const client = await world.aClient({ urls: [proxy.url] });
      client.chain.follower.follow(0, null);
      await world.addPatients(1);
      await world.upToDate(client);
      proxy.rules = { answer: ({ params: [filter] }) => (isRange(filter) ? { result: [] } : undefined) };
      await world.addPatients(4);
      await world.upToDate(client);
    });

    it('goes on when a header promises more than its block holds', async () => {
      const proxy = await world.aProxy();
      const client = await world.aClient({ urls: [proxy.url] });
      client.chain.follower.follow(0, null);
      await world.upToDate(client);
      const last = client.steps.at(-1);
      if (!last) throw new Error('no step');
      client.chain.follower.pause();
      await world.node.mine(1);
      const block = await world.node.rpc<{ number: string }>('eth_getBlockByNumber', 'latest', false);
      const promising = { ...block, logsBloom: `0x${'f'.repeat(512)}` };
      let isAsked = false;
      proxy.rules = {
        answer: ({ method, params: [what] }) => {
          if (method === 'eth_getLogs' && !isRange(what)) isAsked = true;
          return method === 'eth_getBlockByNumber' && what === block.number ? { result: promising } : undefined;
        },
      };
      client.chain.follower.follow(last.toBlock + 1, { number: last.toBlock, hash: last.toBlockHash });
      await world.upToDate(client);
      expect(isAsked).toBe(true);
    });

    it('says what keeps it from being read, while the chain itself is well, and stops saying it', async () => {
      const refusal = { error: { code: -32000, message: 'no' } };
      const proxy = await world.aProxy({
        answer: ({ method }) => (method === 'eth_getLogs' ? refusal : undefined),
      });
      const client = await world.aClient({ urls: [proxy.url] });
      client.chain.follower.follow(0, null);
      const error = { code: 'chain.refused', details: { method: 'eth_getLogs' } };
      await vi.waitFor(() => expect(client.chain.health).toMatchObject({ state: 'ok', error }), { timeout: 30_000 });
      expect(client.steps).toEqual([]);
      proxy.rules = {};
      await world.upToDate(client);
      await vi.waitFor(() => expect(client.chain.health.error).toBeNull(), { timeout: 30_000 });
    });
  });
}

function testReorganisations(world: ChainWorld): void {
  describe('[SYN7] a reorganisation', () => {
    it('while nobody followed is noticed by the last stored block, and unwound by what net still knows', async () => {
      await world.addPatients(2);
      const client = await world.aClient();
      client.chain.follower.follow(0, null);
      await world.upToDate(client);
      const common = client.steps.at(-1);
      const rewind = await world.node.mark();
      const height = await world.height();
      await world.addPatients(2);
      await world.upToDate(client);
      const last = client.steps.at(-1);
      if (!last || !common) throw new Error('no step');
      client.chain.follower.pause();
      await rewind();
      await world.addPatients(4);
      await client.chain.poke();
      const before = client.steps.length;
      client.chain.follower.follow(last.toBlock + 1, { number: last.toBlock, hash: last.toBlockHash });
      await world.upToDate(client);
      expect(client.steps[before]?.fromBlock).toBeGreaterThan(common.toBlock);
      expect(client.steps[before]?.fromBlock).toBeLessThanOrEqual(height + 1);
    });

    it('below everything that is known sends the whole log again', async () => {
      await world.addPatients(2);
      const head = await world.height();
      const client = await world.aClient();
      client.chain.follower.follow(head + 1, { number: head, hash: `0x${'ab'.repeat(32)}` });
      await world.upToDate(client);
      expect(client.steps[0]?.fromBlock).toBe(world.chain.startBlock);
    });
  });
}
