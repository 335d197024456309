import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { SyncItem, sync } from '../../../preload/api/sync.ts';
import { errorOf, isRetryable } from '../operations/parcels.ts';
import { releaseWaiting, waitingSpan } from '../operations/publication-rhythm.ts';
import { syncStateOf } from '../operations/sync-state.ts';
import { syncStatusOf } from '../operations/sync-status.ts';
import { listOutbox, markOutboxQueued, type OutboxListRow, requireOutbox } from '../store/queries/outbox-sending.ts';
import type { WaitingSpan } from '../store/queries/outbox-waiting.ts';
import type { VaultContext } from './context.ts';

type Sync = typeof sync;

export function syncStatus(context: VaultContext): ResultOf<Sync['status']> {
  return syncStatusOf(context);
}

export function syncItems(context: VaultContext, { limit }: ParsedArgsOf<Sync['items']>): ResultOf<Sync['items']> {
  const waiting = waitingSpan(context);
  return listOutbox(context.db, limit, waiting).map((row) => toItem(row, waiting));
}

/** S06: answers with what was seen after trying, whatever that is. What waits for the others goes ahead of them. */
export async function syncNow(context: VaultContext): Promise<ResultOf<Sync['now']>> {
  releaseWaiting(context);
  await context.sync.tryNow();
  return syncStatusOf(context);
}

/** Puts a failed entry back to the start. Refuses with `sync.notRetryable` when it did not fail, or would again. */
export function retryItem(context: VaultContext, { outboxId }: ParsedArgsOf<Sync['retry']>): ResultOf<Sync['retry']> {
  const waiting = waitingSpan(context);
  const item = context.db.transaction((db) => {
    if (!isRetryable(requireOutbox(db, outboxId))) {
      throw new AppError('sync.notRetryable', 'Trying again would not help', { details: { outboxId } });
    }
    markOutboxQueued(db, outboxId, context.now());
    return requireOutbox(db, outboxId, waiting);
  });
  context.sync.wake();
  return toItem(item, waiting);
}

function toItem(row: OutboxListRow, waiting: WaitingSpan): SyncItem {
  const { id, kind, title, byName, patientId, mrn, state, error, updatedAt, transactionHash, blockNumber } = row;
  const { family, given } = row;
  return {
    id,
    kind,
    title,
    by: byName,
    patient: patientId && mrn !== null ? { id: patientId, mrn, family, given } : null,
    state: syncStateOf(state),
    error: errorOf(error),
    since: updatedAt,
    leavesAt: row.isWaitingForOthers ? waiting.untilMs : null,
    transactionHash,
    blockNumber,
    canRetry: isRetryable(row),
  };
}
