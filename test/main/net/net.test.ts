import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LogStep } from '../../../main/links/net-link.ts';
import { ChainPolicy, SwarmPolicy } from '../../../main/links/policy.ts';
import { addressOf } from '../../../main/registry/addresses.ts';
import { signTransaction } from '../../../main/registry/transactions.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import {
  type RegistryChain,
  startRegistryChain,
  testDigest,
  testKey,
  testPatient,
} from '../../fixtures/registry-chain.ts';
import { aFolder, aSwarmKey, blocksOf, LOOPBACK } from './ipfs-fixture.ts';
import { type NetWorker, startNetWorker } from './worker-fixture.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function aProfile(swarmKey: string): Promise<string> {
  const profile = await aFolder();
  await writeFile(join(profile, 'swarm.key'), swarmKey);
  cleanups.push(() => rm(profile, { recursive: true, force: true }));
  return profile;
}

async function aWorker(): Promise<NetWorker> {
  const worker = await startNetWorker();
  cleanups.push(() => worker.end());
  return worker;
}

function chainPolicy(chain: Pick<RegistryChain, 'chainId' | 'registry' | 'startBlock'> & { url: string }): ChainPolicy {
  return ChainPolicy.parse({
    chainId: chain.chainId,
    rpcUrls: [chain.url],
    registry: chain.registry,
    startBlock: chain.startBlock,
    pollMs: 50,
    maxFeePerGas: '2000000000',
    maxPriorityFeePerGas: '1000000000',
  });
}

const nowhere = chainPolicy({ chainId: 1, registry: `0x${'11'.repeat(20)}`, startBlock: 0, url: 'http://127.0.0.1:9' });
const alone = SwarmPolicy.parse({ listen: [LOOPBACK], peers: [] });

describe('the net process', () => {
  it('[A4] keeps blocks with neither chain nor peers', async () => {
    const worker = await aWorker();
    const vault = worker.connectVault();
    await worker.control.call.start({ profile: await aProfile(aSwarmKey()), chain: nowhere, swarm: alone });
    const [block] = blocksOf(1);
    if (!block) throw new Error('no block');
    await vault.call.putBlocks({ blocks: [{ ...block, codec: 'raw' }] });
    const answer = await vault.call.getBlocks({ digests: [block.digest, testDigest(1)], timeoutMs: 5_000 });
    expect(answer.blocks).toEqual([block]);
    expect(answer.missing).toMatchObject([{ digest: testDigest(1), error: { code: 'blocks.missing' } }]);
    const health = await vault.call.poke({});
    expect(health).toMatchObject({ chain: { state: 'unreachable' }, peers: { state: 'none', connected: 0 } });
    expect(health.chain.nextTryAt).toBeGreaterThan(health.chain.since);
  });

  it('refuses before it was started, and works for the newest vault only', async () => {
    const worker = await aWorker();
    const first = worker.connectVault();
    await expect(first.call.health({})).rejects.toMatchObject({ code: 'net.unavailable' });
    await worker.control.call.start({ profile: await aProfile(aSwarmKey()), chain: nowhere, swarm: alone });
    const second = worker.connectVault();
    expect(await second.call.health({})).toMatchObject({ peers: { known: 0 } });
    await expect(first.call.health({})).rejects.toMatchObject({ code: 'ipc.linkClosed' });
  });

  it.skipIf(anvilMissing)('[SYN5] sends a transaction, reports it confirmed, and reads its log back', async () => {
    const chain = await startRegistryChain();
    cleanups.push(() => chain.stop());
    const key = testKey('workstation');
    await chain.admitHospital(key);
    const worker = await aWorker();
    const vault = worker.connectVault();
    const profile = await aProfile(aSwarmKey());
    await worker.control.call.start({ profile, chain: chainPolicy({ ...chain, url: chain.anvil.url }), swarm: alone });
    const steps: LogStep[] = [];
    vault.on('chain.step', (step) => {
      steps.push(step);
      void vault.call.stepStored({ toBlock: step.toBlock });
    });
    await vault.call.followLogs({ fromBlock: 0, after: null });
    await vi.waitFor(() => expect(steps.map(({ toBlock, headBlock }) => headBlock - toBlock)).toContain(0), {
      timeout: 20_000,
    });
    const nonce = await vault.call.transactionCount({ address: addressOf(key) });
    const transaction = signTransaction(
      {
        chainId: chain.chainId,
        registry: chain.registry,
        nonce: nonce ?? -1,
        maxFeePerGas: 2_000_000_000n,
        maxPriorityFeePerGas: 1_000_000_000n,
      },
      { kind: 'addPatient', args: { patient: testPatient(testKey('patient')), keyring: testDigest(7) } },
      key,
    );
    const states: string[] = [];
    vault.on('parcel.changed', ({ state }) => states.push(state));
    expect(await vault.call.sendTransactions({ transactions: [transaction] })).toMatchObject([{ state: 'queued' }]);
    // Its receipt may be there before its block is known to be the newest: then it is mined for a moment.
    const steady = () => states.filter((state) => state !== 'mined');
    await vi.waitFor(() => expect(steady()).toEqual(['broadcast', 'confirmed']), { timeout: 20_000 });
    await vi.waitFor(
      () => expect(steps.at(-1)?.logs.map(({ transactionHash }) => transactionHash)).toEqual([transaction.hash]),
      { timeout: 20_000 },
    );
  });
});
