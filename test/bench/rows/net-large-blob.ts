import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ChainPolicy, SwarmPolicy } from '../../../main/links/policy.ts';
import { aFolder, aSwarmKey, blocksOf, digestsOf, startWorkstation } from '../../main/net/ipfs-fixture.ts';
import { startNetWorker } from '../../main/net/worker-fixture.ts';
import { interleaved, type Row } from '../row.ts';

const RUNS = 5;
const BLOCKS = 25;
const BLOCK_BYTES = 1024 * 1024;
const BYTES = BLOCKS * BLOCK_BYTES;

/** One attachment of 25 MiB between two workstations on one computer: encrypted twice on the way, checked, on disk. */
export async function measure(): Promise<Row[]> {
  const swarmKey = aSwarmKey();
  const b = await startWorkstation({ swarmKey });
  const a = await otherWorkstation(swarmKey, b.addresses);
  const sets = Array.from({ length: RUNS }, () => blocksOf(BLOCKS, BLOCK_BYTES));
  for (const blocks of sets) {
    await a.vault.call.putBlocks({ blocks: blocks.map((block) => ({ ...block, codec: 'raw' })) });
  }
  const server = new Worker(new URL('../tcp-server.ts', import.meta.url), { workerData: BYTES });
  // Safe: the worker posts the address of its TCP server.
  const [address] = (await once(server, 'message')) as [AddressInfo];
  const times = await interleaved(
    RUNS,
    async () => {
      const { missing } = await b.ipfs.get(digestsOf(sets.pop() ?? []), 60_000);
      if (missing.length > 0) throw new Error('not everything arrived');
    },
    () => receive(address.port),
  );
  await Promise.all([a.remove(), b.remove(), server.terminate()]);
  const perSecond = (ms: number) => BYTES / 1e6 / (ms / 1_000);
  return [
    {
      name: 'fetch one large attachment between two workstations',
      value: perSecond(times.ours),
      unit: 'MB/s',
      floor: perSecond(times.floor),
      floorIs: 'the same bytes over plain TCP',
      ratio: times.floor / times.ours,
      better: 'higher',
      boundOn: 'ratio',
      ship: 0.08,
      goal: 0.15,
      runs: RUNS,
    },
  ];
}

/** The net process of another workstation, with a thread of its own as in the application. */
async function otherWorkstation(swarmKey: string, peers: string[]) {
  const profile = await aFolder();
  await writeFile(join(profile, 'swarm.key'), swarmKey);
  const worker = await startNetWorker();
  const vault = worker.connectVault();
  const chain = ChainPolicy.parse({
    chainId: 1,
    rpcUrls: ['http://127.0.0.1:9'],
    registry: `0x${'11'.repeat(20)}`,
    startBlock: 0,
    maxFeePerGas: '0',
    maxPriorityFeePerGas: '0',
  });
  await worker.control.call.start({ profile, chain, swarm: SwarmPolicy.parse({ listen: [], peers }) });
  const { peers: health } = await vault.call.poke({});
  if (health.connected !== 1) throw new Error('the workstations did not find each other');
  return {
    vault,
    remove: async () => {
      await worker.end();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

async function receive(port: number): Promise<void> {
  let size = 0;
  for await (const chunk of connect(port, '127.0.0.1')) size += chunk.length;
  if (size !== BYTES) throw new Error('not everything arrived');
}
