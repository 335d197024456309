import { useEffect, useRef, useState } from 'react';
import type { DraftLine } from '../../../preload/api/drafts.ts';
import type { DraftId, PatientId } from '../../../preload/api/ids.ts';
import { type Draft, useDraft } from '../../drafts/use-draft.ts';
import { patientName } from '../../ui/patient-name.ts';
import {
  FIELDS,
  type Field,
  isBlank,
  type PatientDraft,
  type PatientForm,
  type Problems,
  writeDraft,
} from './patient-form.ts';

export interface PatientFormState {
  readonly form: PatientForm;
  readonly problems: Problems;
  readonly draft: Draft;
  readonly set: (field: Field, value: string) => void;
  readonly onFocus: (field: Field) => void;
  /** Marks the fields and puts the focus on the first of them. */
  readonly show: (problems: Problems) => void;
}

/** Id of a field's element, so that labels, problems and the way back after unlocking find it. */
export function fieldId(field: Field): string {
  return `patient-${field}`;
}

/** The state of the patient form, kept as a draft while it is typed. `start`: what stands in the fields at first. */
export function usePatientForm(options: {
  kind: DraftLine['kind'];
  patientId: PatientId | null;
  draftId: DraftId | null;
  start: PatientDraft;
  /** The start is not yet saved anywhere: text carried over from the search. */
  isStartNew: boolean;
  onDraftId: (draftId: DraftId) => void;
}): PatientFormState {
  const { start } = options;
  const [form, setForm] = useState(start.form);
  const [problems, setProblems] = useState<Problems>({});
  const focus = useRef(start.focus);
  const draft = useDraft({
    kind: options.kind,
    patientId: options.patientId,
    draftId: options.draftId,
    onId: options.onDraftId,
  });

  const keep = (next: PatientForm): void => {
    const text = writeDraft({ form: next, focus: focus.current, basedOnVersion: start.basedOnVersion });
    draft.keep({ title: isBlank(next) ? '' : patientName(next), text });
  };

  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    document.getElementById(fieldId(start.focus))?.focus();
    if (options.isStartNew) keep(start.form);
  });

  return {
    form,
    problems,
    draft,
    set: (field, value) => {
      const next = { ...form, [field]: value };
      setForm(next);
      setProblems(({ [field]: _solved, ...rest }) => rest);
      keep(next);
    },
    onFocus: (field) => {
      focus.current = field;
    },
    show: (found) => {
      setProblems(found);
      const first = FIELDS.find((field) => found[field]);
      if (first) document.getElementById(fieldId(first))?.focus();
    },
  };
}
