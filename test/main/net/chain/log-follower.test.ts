import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogStep } from '../../../../main/links/net-link.ts';
import { anvilMissing } from '../../../fixtures/anvil.ts';
import {
  type RegistryChain,
  startRegistryChain,
  testDigest,
  testKey,
  testPatient,
} from '../../../fixtures/registry-chain.ts';
import { type Client, essence, logsOnChain, startClient } from './chain-fixture.ts';
import { startProxy } from './proxy-fixture.ts';

const running: { stop(): Promise<unknown> }[] = [];
const workstation = testKey('workstation');
let chain: RegistryChain;
let patients = 0;

beforeEach(async () => {
  chain = await startRegistryChain();
  running.push(chain);
  await chain.admitHospital(workstation);
});

afterEach(async () => {
  for (const it of running.splice(0).reverse()) await it.stop();
});

/** One transaction, one block, one log. */
async function addPatients(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const patient = testPatient(testKey(`patient ${patients++}`));
    await chain.write(workstation, { kind: 'addPatient', args: { patient, keyring: testDigest(patients) } });
  }
}

async function aClient(urls = [chain.anvil.url]): Promise<Client> {
  const client = await startClient(chain, { urls });
  running.push(client);
  return client;
}

/** Waits until the client has read up to the head, and compares what it holds with what the node says. */
async function upToDate(client: Client): Promise<void> {
  const expected = await logsOnChain(chain);
  const head = Number(await chain.anvil.rpc<string>('eth_blockNumber'));
  await vi.waitFor(
    () => {
      expect(essence(client.held)).toEqual(expected);
      expect(client.steps.at(-1)?.toBlock).toBe(head);
    },
    { timeout: 30_000 },
  );
}

const spans = (steps: readonly LogStep[]) => steps.map(({ fromBlock, toBlock }) => [fromBlock, toBlock]);

describe.skipIf(anvilMissing)('[CON2] the log of the registry', () => {
  it('is read whole, in order, without gap or overlap, and goes on as blocks come', async () => {
    await addPatients(3);
    const client = await aClient();
    client.chain.follower.follow(0, null);
    await upToDate(client);
    await addPatients(3);
    await upToDate(client);
    const covered = spans(client.steps).map(([from], i) => from === (client.steps[i - 1]?.toBlock ?? -1) + 1);
    expect(covered).not.toContain(false);
    expect(client.steps.at(-1)?.toBlockTime).toBeGreaterThan(1_700_000_000);
  });

  it('comes one step at a time: the next one waits for the acknowledgement', async () => {
    const client = await aClient();
    client.acknowledges = false;
    client.chain.follower.follow(0, null);
    await vi.waitFor(() => expect(client.steps).toHaveLength(1), { timeout: 30_000 });
    await addPatients(2);
    await client.chain.poke();
    client.chain.follower.stored(999);
    await client.chain.poke();
    expect(client.steps).toHaveLength(1);
    client.acknowledges = true;
    client.chain.follower.stored(client.steps[0]?.toBlock ?? -1);
    await upToDate(client);
  });

  it('goes on behind the last stored block', async () => {
    const first = await aClient();
    first.chain.follower.follow(0, null);
    await upToDate(first);
    const last = first.steps.at(-1);
    if (!last) throw new Error('no step');
    await addPatients(2);
    const second = await aClient();
    second.chain.follower.follow(last.toBlock + 1, { number: last.toBlock, hash: last.toBlockHash });
    await vi.waitFor(() => expect(second.held).toHaveLength(2), { timeout: 30_000 });
    expect(second.steps[0]?.fromBlock).toBe(last.toBlock + 1);
  });

  it('is read from a node that refuses wide ranges, in narrower ones', async () => {
    await chain.anvil.rpc('anvil_mine', '0x400');
    await addPatients(2);
    const width = ([filter]: unknown[]) => {
      // Safe: the proxy is asked for logs by our own client only.
      const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
      return Number(toBlock) - Number(fromBlock);
    };
    const proxy = await startProxy(chain.anvil.url, {
      answer: ({ method, params }) =>
        method === 'eth_getLogs' && width(params) > 20 ? { error: { code: -32005, message: 'too wide' } } : undefined,
    });
    running.push(proxy);
    const client = await aClient([proxy.url]);
    client.chain.follower.follow(0, null);
    await upToDate(client);
  });

  it('says what keeps it from being read, while the chain itself is well, and stops saying it', async () => {
    const refusal = { error: { code: -32000, message: 'no' } };
    const proxy = await startProxy(chain.anvil.url, {
      answer: ({ method }) => (method === 'eth_getLogs' ? refusal : undefined),
    });
    running.push(proxy);
    const client = await aClient([proxy.url]);
    client.chain.follower.follow(0, null);
    const error = { code: 'chain.refused', details: { method: 'eth_getLogs' } };
    await vi.waitFor(() => expect(client.chain.health).toMatchObject({ state: 'ok', error }), { timeout: 30_000 });
    expect(client.steps).toEqual([]);
    proxy.rules = {};
    await upToDate(client);
    await vi.waitFor(() => expect(client.chain.health.error).toBeNull(), { timeout: 30_000 });
  });
});

describe.skipIf(anvilMissing)('[SYN7] a reorganisation', () => {
  it.each([1, 2, 5, 8])('[R-06] of depth %i is unwound to the common block and read again', async (depth) => {
    await addPatients(2);
    const client = await aClient();
    client.chain.follower.follow(0, null);
    await upToDate(client);
    const common = Number(await chain.anvil.rpc<string>('eth_blockNumber'));
    const snapshot = await chain.anvil.rpc('evm_snapshot');
    await addPatients(depth);
    await upToDate(client);
    const before = client.steps.length;
    await chain.anvil.rpc('evm_revert', snapshot);
    await addPatients(depth + 1);
    await upToDate(client);
    const firsts = client.steps.slice(before).map(({ fromBlock }) => fromBlock);
    // The common block itself is sent again when the shorter chain was seen before it grew.
    expect([common, common + 1]).toContain(Math.min(...firsts));
  });

  it('that leaves the chain shorter is told without waiting for a new block', async () => {
    const client = await aClient();
    client.chain.follower.follow(0, null);
    const snapshot = await chain.anvil.rpc('evm_snapshot');
    await addPatients(3);
    await upToDate(client);
    await chain.anvil.rpc('evm_revert', snapshot);
    await upToDate(client);
  });

  it('while nobody followed is noticed by the last stored block, and unwound by what net still knows', async () => {
    await addPatients(2);
    const client = await aClient();
    client.chain.follower.follow(0, null);
    await upToDate(client);
    const common = client.steps.at(-1);
    const snapshot = await chain.anvil.rpc('evm_snapshot');
    await addPatients(2);
    await upToDate(client);
    const last = client.steps.at(-1);
    if (!last || !common) throw new Error('no step');
    client.chain.follower.pause();
    await chain.anvil.rpc('evm_revert', snapshot);
    await addPatients(4);
    await client.chain.poke();
    const before = client.steps.length;
    client.chain.follower.follow(last.toBlock + 1, { number: last.toBlock, hash: last.toBlockHash });
    await upToDate(client);
    expect(client.steps[before]?.fromBlock).toBe(common.toBlock + 1);
  });

  it('that is met while it is read is told all the same, also when no block follows', async () => {
    const proxy = await startProxy(chain.anvil.url);
    running.push(proxy);
    const client = await aClient([proxy.url]);
    client.chain.follower.follow(0, null);
    const snapshot = await chain.anvil.rpc('evm_snapshot');
    await addPatients(2);
    await upToDate(client);
    const last = client.steps.at(-1);
    if (!last) throw new Error('no step');
    client.chain.follower.pause();
    await addPatients(1);
    const gone = await chain.anvil.rpc('eth_getBlockByNumber', 'latest', false);
    await chain.anvil.rpc('evm_revert', snapshot);
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
    await upToDate(client);
  });

  it('below everything that is known sends the whole log again', async () => {
    await addPatients(2);
    const head = Number(await chain.anvil.rpc<string>('eth_blockNumber'));
    const client = await aClient();
    client.chain.follower.follow(head + 1, { number: head, hash: `0x${'ab'.repeat(32)}` });
    await upToDate(client);
    expect(client.steps[0]?.fromBlock).toBe(chain.startBlock);
  });
});
