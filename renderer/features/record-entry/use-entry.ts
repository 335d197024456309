import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../preload/api/errors.ts';
import type { DraftId, PatientId } from '../../../preload/api/ids.ts';
import type { RecordLine } from '../../../preload/api/records.ts';
import { useCall } from '../../api/queries.ts';
import { type Draft, useDraft } from '../../drafts/use-draft.ts';
import { useRouter } from '../../router.tsx';
import { checkForm, type Problem } from './check-form.ts';
import { type RecordDraft, writeDraft } from './draft-text.ts';
import { type EntryForm, headlineOf, isUntouched, withNote } from './entry-form.ts';
import { impossibleValues } from './impossible-values.ts';
import type { Opening } from './opening.ts';

export type Problems = Readonly<Record<string, Problem>>;

export interface Entry {
  readonly form: EntryForm;
  readonly sensitive: boolean;
  readonly reason: string;
  readonly problems: Problems;
  readonly draft: Draft;
  readonly isSaving: boolean;
  readonly error: AppError | null;
  /** What the vault has answered to be saved; null until then. */
  readonly saved: readonly RecordLine[] | null;
  readonly change: (part: Partial<Pick<RecordDraft, 'form' | 'sensitive' | 'reason'>>) => void;
  readonly changeNote: (note: string) => void;
  readonly isAmendment: boolean;
  readonly onFocus: (field: string) => void;
  readonly save: () => void;
}

/** Said before the vault is asked, in the same words. */
const UNCHANGED = new AppError('record.unchanged', 'The form says what the record says');

/** A form as it is opened, and what the record says that it amends; null for a new one. */
export interface StartingPoint {
  readonly patientId: PatientId;
  readonly opening: Opening;
  readonly amended: EntryForm | null;
}

/** The state of a record form: kept as a draft while it is typed, saved once it stands. */
export function useEntry(start: StartingPoint, onDraft: (draftId: DraftId) => void): Entry {
  const { patientId, opening, amended } = start;
  const { t } = useTranslation('recordEntry');
  const [content, setContent] = useState<RecordDraft>(opening);
  const [problems, setProblems] = useState<Problems>({});
  const { replace } = useRouter();
  const [isUnchanged, setIsUnchanged] = useState(false);
  const [saved, setSaved] = useState<readonly RecordLine[] | null>(null);
  const draft = useDraft({ kind: 'record', patientId, draftId: opening.draftId, onId: onDraft });
  const save = useCall('records.save');
  const amend = useCall('records.amend');
  const { form, sensitive, reason, amends } = content;

  const change: Entry['change'] = (part) => {
    const next = { ...content, ...part };
    setContent(next);
    setProblems({});
    setIsUnchanged(false);
    // What was refused stood for what was there before.
    if (save.error) save.reset();
    if (amend.error) amend.reset();
    const headline = headlineOf(next.form);
    const type = t(`type.${next.form.type}.name`);
    const title = headline === '' ? type : `${type}: ${headline}`;
    draft.keep({ title: title.slice(0, 200), text: writeDraft(next) });
  };

  const submit = async () => {
    if (amended && isUntouched(form, amended)) return setIsUnchanged(true);
    const checked = checkForm(form, { keepsFile: amends !== null });
    const wrong = checked.ok ? impossibleValues(checked.entry, Date.now()) : checked.problems;
    const found = { ...wrong, ...reasonProblem(amends !== null, reason) };
    setProblems(found);
    if (!checked.ok || Object.keys(found).length > 0) return focusField(Object.keys(found)[0] ?? '');
    const { entry } = checked;
    const draftId = await draft.finish();
    const onSaved = (lines: readonly RecordLine[]) => {
      setSaved(lines);
      // The draft is gone: whoever comes back here, after a lock or from another screen, must not look for it.
      replace({ name: 'recordEntry', patientId, saved: true });
    };
    const answer = { onError: draft.resume };
    if (amends) {
      const { recordId, version: basedOnVersion } = amends;
      const args = { recordId, basedOnVersion, entry, reason, draftId };
      amend.mutate(args, { ...answer, onSuccess: (line) => onSaved([line]) });
    } else {
      save.mutate({ patientId, entry, sensitive, draftId }, { ...answer, onSuccess: onSaved });
    }
  };

  const isSaving = save.isPending || amend.isPending;
  return {
    form,
    sensitive,
    reason,
    problems,
    draft,
    isSaving,
    error: isUnchanged ? UNCHANGED : (save.error ?? amend.error),
    saved,
    change,
    changeNote: (note) => change({ form: withNote(form, note) }),
    isAmendment: amends !== null,
    onFocus: (focus) => setContent((now) => ({ ...now, focus })),
    save: () => {
      if (!isSaving && !saved) void submit();
    },
  };
}

/** Puts the focus on a field by its name, once it is on screen with its problem. */
export function focusField(name: string): void {
  const field = document.querySelector<HTMLElement>(`form [name="${CSS.escape(name)}"]`);
  field?.focus();
}

function reasonProblem(isAmendment: boolean, reason: string): Problems {
  return isAmendment && reason.trim() === '' ? { reasonOfChange: { kind: 'required' } } : {};
}
