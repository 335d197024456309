import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParcelReport } from '../../../../main/links/net-link.ts';
import { addressOf } from '../../../../main/registry/addresses.ts';
import { type SignedTransaction, signTransaction } from '../../../../main/registry/transactions.ts';
import { anvilMissing } from '../../../fixtures/anvil.ts';
import {
  type RegistryChain,
  startRegistryChain,
  testDigest,
  testKey,
  testPatient,
} from '../../../fixtures/registry-chain.ts';
import { aFolder } from '../ipfs-fixture.ts';
import { type Client, type ClientOptions, startClient } from './chain-fixture.ts';
import { type ProxyRules, startProxy } from './proxy-fixture.ts';

const workstation = testKey('workstation');
const running: { stop(): Promise<unknown> }[] = [];
let chain: RegistryChain;
let folder: string;
let nonce: number;
let patients = 0;

beforeEach(async () => {
  chain = await startRegistryChain();
  running.push(chain);
  await chain.admitHospital(workstation);
  nonce = Number(await chain.anvil.rpc<string>('eth_getTransactionCount', addressOf(workstation), 'latest'));
  folder = await aFolder();
});

afterEach(async () => {
  for (const it of running.splice(0).reverse()) await it.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A new patient each time, with the next nonce unless told otherwise. */
function aTransaction(
  use: { nonce?: number; patient?: string; key?: Uint8Array; fee?: bigint } = {},
): SignedTransaction {
  const patient = testPatient(testKey(use.patient ?? `patient ${patients++}`));
  const fee = use.fee ?? 10_000_000_000n;
  const envelope = { chainId: chain.chainId, registry: chain.registry, nonce: use.nonce ?? nonce++ };
  const fees = { maxFeePerGas: fee, maxPriorityFeePerGas: fee < 1_000_000_000n ? fee : 1_000_000_000n };
  const intent = { kind: 'addPatient', args: { patient, keyring: testDigest(patients) } } as const;
  return signTransaction({ ...envelope, ...fees }, intent, use.key ?? workstation);
}

async function aClient(options: Partial<ClientOptions> = {}): Promise<Client> {
  const client = await startClient(chain, { urls: [chain.anvil.url], folder, ...options });
  running.push(client);
  return client;
}

/** A client behind a proxy that does as `rules` says. */
async function behind(rules: ProxyRules, options: Partial<ClientOptions> = {}) {
  const proxy = await startProxy(chain.anvil.url, rules);
  running.push(proxy);
  return { proxy, client: await aClient({ ...options, urls: [proxy.url] }) };
}

async function reached(client: Client, transaction: SignedTransaction, expected: Partial<ParcelReport>): Promise<void> {
  await vi.waitFor(() => expect(client.chain.sender.reports([transaction.hash])[0]).toMatchObject(expected), {
    timeout: 30_000,
  });
}

const statesOf = (client: Client, { hash }: SignedTransaction) =>
  client.reports.filter((report) => report.hash === hash).map(({ state }) => state);

const patientCount = async () =>
  Number(await chain.anvil.rpc<string>('eth_getTransactionCount', addressOf(workstation), 'latest'));

describe.skipIf(anvilMissing)('[SYN5] a signed transaction', () => {
  it('is queued at once, then broadcast, mined and confirmed as blocks are built on it', async () => {
    const client = await aClient({ confirmations: 3 });
    await client.chain.poke();
    const transaction = aTransaction();
    expect(await client.chain.sender.add([transaction])).toEqual([
      { hash: transaction.hash, state: 'queued', blockNumber: null, blockHash: null, error: null },
    ]);
    await reached(client, transaction, { state: 'mined' });
    const receipt = await chain.receipt(transaction.hash);
    expect(client.chain.sender.reports([transaction.hash])[0]?.blockNumber).toBe(receipt?.blockNumber);
    await chain.anvil.rpc('anvil_mine', '0x1');
    await client.chain.poke();
    await reached(client, transaction, { state: 'mined' });
    await chain.anvil.rpc('anvil_mine', '0x1');
    await reached(client, transaction, { state: 'confirmed', error: null });
    expect(statesOf(client, transaction)).toEqual(['broadcast', 'mined', 'confirmed']);
  });

  it('is sent in the order it came, a hundred at a time, and queued once however often it is given', async () => {
    const client = await aClient();
    const transactions = Array.from({ length: 100 }, () => aTransaction());
    await client.chain.sender.add(transactions);
    await client.chain.sender.add(transactions);
    for (const transaction of transactions) await reached(client, transaction, { state: 'confirmed' });
    expect(await patientCount()).toBe(nonce);
    expect(await readdir(join(folder, 'parcels'))).toHaveLength(100);
  });

  it('that the registry refuses is failed, with the error of the contract', async () => {
    const client = await aClient();
    const first = aTransaction({ patient: 'the same' });
    const again = aTransaction({ patient: 'the same' });
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
    const used = nonce;
    await chain.write(workstation, {
      kind: 'addPatient',
      args: { patient: testPatient(testKey('x')), keyring: testDigest(1) },
    });
    const client = await aClient();
    const late = aTransaction({ nonce: used });
    await client.chain.sender.add([late]);
    await reached(client, late, { state: 'failed', error: expect.objectContaining({ code: 'chain.nonceUsed' }) });
  });

  it('without money for gas waits with the reason, and goes on when there is some', async () => {
    const key = testKey('poor');
    const transaction = aTransaction({ key, nonce: 0 });
    const client = await aClient();
    await client.chain.sender.add([transaction]);
    const details = expect.objectContaining({ reason: 'insufficientFunds' });
    await reached(client, transaction, {
      state: 'queued',
      error: expect.objectContaining({ code: 'chain.refused', details }),
    });
    await chain.fund(addressOf(key));
    // It is mined, and refused by the registry: nobody enrolled this workstation.
    await reached(client, transaction, { state: 'failed', error: expect.objectContaining({ code: 'chain.reverted' }) });
  });

  it('that no node will ever take is failed at once', async () => {
    const client = await aClient();
    const [good, other] = [aTransaction(), aTransaction()];
    await client.chain.sender.add([{ hash: other.hash, raw: `${good.raw.slice(0, -8)}` }]);
    await reached(client, other, { state: 'failed', error: expect.objectContaining({ code: 'chain.refused' }) });
  });

  it('is not believed to be sent when the node names another hash', async () => {
    const { client } = await behind({
      answer: ({ method }) => (method === 'eth_sendRawTransaction' ? { result: `0x${'12'.repeat(32)}` } : undefined),
    });
    const transaction = aTransaction();
    await client.chain.sender.add([transaction]);
    await vi.waitFor(() => expect(client.chain.health.error?.code).toBe('chain.malformedResponse'), {
      timeout: 30_000,
    });
    expect(client.chain.sender.reports([transaction.hash])).toMatchObject([{ state: 'queued' }]);
  });
});

describe.skipIf(anvilMissing)('[SYN5] a time-out means unknown', () => {
  it('an answer that is lost on the way does not send twice', async () => {
    let lost = 0;
    const { client, proxy } = await behind({
      losesAnswer: ([first]) => first?.method === 'eth_sendRawTransaction' && lost++ < 3,
    });
    const transaction = aTransaction();
    await client.chain.sender.add([transaction]);
    await reached(client, transaction, { state: 'confirmed' });
    expect(lost).toBeGreaterThan(0);
    expect(proxy.seen.filter((method) => method === 'eth_sendRawTransaction')).toHaveLength(1);
    expect(await patientCount()).toBe(nonce);
  });

  it('a request that is lost on the way is repeated', async () => {
    let lost = 0;
    const { client } = await behind({ refuses: ([first]) => first?.method === 'eth_sendRawTransaction' && lost++ < 3 });
    const transaction = aTransaction();
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
    const transactions = Array.from({ length: 30 }, () => aTransaction());
    const proxy = await startProxy(chain.anvil.url, rules);
    running.push(proxy);
    for (let at = 0; at < 30; at += 6) {
      const client = await startClient(chain, { urls: [proxy.url], folder });
      await client.chain.sender.add(transactions.slice(at, at + 6));
      const middle = transactions[at + 2];
      if (middle) await vi.waitFor(() => expect(statesOf(client, middle)).not.toEqual([]), { timeout: 20_000 });
      await client.stop();
    }
    const client = await aClient({ urls: [proxy.url] });
    await vi.waitFor(
      () => {
        const reports = client.chain.sender.reports(transactions.map(({ hash }) => hash));
        expect(reports.filter(({ state }) => state === 'confirmed')).toHaveLength(30);
      },
      { timeout: 40_000 },
    );
    expect(await patientCount()).toBe(nonce);
  });
});

describe.skipIf(anvilMissing)('[SYN9] after a restart', () => {
  async function restarted(first: Client, options: Partial<ClientOptions> = {}): Promise<Client> {
    await first.stop();
    return await aClient(options);
  }

  it('a queued transaction is sent', async () => {
    const { client } = await behind({ refuses: () => true });
    const transaction = aTransaction();
    await client.chain.sender.add([transaction]);
    await client.chain.poke();
    expect(client.chain.sender.reports([transaction.hash])).toMatchObject([{ state: 'queued' }]);
    await reached(await restarted(client), transaction, { state: 'confirmed' });
  });

  it('a broadcast transaction is found, also when the node forgot it', async () => {
    await chain.anvil.rpc('evm_setAutomine', false);
    const first = await aClient();
    const transaction = aTransaction();
    await first.chain.sender.add([transaction]);
    await reached(first, transaction, { state: 'broadcast' });
    const second = await restarted(first);
    expect(second.chain.sender.reports([transaction.hash])).toMatchObject([{ state: 'broadcast' }]);
    await chain.anvil.rpc('anvil_dropTransaction', transaction.hash);
    await vi.waitFor(async () => {
      await second.chain.poke();
      expect(await chain.anvil.rpc('eth_getTransactionByHash', transaction.hash)).not.toBeNull();
    }, 30_000);
    await chain.anvil.rpc('anvil_mine', '0x1');
    await reached(second, transaction, { state: 'confirmed' });
  });

  it('a mined transaction is confirmed', async () => {
    const first = await aClient({ confirmations: 2 });
    const transaction = aTransaction();
    await first.chain.sender.add([transaction]);
    await reached(first, transaction, { state: 'mined' });
    const second = await restarted(first, { confirmations: 2 });
    await chain.anvil.rpc('anvil_mine', '0x1');
    await reached(second, transaction, { state: 'confirmed' });
  });

  it('a confirmed one stays so, is not sent again, and an unknown one is left out', async () => {
    const first = await aClient();
    const transaction = aTransaction();
    await first.chain.sender.add([transaction]);
    await reached(first, transaction, { state: 'confirmed' });
    await first.stop();
    const { client, proxy } = await behind({});
    await client.chain.poke();
    expect(client.chain.sender.reports([transaction.hash, `0x${'00'.repeat(32)}`])).toMatchObject([
      { state: 'confirmed' },
    ]);
    expect(proxy.seen).not.toContain('eth_sendRawTransaction');
  });
});

describe.skipIf(anvilMissing)('[SYN7] a reorganisation', () => {
  it('that takes a confirmed transaction out of the chain puts it on its way again', async () => {
    const client = await aClient();
    await client.chain.poke();
    const snapshot = await chain.anvil.rpc('evm_snapshot');
    const transaction = aTransaction();
    await client.chain.sender.add([transaction]);
    await reached(client, transaction, { state: 'confirmed' });
    await chain.anvil.rpc('evm_setAutomine', false);
    await chain.anvil.rpc('evm_revert', snapshot);
    await reached(client, transaction, { state: 'broadcast', blockNumber: null, blockHash: null });
    await vi.waitFor(async () => {
      await client.chain.poke();
      expect(await chain.anvil.rpc('eth_getTransactionByHash', transaction.hash)).not.toBeNull();
    }, 30_000);
    await chain.anvil.rpc('anvil_mine', '0x1');
    await reached(client, transaction, { state: 'confirmed' });
    expect(statesOf(client, transaction)).toEqual(['broadcast', 'confirmed', 'broadcast', 'confirmed']);
  });
});
