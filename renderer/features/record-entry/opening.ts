import type { DraftId } from '../../../preload/api/ids.ts';
import type { EntryType } from '../../../preload/api/records.ts';
import type { Result } from '../../api/client.ts';
import { type RecordDraft, readDraft } from './draft-text.ts';
import { emptyForm, formOf } from './entry-form.ts';

/** What stands in the form at first. */
export interface Opening extends RecordDraft {
  readonly draftId: DraftId | null;
}

const FRESH = { draftId: null, sensitive: false, reason: '', focus: null, amends: null };

export function openEmpty(type: EntryType, now: Date): Opening {
  return { ...FRESH, form: emptyForm(type, now) };
}

/** Null for a record that has no form here, such as an imported vaccination. */
export function openAmendment({ line, entry }: Result<'records.get'>): Opening | null {
  if (!entry) return null;
  return { ...FRESH, form: formOf(entry), amends: { recordId: line.id, version: line.version } };
}

/** Null for text this version cannot read. */
export function openDraft(draftId: DraftId, text: string, now: Date): Opening | null {
  const draft = readDraft(text, now);
  return draft ? { ...draft, draftId } : null;
}
