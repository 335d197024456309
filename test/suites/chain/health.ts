import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EvmClient } from '../../fixtures/evm-node.ts';
import { deployRegistry, type RegistryChain } from '../../fixtures/registry-chain.ts';
import { type ChainFacts, type Client, startClient } from '../../main/net/chain/chain-fixture.ts';
import { startProxy } from '../../main/net/chain/proxy-fixture.ts';

const running: { stop(): Promise<unknown> }[] = [];

function kept<T extends { stop(): Promise<unknown> }>(started: T): T {
  running.push(started);
  return started;
}

const aChain = async (client: EvmClient): Promise<RegistryChain> => deployRegistry(kept(await client.start()));
const aWatcher = async (facts: ChainFacts, ...urls: string[]): Promise<Client> =>
  kept(await startClient(facts, { urls }));

/** What is shown of the chain while real nodes come, go and contradict each other. */
export function testHealth(client: EvmClient): void {
  describe.skipIf(client.missing)(`on ${client.name}`, () => {
    afterEach(async () => {
      for (const it of running.splice(0).reverse()) await it.stop();
    });
    testOneNode(client);
    testTwoNodes(client);
  });
}

function testOneNode(client: EvmClient): void {
  describe('the health of the chain', () => {
    it('is ok with the height, and follows it', async () => {
      const chain = await aChain(client);
      const watcher = await aWatcher(chain, chain.node.url);
      await watcher.chain.poke();
      expect(watcher.chain.health).toMatchObject({ state: 'ok', nextTryAt: null, error: null });
      const height = async () => Number(await chain.node.rpc<string>('eth_blockNumber'));
      const before = await height();
      await chain.node.mine(5);
      expect(await height()).toBeGreaterThanOrEqual(before + 5);
      await vi.waitFor(async () => expect(watcher.chain.health.blockNumber).toBe(await height()), { timeout: 30_000 });
    });

    it('is unreachable while the node is down, says when it is tried again, and recovers', async () => {
      const chain = await aChain(client);
      const proxy = kept(await startProxy(chain.node.url, { refuses: () => true }));
      const watcher = await aWatcher(chain, proxy.url);
      await watcher.chain.poke();
      const { health } = watcher.chain;
      expect(health).toMatchObject({ state: 'unreachable', error: { code: 'chain.unreachable' } });
      expect(health.nextTryAt).toBeGreaterThan(health.since - 1);
      expect(await watcher.chain.transactionCount(`0x${'11'.repeat(20)}`)).toBeNull();
      proxy.rules = {};
      await watcher.chain.poke();
      expect(watcher.chain.health).toMatchObject({ state: 'ok', error: null });
      expect(await watcher.chain.transactionCount(`0x${'11'.repeat(20)}`)).toBe(0);
      proxy.rules = { refuses: () => true };
      await vi.waitFor(() => expect(watcher.chain.health.state).toBe('unreachable'), { timeout: 30_000 });
      expect(watcher.chain.health.blockNumber).toBeGreaterThanOrEqual(chain.startBlock);
    });

    it('is wrongNetwork on another chain, and names both ids', async () => {
      const node = kept(await client.start({ chainId: 4242 }));
      const watcher = await aWatcher({ chainId: 1, registry: `0x${'11'.repeat(20)}`, startBlock: 0 }, node.url);
      await watcher.chain.poke();
      expect(watcher.chain.health).toMatchObject({
        state: 'wrongNetwork',
        error: { code: 'chain.wrongNetwork', details: { expected: 1, actual: 4242 } },
      });
    });

    it('is notDeployed where the chain was started afresh under the same id, until the registry is there', async () => {
      const node = kept(await client.start());
      const rewind = await node.mark();
      const chain = await deployRegistry(node);
      const { registry } = chain;
      await node.mine(5);
      const watcher = await aWatcher(chain, node.url);
      await watcher.chain.poke();
      expect(watcher.chain.health.state).toBe('ok');
      await rewind();
      await watcher.chain.poke();
      const error = { code: 'chain.notDeployed', details: { registry } };
      expect(watcher.chain.health).toMatchObject({ state: 'notDeployed', error });
      expect((await deployRegistry(node)).registry).toBe(registry);
      await watcher.chain.poke();
      expect(watcher.chain.health).toMatchObject({ state: 'ok', error: null });
    });
  });
}

function testTwoNodes(client: EvmClient): void {
  describe('[SYN12] two nodes', () => {
    it('that agree are one chain', async () => {
      const chain = await aChain(client);
      const other = kept(await startProxy(chain.node.url));
      const watcher = await aWatcher(chain, chain.node.url, other.url);
      await watcher.chain.poke();
      expect(watcher.chain.health).toMatchObject({ state: 'ok', error: null });
    });

    it('of which one is down: the other is used, and the fault is shown', async () => {
      const chain = await aChain(client);
      const down = kept(await startProxy(chain.node.url, { refuses: () => true }));
      const watcher = await aWatcher(chain, down.url, chain.node.url);
      await watcher.chain.poke();
      expect(watcher.chain.health).toMatchObject({ state: 'ok', error: { code: 'chain.unreachable' } });
    });

    it.each([
      ['their id', 31_338],
      ['the same height', 31_337],
    ])('that disagree about %s are an alarm, and neither is followed', async (_what, chainId) => {
      const chain = await aChain(client);
      const liar = kept(await client.start({ chainId }));
      await chain.node.mine(5);
      await liar.mine(8);
      const watcher = await aWatcher(chain, chain.node.url, liar.url);
      watcher.chain.follower.follow(0, null);
      await watcher.chain.poke();
      expect(watcher.chain.health).toMatchObject({ state: 'wrongNetwork', error: { code: 'chain.disagreement' } });
      expect(watcher.steps).toEqual([]);
    });
  });
}
