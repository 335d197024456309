import type { HospitalId } from '../../../../preload/api/ids.ts';
import type { ReadableDb } from '../handles.ts';
import { type Sql, sql } from '../sql.ts';
import type { OutboxKind } from './outbox.ts';

/** What was saved in this span, in milliseconds since 1970, waits until it ends; nothing does in an empty one. */
export interface WaitingSpan {
  readonly fromMs: number;
  /** Not part of it any more. */
  readonly untilMs: number;
  /** Whose desk it is: it reads at once what a patient approves here, so nobody waits for such a grant. */
  readonly reader: HospitalId | null;
}

export const NOBODY_WAITS: WaitingSpan = { fromMs: 0, untilMs: 0, reader: null };

/** What a patient decides within this time is seen as one sitting. */
const SITTING_MS = 24 * 60 * 60 * 1000;
/** After the end of the span a grant needs this long to get into a block, at the least. */
const TO_THE_CHAIN_MS = 24 * 60 * 60 * 1000;

/**
 * What tells by the moment of its appearance who was where. What somebody else waits for, or what takes rights away, is
 * not among them.
 */
export const LEAVING_TOGETHER: readonly OutboxKind[] = [
  'registration',
  'keyChange',
  'keyring',
  'demographics',
  'record',
  'amendment',
];

/**
 * A condition on a row of `outbox`. A second consent of one sitting waits, since both together would show which two
 * pseudonyms are of one person: where this hospital is the reader, and where it would not come too late.
 */
export function isWaitingForOthers({ fromMs, untilMs, reader }: WaitingSpan): Sql {
  return sql`(state = 'queued' AND lane = 1 AND created_at >= ${fromMs} AND created_at < ${untilMs}
    AND (kind IN (SELECT value FROM json_each(${JSON.stringify(LEAVING_TOGETHER)}))
      OR (kind = 'grant' AND intent ->> '$.args.grant.grantee' = ${reader} AND EXISTS (
          SELECT 1 FROM outbox AS earlier WHERE earlier.kind = 'grant' AND earlier.patient_id = outbox.patient_id
            AND earlier.rowid < outbox.rowid AND earlier.created_at > outbox.created_at - ${SITTING_MS}
            AND earlier.intent ->> '$.args.grant.patient' <> outbox.intent ->> '$.args.grant.patient')
        AND intent ->> '$.args.grant.deadline' * 1000 > ${untilMs + TO_THE_CHAIN_MS})))`;
}

export function hasWaitingForOthers(db: ReadableDb, span: WaitingSpan): boolean {
  return db.get(sql`SELECT 1 FROM outbox WHERE ${isWaitingForOthers(span)} LIMIT 1`) !== undefined;
}
