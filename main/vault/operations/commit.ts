import type { EventPayload } from '../../../preload/api/contract.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { VaultContext } from '../services/context.ts';
import type { WritableDb } from '../store/handles.ts';
import { insertOperation } from '../store/queries/operations.ts';
import { type AuditEntry, appendAudit } from './audit-chain.ts';
import { newUuid } from './new-id.ts';

export type Topic = EventPayload<'data.changed'>['topics'][number];

export interface Operation<T> {
  /** Names the use case, such as `patients.register`. */
  readonly kind: string;
  readonly patientId: PatientId | null;
  /** At least one entry: what is not audited does not happen. */
  readonly audit: AuditEntry | readonly AuditEntry[] | ((result: T) => AuditEntry | readonly AuditEntry[]);
  /** What screens show that is out of date afterwards, besides the audit. */
  readonly changes?: readonly Topic[];
}

/**
 * SYN1, A6: runs `effect` in one transaction with its operation, its audit entries and whatever it puts into the
 * outbox. When this returns, it is on disk; when it throws, nothing happened.
 */
export function commitOperation<T>(context: VaultContext, operation: Operation<T>, effect: (db: WritableDb) => T): T {
  const { kind, patientId, audit, changes = [] } = operation;
  const result = context.db.transaction((db) => {
    insertOperation(db, { id: newUuid(context), kind, patientId, userId: context.user.id, at: context.now() });
    const done = effect(db);
    const entries = [typeof audit === 'function' ? audit(done) : audit].flat();
    if (entries.length === 0) throw new Error(`the operation ${kind} has no audit entry`);
    for (const entry of entries) appendAudit(context, db, entry);
    return done;
  });
  context.emit('data.changed', { topics: [...changes, 'audit'] });
  context.sync.wake();
  return result;
}
