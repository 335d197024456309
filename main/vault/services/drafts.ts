import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import type { drafts } from '../../../preload/api/drafts.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { DraftId } from '../../../preload/api/ids.ts';
import { newUuid } from '../operations/new-id.ts';
import { type DraftRow, deleteDraft, getDraft, listDrafts, upsertDraft } from '../store/queries/drafts.ts';
import { getPatient } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { toNamed } from './patient-view.ts';

type Drafts = typeof drafts;

/** S04: on disk when it answers. Not an operation: what is half typed is nobody's record yet. */
export function saveDraft(context: VaultContext, args: ParsedArgsOf<Drafts['save']>): ResultOf<Drafts['save']> {
  const { draftId, ...draft } = args;
  const row = {
    ...draft,
    id: draftId ?? DraftId.parse(newUuid(context)),
    userId: context.user.id,
    savedAt: context.now(),
  };
  const kept = context.db.transaction((db) => upsertDraft(db, row));
  if (!kept) throw notFound();
  context.emit('data.changed', { topics: ['drafts'] });
  return { id: row.id, savedAt: row.savedAt };
}

export function listMyDrafts(context: VaultContext): ResultOf<Drafts['list']> {
  return listDrafts(context.db, context.user.id).map((row) => toLine(context, row));
}

export function getMyDraft(context: VaultContext, args: ParsedArgsOf<Drafts['get']>): ResultOf<Drafts['get']> {
  const row = getDraft(context.db, context.user.id, args.draftId);
  if (!row) throw notFound();
  return { ...toLine(context, row), text: row.text };
}

export function discardDraft(context: VaultContext, args: ParsedArgsOf<Drafts['discard']>): null {
  context.db.transaction((db) => deleteDraft(db, context.user.id, args.draftId));
  context.emit('data.changed', { topics: ['drafts'] });
  return null;
}

function toLine({ db }: VaultContext, { id, kind, title, savedAt, patientId }: DraftRow) {
  const patient = patientId === null ? undefined : getPatient(db, patientId);
  return { id, kind, title, savedAt, patient: patient ? toNamed(patient) : null };
}

/** Another user's draft is as absent as one that never was. */
function notFound(): AppError {
  return new AppError('draft.notFound', 'There is no such draft of yours');
}
