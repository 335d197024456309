import { OutboxId, type PatientId, type PatientRef, type RecordId } from '../../../preload/api/ids.ts';
import type { RecordEntry, RegistryIntent } from '../../registry/intents.ts';
import type { VaultContext } from '../services/context.ts';
import type { WritableDb } from '../store/handles.ts';
import { insertOutbox, type OutboxKind, type OutboxLane } from '../store/queries/outbox.ts';
import type { PendingRecovery } from '../store/queries/recoveries.ts';
import type { SignedKeyChange } from './key-change.ts';
import { newUuid } from './new-id.ts';

/**
 * A call to the registry, or what becomes one when it is signed: a record of a batch that is put together then, a new
 * key that gets its number then. The end of a recovery says of which one.
 */
export type OutboxIntent =
  | RegistryIntent
  | { readonly kind: 'finishRecovery'; readonly args: { readonly patient: PatientRef } & PendingRecovery }
  | { readonly kind: 'record'; readonly args: RecordEntry }
  | { readonly kind: 'keyChange'; readonly args: SignedKeyChange };

export interface OutboxEntry {
  /** 1 unless it is urgent (SYN8). */
  readonly lane?: OutboxLane;
  readonly kind: OutboxKind;
  readonly patientId: PatientId | null;
  readonly record?: { readonly id: RecordId; readonly version: number };
  /** What a person calls it. */
  readonly title: string;
  readonly intent: OutboxIntent;
}

/** Puts something the network is owed into the outbox, in the transaction of the change itself. */
export function enqueue(context: VaultContext, db: WritableDb, entry: OutboxEntry): OutboxId {
  const id = OutboxId.parse(newUuid(context));
  insertOutbox(db, {
    id,
    lane: entry.lane ?? 1,
    kind: entry.kind,
    patientId: entry.patientId,
    recordId: entry.record?.id ?? null,
    version: entry.record?.version ?? null,
    title: entry.title,
    byName: context.user.name,
    intent: JSON.stringify(entry.intent),
    createdAt: context.now(),
  });
  return id;
}
