import { describe, expect, it, vi } from 'vitest';
import { type Client, type ClientOptions, startClient } from '../../main/net/chain/chain-fixture.ts';
import { type ChainWorld, reached, statesOf } from './world.ts';

/** A transaction takes effect once, whatever the network, the application and the chain do meanwhile. */
export function testSendingAgain(world: ChainWorld): void {
  testLostAnswers(world);
  testRestarts(world);
  testReorganisation(world);
}

function testLostAnswers(world: ChainWorld): void {
  describe('[SYN5] a time-out means unknown', () => {
    it('an answer that is lost on the way does not send twice', async () => {
      let lost = 0;
      const { client, proxy } = await world.behind({
        losesAnswer: ([first]) => first?.method === 'eth_sendRawTransaction' && lost++ < 3,
      });
      const transaction = world.aTransaction();
      await client.chain.sender.add([transaction]);
      await reached(client, transaction, { state: 'confirmed' });
      expect(lost).toBeGreaterThan(0);
      expect(proxy.seen.filter((method) => method === 'eth_sendRawTransaction')).toHaveLength(1);
      expect(await world.transactionCount()).toBe(world.nonce);
    });

    it('a request that is lost on the way is repeated', async () => {
      let lost = 0;
      const { client } = await world.behind({
        refuses: ([first]) => first?.method === 'eth_sendRawTransaction' && lost++ < 3,
      });
      const transaction = world.aTransaction();
      await client.chain.sender.add([transaction]);
      await reached(client, transaction, { state: 'confirmed' });
      expect(lost).toBe(4);
    });

    it('[R-23] 30 % of all conversations break, restarts in between: everything is in effect exactly once', async () => {
      let seed = 7;
      // A linear congruential generator (Numerical Recipes): the same chances in every run.
      const chance = () => {
        seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
        return seed / 2 ** 32;
      };
      const rules = { refuses: () => chance() < 0.15, losesAnswer: () => chance() < 0.15 };
      const transactions = Array.from({ length: 30 }, () => world.aTransaction());
      const proxy = await world.aProxy(rules);
      for (let at = 0; at < 30; at += 6) {
        const client = await startClient(world.chain, { urls: [proxy.url], folder: world.folder });
        await client.chain.sender.add(transactions.slice(at, at + 6));
        const middle = transactions[at + 2];
        if (middle) await vi.waitFor(() => expect(statesOf(client, middle)).not.toEqual([]), { timeout: 20_000 });
        await client.stop();
      }
      const client = await world.aSender({ urls: [proxy.url] });
      await vi.waitFor(
        () => {
          const reports = client.chain.sender.reports(transactions.map(({ hash }) => hash));
          expect(reports.filter(({ state }) => state === 'confirmed')).toHaveLength(30);
        },
        { timeout: 40_000 },
      );
      expect(await world.transactionCount()).toBe(world.nonce);
    });
  });
}

function testRestarts(world: ChainWorld): void {
  describe('[SYN9] after a restart', () => {
    async function restarted(first: Client, options: Partial<ClientOptions> = {}): Promise<Client> {
      await first.stop();
      return await world.aSender(options);
    }

    it('a queued transaction is sent', async () => {
      const { client } = await world.behind({ refuses: () => true });
      const transaction = world.aTransaction();
      await client.chain.sender.add([transaction]);
      await client.chain.poke();
      expect(client.chain.sender.reports([transaction.hash])).toMatchObject([{ state: 'queued' }]);
      await reached(await restarted(client), transaction, { state: 'confirmed' });
    });

    it('a broadcast transaction is still on its way', async () => {
      const [behind, ahead] = [world.aTransaction({ nonce: world.nonce + 1 }), world.aTransaction()];
      const first = await world.aSender();
      await first.chain.sender.add([behind]);
      await reached(first, behind, { state: 'broadcast' });
      const second = await restarted(first);
      expect(second.chain.sender.reports([behind.hash])).toMatchObject([{ state: 'broadcast' }]);
      await second.chain.sender.add([ahead]);
      await reached(second, behind, { state: 'confirmed' });
      expect(statesOf(second, behind)).not.toContain('broadcast');
    });

    it('a mined transaction is confirmed', async () => {
      const first = await world.aSender({ confirmations: 10 });
      const transaction = world.aTransaction();
      await first.chain.sender.add([transaction]);
      await reached(first, transaction, { state: 'mined' });
      const second = await restarted(first, { confirmations: 10 });
      await world.node.mine(10);
      await reached(second, transaction, { state: 'confirmed' });
    });

    it('a confirmed one stays so, is not sent again, and an unknown one is left out', async () => {
      const first = await world.aSender();
      const transaction = world.aTransaction();
      await first.chain.sender.add([transaction]);
      await reached(first, transaction, { state: 'confirmed' });
      await first.stop();
      const { client, proxy } = await world.behind({});
      await client.chain.poke();
      expect(client.chain.sender.reports([transaction.hash, `0x${'00'.repeat(32)}`])).toMatchObject([
        { state: 'confirmed' },
      ]);
      expect(proxy.seen).not.toContain('eth_sendRawTransaction');
    });
  });
}

function testReorganisation(world: ChainWorld): void {
  describe('[SYN7] a reorganisation', () => {
    it('that takes a confirmed transaction out of the chain puts it on its way again', async () => {
      const client = await world.aSender();
      await client.chain.poke();
      const rewind = await world.node.mark();
      const transaction = world.aTransaction();
      await client.chain.sender.add([transaction]);
      await reached(client, transaction, { state: 'confirmed' });
      await rewind();
      // It is mined for a moment where its block is newer than the head that was looked at.
      const steps = () => statesOf(client, transaction).filter((state) => state !== 'mined');
      await vi.waitFor(() => expect(steps()).toEqual(['broadcast', 'confirmed', 'broadcast', 'confirmed']), {
        timeout: 30_000,
      });
      const again = client.reports.findLast(({ state }) => state === 'broadcast');
      expect(again).toMatchObject({ hash: transaction.hash, blockNumber: null, blockHash: null, error: null });
    });
  });
}
