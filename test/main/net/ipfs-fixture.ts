import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SwarmPolicy } from '../../../main/links/policy.ts';
import { digestOf } from '../../../main/net/ipfs/digest.ts';
import { Ipfs, type IpfsOptions } from '../../../main/net/ipfs/ipfs.ts';
import type { StoredBlock } from '../../../main/net/ipfs/store/block-store.ts';
import { systemClock } from '../../../main/net/platform/clock.ts';
import { systemRandom } from '../../../main/net/platform/random.ts';
import type { Digest } from '../../../preload/api/ids.ts';

export const LOOPBACK = '/ip4/127.0.0.1/tcp/0';

export function aSwarmKey(): string {
  return `/key/swarm/psk/1.0.0/\n/base16/\n${randomBytes(32).toString('hex')}\n`;
}

export async function aFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'wardkeep-net-'));
}

export function aBlock(sizeBytes = 200): StoredBlock {
  const bytes = new Uint8Array(randomBytes(sizeBytes));
  return { digest: digestOf(bytes), bytes };
}

export function blocksOf(count: number, sizeBytes = 200): StoredBlock[] {
  return Array.from({ length: count }, () => aBlock(sizeBytes));
}

export function digestsOf(blocks: readonly StoredBlock[]): Digest[] {
  return blocks.map(({ digest }) => digest);
}

export interface Workstation {
  readonly ipfs: Ipfs;
  readonly profile: string;
  readonly outcomes: { digest: Digest; outcome: string }[];
  /** Addresses another workstation can dial. */
  readonly addresses: string[];
  stop(): Promise<void>;
  /** Stops and deletes the profile. */
  remove(): Promise<void>;
}

export interface WorkstationOptions extends Partial<Pick<IpfsOptions, 'clock' | 'random'>> {
  /** Null: the profile has no such file. */
  readonly swarmKey: string | null;
  readonly profile?: string;
  readonly peers?: string[];
  readonly listen?: string[];
}

/** A real node on loopback with a profile of its own. */
export async function startWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const profile = options.profile ?? (await aFolder());
  if (options.swarmKey !== null) await writeFile(join(profile, 'swarm.key'), options.swarmKey);
  const outcomes: Workstation['outcomes'] = [];
  const ipfs = await Ipfs.open({
    profile,
    policy: SwarmPolicy.parse({ listen: options.listen ?? [LOOPBACK], peers: options.peers ?? [] }),
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    onHealth: () => undefined,
    onBlock: (digest, outcome) => outcomes.push({ digest, outcome }),
    onPeer: () => undefined,
  });
  ipfs.start();
  // A poke waits until the node has started and tried its peers once.
  await ipfs.poke();
  return {
    ipfs,
    profile,
    outcomes,
    addresses: ipfs.addresses(),
    stop: () => ipfs.stop(),
    remove: async () => {
      await ipfs.stop();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
