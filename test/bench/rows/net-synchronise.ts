import type { HeliaWithLibp2p } from '@helia/libp2p';
import type { ServiceMap } from '@libp2p/interface';
import { cidOf } from '../../../main/net/ipfs/digest.ts';
import type { StoredBlock } from '../../../main/net/ipfs/store/block-store.ts';
import { aSwarmKey, blocksOf, digestsOf, startWorkstation, type Workstation } from '../../main/net/ipfs-fixture.ts';
import { startPlainHelia } from '../plain-helia.ts';
import { median, type Row, timed } from '../row.ts';

const RUNS = 5;
const RECORDS = 2_000;
/** One record's encrypted manifest with its padding. */
const RECORD_BYTES = 1_024;
/** Sequential fetches take so long that fewer of them say the same. */
const SEQUENTIAL = 100;

/** Synchronising records between two workstations on one computer, everything on disk, against plain Helia in memory. */
export async function measure(): Promise<Row[]> {
  const swarmKey = aSwarmKey();
  const a = await startWorkstation({ swarmKey });
  const [here, there] = [await startPlainHelia(), await startPlainHelia()];
  await there.libp2p.dial(here.libp2p.getMultiaddrs());
  const ours: number[] = [];
  const plain: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    plain.push((await sequentially(here, there)) / SEQUENTIAL);
    ours.push((await batched(a, swarmKey)) / RECORDS);
  }
  await Promise.all([a.remove(), here.stop(), there.stop()]);
  const value = 1_000 / median(ours);
  const floor = 1_000 / median(plain);
  return [
    {
      name: 'synchronise 2,000 records to a second workstation',
      value,
      unit: 'records/s',
      floor,
      floorIs: 'Helia with its default bitswap, one after the other',
      ratio: value / floor,
      better: 'higher',
      boundOn: 'ratio',
      ship: 100,
      goal: 400,
      runs: RUNS,
    },
  ];
}

async function batched(a: Workstation, swarmKey: string): Promise<number> {
  const blocks = blocksOf(RECORDS, RECORD_BYTES);
  await a.ipfs.put(blocks);
  const b = await startWorkstation({ swarmKey, peers: a.addresses });
  const elapsed = await timed(async () => {
    const { missing } = await b.ipfs.get(digestsOf(blocks), 60_000);
    if (missing.length > 0) throw new Error('not everything arrived');
  });
  await b.remove();
  return elapsed;
}

async function sequentially(here: HeliaWithLibp2p<ServiceMap>, there: HeliaWithLibp2p<ServiceMap>): Promise<number> {
  const blocks = blocksOf(SEQUENTIAL, RECORD_BYTES);
  for (const { digest, bytes } of blocks) await here.blockstore.put(cidOf(digest), bytes);
  return await timed(async () => {
    for (const block of blocks) await fetchOne(there, block);
  });
}

async function fetchOne(node: HeliaWithLibp2p<ServiceMap>, { digest }: StoredBlock): Promise<void> {
  for await (const _ of node.blockstore.get(cidOf(digest), { signal: AbortSignal.timeout(20_000) }));
}
