import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anvil, anvilMissing } from '../../../fixtures/anvil.ts';
import { testSender } from '../../../suites/chain/sender.ts';
import { ChainWorld, reached } from '../../../suites/chain/world.ts';

testSender(anvil);

/** Only anvil forgets a transaction when it is told to. */
describe.skipIf(anvilMissing)('[SYN9] after a restart', () => {
  const world = new ChainWorld(anvil);
  beforeEach(() => world.begin());
  afterEach(() => world.end());

  it('a broadcast transaction is found, also when the node forgot it', async () => {
    await world.node.rpc('evm_setAutomine', false);
    const first = await world.aSender();
    const transaction = world.aTransaction();
    await first.chain.sender.add([transaction]);
    await reached(first, transaction, { state: 'broadcast' });
    await first.stop();
    const second = await world.aSender();
    expect(second.chain.sender.reports([transaction.hash])).toMatchObject([{ state: 'broadcast' }]);
    await world.node.rpc('anvil_dropTransaction', transaction.hash);
    await vi.waitFor(async () => {
      await second.chain.poke();
      expect(await world.node.rpc('eth_getTransactionByHash', transaction.hash)).not.toBeNull();
    }, 30_000);
    await world.node.mine(1);
    await reached(second, transaction, { state: 'confirmed' });
  });
});
