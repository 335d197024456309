import { z } from 'zod';
import { HospitalId } from '../../preload/api/ids.ts';
import { DemoHint } from '../../preload/api/session.ts';

const Address = z.string().regex(/^0x[0-9a-f]{40}$/);

/** Where the registry lives and how patient the client is with it. */
export const ChainPolicy = z.strictObject({
  chainId: z.int().min(1),
  rpcUrls: z.array(z.url()).min(1).max(4),
  registry: Address,
  /** Block of the registry's deployment: nothing before it needs reading. */
  startBlock: z.int().min(0),
  /** Blocks on top of the one that holds a transaction before it counts as confirmed; 1 is that block alone. */
  confirmations: z.int().min(1).max(128).default(1),
  /**
   * Registrations, keyrings and records of so many minutes leave together; 0: each at once, 10,080: once a week. What
   * happened at the same time stays together on the chain for everybody to see, and the fewer others were saved with it,
   * the more that says. The price: other hospitals see a record that much later. Docs: threat-model.md, R-36.
   */
  publishEveryMinutes: z.int().min(0).max(10_080).default(0),
  pollMs: z.int().min(50).max(60_000).default(1000),
  /** wei */
  maxFeePerGas: z.string().regex(/^\d+$/),
  /** wei */
  maxPriorityFeePerGas: z.string().regex(/^\d+$/),
});
export type ChainPolicy = z.infer<typeof ChainPolicy>;

/** The consortium's private swarm. Paths are relative to the profile folder. */
export const SwarmPolicy = z.strictObject({
  /** libp2p pre-shared key file (`/key/swarm/psk/1.0.0/`). */
  keyFile: z.string().default('swarm.key'),
  listen: z.array(z.string()).max(8),
  peers: z.array(z.string()).max(256),
  mdns: z.boolean().default(false),
});
export type SwarmPolicy = z.infer<typeof SwarmPolicy>;

/** `network.json` in the profile folder, written by IT or by the demo network. Nothing in it is secret or clinical. */
export const NetworkPolicy = z.strictObject({
  hospital: z.strictObject({ id: HospitalId, name: z.string().min(1).max(200) }),
  /** Prefix of the MRNs given on this computer, unique within the hospital, such as `A7`. */
  workstation: z.string().regex(/^[A-Z][A-Z0-9]{0,5}$/),
  /** Names of the hospitals of the consortium; keys and standing come from the registry, never from here. */
  hospitals: z.array(z.strictObject({ id: HospitalId, name: z.string().min(1).max(200) })).max(1000),
  chain: ChainPolicy,
  swarm: SwarmPolicy,
  autoLockMinutes: z.int().min(1).max(15).default(5),
  demo: DemoHint.nullable().default(null),
});
export type NetworkPolicy = z.infer<typeof NetworkPolicy>;
