import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { testDigest, testKey, testPatient } from '../../fixtures/registry-chain.ts';
import { type ChainWorld, reached, statesOf } from './world.ts';

export function testSending(world: ChainWorld): void {
  describe('[SYN5] a signed transaction', () => {
    it('is queued at once, then broadcast, mined and confirmed as blocks are built on it', async () => {
      const client = await world.aSender({ confirmations: 10 });
      await client.chain.poke();
      const transaction = world.aTransaction();
      expect(await client.chain.sender.add([transaction])).toEqual([
        { hash: transaction.hash, state: 'queued', blockNumber: null, blockHash: null, error: null },
      ]);
      await reached(client, transaction, { state: 'mined' });
      const receipt = await world.chain.receipt(transaction.hash);
      expect(client.chain.sender.reports([transaction.hash])[0]?.blockNumber).toBe(receipt?.blockNumber);
      await world.node.mine(1);
      await client.chain.poke();
      await reached(client, transaction, { state: 'mined' });
      await world.node.mine(10);
      await reached(client, transaction, { state: 'confirmed', error: null });
      expect(statesOf(client, transaction)).toEqual(['broadcast', 'mined', 'confirmed']);
    });

    it('is sent in the order it came, a hundred at a time, and queued once however often it is given', async () => {
      const client = await world.aSender();
      const transactions = Array.from({ length: 100 }, () => world.aTransaction());
      await client.chain.sender.add(transactions);
      await client.chain.sender.add(transactions);
      for (const transaction of transactions) await reached(client, transaction, { state: 'confirmed' });
      expect(await world.transactionCount()).toBe(world.nonce);
      expect(await readdir(join(world.folder, 'parcels'))).toHaveLength(100);
    });

    it('that the registry refuses is failed, with the error of the contract', async () => {
      const client = await world.aSender();
      const first = world.aTransaction({ patient: 'the same' });
      const again = world.aTransaction({ patient: 'the same' });
      await client.chain.sender.add([first, again]);
      await reached(client, first, { state: 'confirmed' });
      const patient = testPatient(testKey('the same'));
      await reached(client, again, {
        state: 'failed',
        error: {
          code: 'chain.reverted',
          message: 'The registry refused',
          details: { error: 'PatientAlreadyAdded', patient },
        },
      });
    });

    it('whose nonce another one has used is failed for good', async () => {
      const used = world.nonce;
      await world.chain.write(world.workstation, {
        kind: 'addPatient',
        args: { patient: testPatient(testKey('x')), keyring: testDigest(1) },
      });
      const client = await world.aSender();
      const late = world.aTransaction({ nonce: used });
      await client.chain.sender.add([late]);
      await reached(client, late, { state: 'failed', error: expect.objectContaining({ code: 'chain.nonceUsed' }) });
    });

    it('without money for gas waits with the reason, and goes on when there is some', async () => {
      const key = testKey('poor');
      const transaction = world.aTransaction({ key, nonce: 0 });
      const client = await world.aSender();
      await client.chain.sender.add([transaction]);
      const details = expect.objectContaining({ reason: 'insufficientFunds' });
      await reached(client, transaction, {
        state: 'queued',
        error: expect.objectContaining({ code: 'chain.refused', details }),
      });
      await world.chain.fund(addressOf(key));
      // It is mined, and refused by the registry: nobody enrolled this workstation.
      await reached(client, transaction, {
        state: 'failed',
        error: expect.objectContaining({ code: 'chain.reverted' }),
      });
    });

    it('that no node will ever take is failed at once', async () => {
      const client = await world.aSender();
      const [good, broken] = [world.aTransaction(), world.aTransaction()];
      const foreign = world.aTransaction({ chainId: 1 });
      await client.chain.sender.add([{ hash: broken.hash, raw: `${good.raw.slice(0, -8)}` }, foreign]);
      const error = expect.objectContaining({ code: 'chain.refused' });
      for (const transaction of [broken, foreign]) await reached(client, transaction, { state: 'failed', error });
    });

    it('waits where the node does not tell receipts yet, as geth while it builds its index', async () => {
      const refusal = { error: { code: -32000, message: 'transaction indexing is in progress' } };
      const { client, proxy } = await world.behind({
        answer: ({ method }) => (method === 'eth_getTransactionReceipt' ? refusal : undefined),
      });
      const transaction = world.aTransaction();
      await client.chain.sender.add([transaction]);
      const error = { code: 'chain.refused', details: { method: 'eth_getTransactionReceipt' } };
      await vi.waitFor(() => expect(client.chain.health).toMatchObject({ state: 'ok', error }), { timeout: 30_000 });
      expect(client.chain.sender.reports([transaction.hash])).toMatchObject([{ state: 'queued' }]);
      proxy.rules = {};
      await reached(client, transaction, { state: 'confirmed' });
      await vi.waitFor(() => expect(client.chain.health.error).toBeNull(), { timeout: 30_000 });
    });

    it('is not believed to be sent when the node names another hash', async () => {
      const { client } = await world.behind({
        answer: ({ method }) => (method === 'eth_sendRawTransaction' ? { result: `0x${'12'.repeat(32)}` } : undefined),
      });
      const transaction = world.aTransaction();
      await client.chain.sender.add([transaction]);
      await vi.waitFor(() => expect(client.chain.health.error?.code).toBe('chain.malformedResponse'), {
        timeout: 30_000,
      });
      expect(client.chain.sender.reports([transaction.hash])).toMatchObject([{ state: 'queued' }]);
    });

    it('whose fee is too low for the moment waits until the chain has become cheaper', async () => {
      const { baseFeePerGas } = await world.node.rpc<{ baseFeePerGas: string }>(
        'eth_getBlockByNumber',
        'latest',
        false,
      );
      const transaction = world.aTransaction({ fee: BigInt(baseFeePerGas) / 4n });
      const client = await world.aSender();
      await client.chain.sender.add([transaction]);
      await client.chain.poke();
      await world.node.mine(20);
      await reached(client, transaction, { state: 'confirmed', error: null });
      expect(statesOf(client, transaction)).not.toContain('failed');
    });
  });
}
