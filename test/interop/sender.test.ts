import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testSender } from '../suites/chain/sender.ts';
import { ChainWorld, reached } from '../suites/chain/world.ts';
import { geth } from './geth.ts';

const GWEI = 1_000_000_000n;

testSender(geth);

/** Anvil is not asked: behind a gap it keeps both transactions. */
describe.skipIf(geth.missing)(`[SYN5] a signed transaction on ${geth.name}`, () => {
  const world = new ChainWorld(geth);
  beforeEach(() => world.begin());
  afterEach(() => world.end());

  it('that another one has replaced in the pool is failed once that one is mined', async () => {
    const ahead = world.aTransaction();
    const nonce = world.nonce++;
    const [replaced, other] = [2n, 4n].map((fee) => world.aTransaction({ nonce, fee: fee * GWEI }));
    if (!replaced || !other) throw new Error('two transactions were made');
    const client = await world.aSender();
    await client.chain.sender.add([replaced]);
    await reached(client, replaced, { state: 'broadcast' });
    await world.node.rpc('eth_sendRawTransaction', other.raw);
    const details = expect.objectContaining({ reason: 'fee' });
    await reached(client, replaced, { state: 'queued', error: expect.objectContaining({ details }) });
    await world.node.rpc('eth_sendRawTransaction', ahead.raw);
    await reached(client, replaced, { state: 'failed', error: expect.objectContaining({ code: 'chain.nonceUsed' }) });
    expect(await world.chain.receipt(other.hash)).toMatchObject({ succeeded: true });
  });
});
