import { z } from 'zod';
import { method } from './define.ts';
import { ErrorView } from './error-view.ts';
import { OutboxId } from './ids.ts';
import { NamedPatient } from './patients.ts';
import { EVERYONE } from './roles.ts';
import { SyncState } from './sync-state.ts';

export const OUTBOX_KINDS = [
  'registration',
  'demographics',
  'record',
  'amendment',
  'keyring',
  'keyChange',
  'recovery',
  'recoveryEnd',
  'recoveryStop',
  'request',
  'refusal',
  'grant',
  'revocation',
  'auditAnchor',
] as const;

export const SyncItem = z.strictObject({
  id: OutboxId,
  kind: z.enum(OUTBOX_KINDS),
  title: z.string(),
  by: z.string(),
  patient: NamedPatient.nullable(),
  state: SyncState,
  /** Why it needs attention or what the last try met; the renderer words it. */
  error: ErrorView.nullable(),
  since: z.int(),
  /** When it leaves together with the others of its interval; null when it does not wait for them. */
  leavesAt: z.int().nullable(),
  transactionHash: z.string().nullable(),
  blockNumber: z.int().nullable(),
  canRetry: z.boolean(),
});
export type SyncItem = z.infer<typeof SyncItem>;

export const ChainHealth = z.strictObject({
  state: z.enum(['ok', 'unreachable', 'wrongNetwork', 'notDeployed', 'starting']),
  since: z.int(),
  blockNumber: z.int().nullable(),
  nextTryAt: z.int().nullable(),
  error: ErrorView.nullable(),
});

export const PeersHealth = z.strictObject({
  state: z.enum(['ok', 'none', 'portTaken', 'starting', 'unavailable']),
  since: z.int(),
  connected: z.int(),
  known: z.int(),
  error: ErrorView.nullable(),
});

/** A block on disk that did not match its digest: refused, and whether a peer has replaced it. */
export const BlockEvent = z.strictObject({
  at: z.int(),
  digest: z.string(),
  outcome: z.enum(['quarantined', 'restored']),
});
export type BlockEvent = z.infer<typeof BlockEvent>;

export const SyncStatus = z.strictObject({
  waiting: z.int(),
  sent: z.int(),
  attention: z.int(),
  /** When those leave that wait for the others of their interval; null when none does. They count as waiting. */
  nextBatchAt: z.int().nullable(),
  lastConfirmedAt: z.int().nullable(),
  chain: ChainHealth,
  peers: PeersHealth,
  disk: z.strictObject({ state: z.enum(['ok', 'low', 'full']), freeBytes: z.int() }),
  blockEvents: z.array(BlockEvent),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

export const sync = {
  status: method({ roles: EVERYONE, args: z.strictObject({}), result: SyncStatus }),
  items: method({
    roles: EVERYONE,
    args: z.strictObject({ limit: z.int().min(1).max(500).default(200) }),
    result: z.array(SyncItem),
  }),
  /** Tries everything at once and answers with what was seen, item by item; never reports what it has not seen. */
  now: method({ roles: EVERYONE, args: z.strictObject({}), result: SyncStatus }),
  retry: method({ roles: EVERYONE, args: z.strictObject({ outboxId: OutboxId }), result: SyncItem }),
};
