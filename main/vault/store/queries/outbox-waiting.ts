import type { ReadableDb } from '../handles.ts';
import { type Sql, sql } from '../sql.ts';
import type { OutboxKind } from './outbox.ts';

/** What was saved in this span, in milliseconds since 1970, waits until it ends; nothing does in an empty one. */
export interface WaitingSpan {
  readonly fromMs: number;
  /** Not part of it any more. */
  readonly untilMs: number;
}

export const NOBODY_WAITS: WaitingSpan = { fromMs: 0, untilMs: 0 };

/**
 * What tells by the moment of its appearance who was where. What somebody else waits for, or what takes rights away, is
 * not among them.
 */
export const LEAVING_TOGETHER: readonly OutboxKind[] = [
  'registration',
  'keyring',
  'demographics',
  'record',
  'amendment',
];

/** A condition on a row of `outbox`. */
export function isWaitingForOthers({ fromMs, untilMs }: WaitingSpan): Sql {
  return sql`(state = 'queued' AND created_at >= ${fromMs} AND created_at < ${untilMs}
    AND kind IN (SELECT value FROM json_each(${JSON.stringify(LEAVING_TOGETHER)})))`;
}

export function hasWaitingForOthers(db: ReadableDb, span: WaitingSpan): boolean {
  return db.get(sql`SELECT 1 FROM outbox WHERE ${isWaitingForOthers(span)} LIMIT 1`) !== undefined;
}
