import { z } from 'zod';
import { ErrorView } from '../../preload/api/error-view.ts';
import { Digest, WorkstationAddress } from '../../preload/api/ids.ts';
import { BlockEvent, ChainHealth, PeersHealth } from '../../preload/api/sync.ts';
import { linkMethod } from './link.ts';
import { ChainPolicy, SwarmPolicy } from './policy.ts';

const Hex = z.string().regex(/^0x[0-9a-f]*$/);
const Hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const Block = z.strictObject({
  digest: Digest,
  /** `dag-cbor` for manifests and keyrings, `raw` for pieces of attachments: the codec of the block's CID. */
  codec: z.enum(['dag-cbor', 'raw']),
  bytes: Bytes,
});
export type Block = z.infer<typeof Block>;

export const NetHealth = z.strictObject({ chain: ChainHealth, peers: PeersHealth });
export type NetHealth = z.infer<typeof NetHealth>;

/** A raw log of the registry as `eth_getLogs` gives it; the vault decodes it with `main/registry`. */
export const RawLog = z.strictObject({
  blockNumber: z.int(),
  blockHash: Hash,
  logIndex: z.int(),
  transactionHash: Hash,
  topics: z.array(Hash).max(4),
  data: Hex,
});
export type RawLog = z.infer<typeof RawLog>;

/**
 * One step of the log, complete from `fromBlock` to `toBlock`. When `fromBlock` is not the follower's next block,
 * the chain was reorganised: everything from `fromBlock` on is forgotten before these logs are stored.
 */
export const LogStep = z.strictObject({
  fromBlock: z.int(),
  toBlock: z.int(),
  toBlockHash: Hash,
  /** Seconds since 1970, from the header of `toBlock`: decides expiry. */
  toBlockTime: z.int(),
  /** The newest block the node has; equal to `toBlock` when caught up. */
  headBlock: z.int(),
  logs: z.array(RawLog),
});
export type LogStep = z.infer<typeof LogStep>;

export const ParcelState = z.enum(['queued', 'broadcast', 'mined', 'confirmed', 'failed']);
export type ParcelState = z.infer<typeof ParcelState>;

/** A signed transaction on its way; durable in net, so that it goes on while the vault is locked. */
export const ParcelReport = z.strictObject({
  hash: Hash,
  state: ParcelState,
  blockNumber: z.int().nullable(),
  blockHash: Hash.nullable(),
  /** Why it failed (`chain.reverted` with the registry's own error name) or what the last try met. */
  error: ErrorView.nullable(),
});
export type ParcelReport = z.infer<typeof ParcelReport>;

/** Served by net to the vault. Net sees ciphertext, digests and signed transactions only. */
export const netLink = {
  methods: {
    /** Durable when it answers. Refuses with `blocks.corrupt` when bytes and digest differ, `disk.full`. */
    putBlocks: linkMethod({
      args: z.strictObject({ blocks: z.array(Block).min(1).max(2048) }),
      result: z.null(),
      deadlineMs: 30_000,
    }),
    /** Local store first, then peers, in one batch; every digest settles. Each returned block was verified. */
    getBlocks: linkMethod({
      args: z.strictObject({ digests: z.array(Digest).min(1).max(2048), timeoutMs: z.int().min(1).max(60_000) }),
      result: z.strictObject({
        blocks: z.array(z.strictObject({ digest: Digest, bytes: Bytes })),
        missing: z.array(z.strictObject({ digest: Digest, error: ErrorView })),
      }),
      deadlineMs: 90_000,
    }),
    /** Sends logs as `chain.step` events from `fromBlock` on and keeps following; a new call replaces the old one. */
    followLogs: linkMethod({
      args: z.strictObject({
        fromBlock: z.int().min(0),
        /** The last block the caller holds, so that a reorganisation while it was away is noticed. */
        after: z.strictObject({ blockNumber: z.int(), blockHash: Hash }).nullable(),
      }),
      result: z.null(),
      deadlineMs: 10_000,
    }),
    /** Acknowledges a step: net sends the next one only then. */
    stepStored: linkMethod({ args: z.strictObject({ toBlock: z.int() }), result: z.null(), deadlineMs: 10_000 }),
    /** Queues signed transactions durably, in this order; one that is already known is not queued again. */
    sendTransactions: linkMethod({
      args: z.strictObject({
        transactions: z
          .array(z.strictObject({ hash: Hash, raw: Hex }))
          .min(1)
          .max(100),
      }),
      result: z.array(ParcelReport),
      deadlineMs: 20_000,
    }),
    /** What is known of these transactions now. A hash net has never seen is left out. */
    parcels: linkMethod({
      args: z.strictObject({ hashes: z.array(Hash).max(1000) }),
      result: z.array(ParcelReport),
      deadlineMs: 20_000,
    }),
    /** The next nonce the chain expects of this address (`eth_getTransactionCount` at `latest`), null while unknown. */
    transactionCount: linkMethod({
      args: z.strictObject({ address: z.string() }),
      result: z.int().nullable(),
      deadlineMs: 10_000,
    }),
    /** What the registry holds of these workstations' streams after a block of the chain; null while it cannot be asked. */
    streams: linkMethod({
      args: z.strictObject({ blockNumber: z.int().min(0), workstations: z.array(WorkstationAddress).min(1).max(1000) }),
      result: z
        .strictObject({
          blockHash: Hash,
          streams: z.array(z.strictObject({ workstation: WorkstationAddress, sequence: z.int(), head: Hex })),
        })
        .nullable(),
      deadlineMs: 20_000,
    }),
    /** Tries the chain and the peers now instead of at the next turn, then answers with what it saw. */
    poke: linkMethod({ args: z.strictObject({}), result: NetHealth, deadlineMs: 20_000 }),
    health: linkMethod({ args: z.strictObject({}), result: NetHealth, deadlineMs: 5_000 }),
  },
  events: {
    'health.changed': NetHealth,
    'chain.step': LogStep,
    'parcel.changed': ParcelReport,
    'block.event': BlockEvent,
    /** A new block of another workstation may have become fetchable: a peer connected. */
    'peer.connected': z.strictObject({ connected: z.int() }),
  },
} as const;

/** Served by net to the shell. */
export const netControlLink = {
  methods: {
    start: linkMethod({
      args: z.strictObject({ profile: z.string(), chain: ChainPolicy, swarm: SwarmPolicy }),
      result: z.null(),
      deadlineMs: 30_000,
    }),
    /** Closes sockets and files; safe to call twice. */
    stop: linkMethod({ args: z.strictObject({}), result: z.null(), deadlineMs: 10_000 }),
  },
  events: { 'health.changed': NetHealth },
} as const;
