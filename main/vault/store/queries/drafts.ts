import type { DRAFT_KINDS } from '../../../../preload/api/drafts.ts';
import type { DraftId, PatientId, UserId } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export interface DraftRow {
  readonly id: DraftId;
  readonly userId: UserId;
  readonly kind: (typeof DRAFT_KINDS)[number];
  readonly patientId: PatientId | null;
  readonly title: string;
  readonly text: string;
  readonly savedAt: number;
}

/** Keeps the newest text of a draft. Another user's draft of the same id stays as it is; returns whether it was kept. */
export function upsertDraft(db: WritableDb, draft: DraftRow): boolean {
  const changed = db.run(sql`
    INSERT INTO drafts (id, user_id, kind, patient_id, title, text, saved_at)
    VALUES (${draft.id}, ${draft.userId}, ${draft.kind}, ${draft.patientId}, ${draft.title}, ${draft.text},
      ${draft.savedAt})
    ON CONFLICT (id) DO UPDATE SET
      kind = excluded.kind, patient_id = excluded.patient_id, title = excluded.title, text = excluded.text,
      saved_at = excluded.saved_at
    WHERE user_id = excluded.user_id`);
  return changed === 1;
}

const COLUMNS = sql`id, user_id AS userId, kind, patient_id AS patientId, title, text, saved_at AS savedAt`;

/** Newest first, of this user only. */
export function listDrafts(db: ReadableDb, userId: UserId): DraftRow[] {
  return db.all(sql`
    SELECT ${COLUMNS} FROM drafts WHERE user_id = ${userId} ORDER BY saved_at DESC`);
}

export function getDraft(db: ReadableDb, userId: UserId, id: DraftId): DraftRow | undefined {
  return db.get(sql`
    SELECT ${COLUMNS} FROM drafts WHERE id = ${id} AND user_id = ${userId}`);
}

export function deleteDraft(db: WritableDb, userId: UserId, id: DraftId): void {
  db.run(sql`DELETE FROM drafts WHERE id = ${id} AND user_id = ${userId}`);
}
