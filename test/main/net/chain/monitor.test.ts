import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Anvil, anvilMissing, startAnvil } from '../../../fixtures/anvil.ts';
import { type RegistryChain, startRegistryChain } from '../../../fixtures/registry-chain.ts';
import { type ChainFacts, type Client, startClient } from './chain-fixture.ts';
import { startProxy } from './proxy-fixture.ts';

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const it of running.splice(0).reverse()) await it.stop();
});

function kept<T extends { stop(): Promise<unknown> }>(started: T): T {
  running.push(started);
  return started;
}

const aChain = async (): Promise<RegistryChain> => kept(await startRegistryChain());
const aClient = async (facts: ChainFacts, ...urls: string[]): Promise<Client> =>
  kept(await startClient(facts, { urls }));

describe.skipIf(anvilMissing)('the health of the chain', () => {
  it('is ok with the height, and follows it', async () => {
    const chain = await aChain();
    const client = await aClient(chain, chain.anvil.url);
    await client.chain.poke();
    expect(client.chain.health).toMatchObject({ state: 'ok', blockNumber: 1, nextTryAt: null, error: null });
    await chain.anvil.rpc('anvil_mine', '0x5');
    await vi.waitFor(() => expect(client.chain.health.blockNumber).toBe(6), { timeout: 30_000 });
  });

  it('is unreachable while the node is down, says when it is tried again, and recovers', async () => {
    const chain = await aChain();
    const proxy = kept(await startProxy(chain.anvil.url, { refuses: () => true }));
    const client = await aClient(chain, proxy.url);
    await client.chain.poke();
    const { health } = client.chain;
    expect(health).toMatchObject({ state: 'unreachable', error: { code: 'chain.unreachable' } });
    expect(health.nextTryAt).toBeGreaterThan(health.since - 1);
    expect(await client.chain.transactionCount(`0x${'11'.repeat(20)}`)).toBeNull();
    proxy.rules = {};
    await client.chain.poke();
    expect(client.chain.health).toMatchObject({ state: 'ok', error: null });
    expect(await client.chain.transactionCount(`0x${'11'.repeat(20)}`)).toBe(0);
    proxy.rules = { refuses: () => true };
    await vi.waitFor(() => expect(client.chain.health.state).toBe('unreachable'), { timeout: 30_000 });
    expect(client.chain.health.blockNumber).toBe(1);
  });

  it('is wrongNetwork on another chain, and names both ids', async () => {
    const anvil = kept(await startAnvil({ chainId: 4242 }));
    const client = await aClient({ chainId: 1, registry: `0x${'11'.repeat(20)}`, startBlock: 0 }, anvil.url);
    await client.chain.poke();
    expect(client.chain.health).toMatchObject({
      state: 'wrongNetwork',
      error: { code: 'chain.wrongNetwork', details: { expected: 1, actual: 4242 } },
    });
  });

  it('is notDeployed without code at the address, until it is there', async () => {
    const anvil = kept(await startAnvil());
    const registry = `0x${'11'.repeat(20)}`;
    const client = await aClient({ chainId: anvil.chainId, registry, startBlock: 0 }, anvil.url);
    await client.chain.poke();
    expect(client.chain.health).toMatchObject({
      state: 'notDeployed',
      error: { code: 'chain.notDeployed', details: { registry } },
    });
    await anvil.rpc('anvil_setCode', registry, '0x00');
    await client.chain.poke();
    expect(client.chain.health.state).toBe('ok');
  });

  it('is notDeployed when the chain was started afresh under the same id', async () => {
    const chain = await aChain();
    const before = await chain.anvil.rpc<string>('evm_snapshot');
    const client = await aClient(chain, chain.anvil.url);
    await client.chain.poke();
    await chain.anvil.rpc('anvil_mine', '0x5');
    await client.chain.poke();
    await chain.anvil.rpc('evm_revert', before);
    await chain.anvil.rpc('anvil_setCode', chain.registry, '0x');
    await client.chain.poke();
    expect(client.chain.health.state).toBe('notDeployed');
  });
});

describe.skipIf(anvilMissing)('[SYN12] two nodes', () => {
  it('that agree are one chain', async () => {
    const chain = await aChain();
    const other = kept(await startProxy(chain.anvil.url));
    const client = await aClient(chain, chain.anvil.url, other.url);
    await client.chain.poke();
    expect(client.chain.health).toMatchObject({ state: 'ok', error: null });
  });

  it('of which one is down: the other is used, and the fault is shown', async () => {
    const chain = await aChain();
    const down = kept(await startProxy(chain.anvil.url, { refuses: () => true }));
    const client = await aClient(chain, down.url, chain.anvil.url);
    await client.chain.poke();
    expect(client.chain.health).toMatchObject({ state: 'ok', error: { code: 'chain.unreachable' } });
  });

  it.each([
    ['their id', 31_338],
    ['the same height', 31_337],
  ])('that disagree about %s are an alarm, and neither is followed', async (_what, chainId) => {
    const chain = await aChain();
    const liar: Anvil = kept(await startAnvil({ chainId }));
    await chain.anvil.rpc('anvil_mine', '0x5');
    await liar.rpc('anvil_mine', '0x8');
    const client = await aClient(chain, chain.anvil.url, liar.url);
    client.chain.follower.follow(0, null);
    await client.chain.poke();
    expect(client.chain.health).toMatchObject({ state: 'wrongNetwork', error: { code: 'chain.disagreement' } });
    expect(client.steps).toEqual([]);
  });
});
