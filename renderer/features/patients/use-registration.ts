import { useState } from 'react';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PatientCard, PatientView } from '../../../preload/api/patients.ts';
import { useCall } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useRouter } from '../../router.tsx';
import type { RouteOf } from '../../routes.ts';
import type { ShownError } from '../../ui/error-notice.tsx';
import { type PatientDraft, readForm } from './patient-form.ts';
import { type KeyChoiceForm, useKeyChoice } from './use-key-choice.ts';
import { type Matches, useMatches } from './use-matches.ts';
import { type PatientFormState, usePatientForm } from './use-patient-form.ts';

export interface Registration {
  readonly state: PatientFormState;
  readonly matches: Matches;
  readonly key: KeyChoiceForm;
  readonly isSaving: boolean;
  readonly error: ShownError | null;
  /** The registered patient, while the new card is made and shown. */
  readonly saved: PatientView | null;
  readonly card: PatientCard | null;
  /** Why there is no card; the patient is saved all the same. */
  readonly cardError: ShownError | null;
  readonly isAskingReason: boolean;
  /** Saves, or first asks why this is not the person it resembles. */
  readonly save: () => void;
  readonly saveAsAnother: (reason: string) => void;
  readonly stopAsking: () => void;
  readonly openMatch: (patientId: PatientId) => void;
  readonly openSaved: () => void;
  /** Enter opens the marked match or saves; the arrows mark another match. */
  readonly onFieldKey: (event: React.KeyboardEvent) => void;
}

export function useRegistration(route: RouteOf<'register'>, start: PatientDraft): Registration {
  const { go, replace } = useRouter();
  const state = usePatientForm({
    kind: 'register',
    patientId: null,
    draftId: route.draftId ?? null,
    start,
    isStartNew: route.typed !== undefined,
    onDraftId: (draftId) => replace({ name: 'register', draftId }),
  });
  const key = useKeyChoice();
  const saving = useSaving(state, key);
  const { saved } = saving;
  const matches = useMatches(state.form, saved?.id ?? null);
  const save = () => saving.save(matches.hasStrong);
  const openMatch = (patientId: PatientId) => go({ name: 'chart', patientId, tab: 'summary' });

  useShortcut('save', save, !saving.isAskingReason && !saved);
  useShortcut('confirm', save, !saving.isAskingReason && !saved);

  return {
    state,
    matches,
    key,
    ...saving,
    save,
    openMatch,
    openSaved: () => saved && replace({ name: 'chart', patientId: saved.id, tab: 'summary' }),
    onFieldKey: (event) => {
      const action = fieldAction(event, matches, { openMatch, save });
      if (!action) return;
      event.preventDefault();
      action();
    },
  };
}

/** Checks the form, asks for a reason where somebody is alike, registers, and then has the card made. */
function useSaving(state: PatientFormState, key: KeyChoiceForm) {
  const { replace } = useRouter();
  const register = useCall('patients.register');
  const issue = useCall('patients.issueCard');
  const [saved, setSaved] = useState<PatientView | null>(null);
  const [isAskingReason, setAskingReason] = useState(false);

  /** The demographics of a form that can be saved; otherwise shows why it cannot. */
  const read = () => {
    const form = readForm(state.form, Date.now());
    if ('problems' in form) {
      state.show(form.problems);
      return null;
    }
    return key.check() ? form.demographics : null;
  };
  const submit = async (differentPersonReason: string | null): Promise<void> => {
    const demographics = read();
    if (!demographics) return;
    const draftId = await state.draft.finish();
    register.mutate(
      { demographics, draftId, differentPersonReason, existingCard: key.existingCard },
      {
        onSuccess: ({ patient }) => {
          setAskingReason(false);
          if (key.newPin === null) return replace({ name: 'chart', patientId: patient.id, tab: 'summary' });
          setSaved(patient);
          // The draft is gone: whoever comes back here, after a lock or from another screen, must not look for it.
          replace({ name: 'register', saved: patient.id });
          issue.mutate({ patientId: patient.id, pin: key.newPin });
        },
        onError: (error) => {
          state.draft.resume();
          setAskingReason(error.code === 'patient.possibleMatch');
        },
      },
    );
  };

  return {
    saved,
    card: issue.data ?? null,
    cardError: issue.error,
    isAskingReason,
    isSaving: register.isPending,
    // The question for a reason answers this refusal; it is not an error to read.
    error: register.error?.code === 'patient.possibleMatch' ? null : register.error,
    save: (hasStrongMatch: boolean): void => {
      if (register.isPending || saved) return;
      if (!hasStrongMatch) void submit(null);
      else if (read()) setAskingReason(true);
    },
    saveAsAnother: (reason: string) => void submit(reason),
    stopAsking: () => setAskingReason(false),
  };
}

/** What a key means in a text field of the form; undefined leaves it to the field. */
function fieldAction(
  event: React.KeyboardEvent,
  { list, marked, hasStrong, move }: Matches,
  actions: { openMatch: (patientId: PatientId) => void; save: () => void },
): (() => void) | undefined {
  const { target, key } = event;
  const isTextField = target instanceof HTMLInputElement && target.type !== 'radio';
  if (!isTextField || event.defaultPrevented || event.ctrlKey || event.nativeEvent.isComposing) return undefined;
  if (key === 'Enter') return hasStrong && marked ? () => actions.openMatch(marked.patient.id) : actions.save;
  if (list.length === 0) return undefined;
  if (key === 'ArrowDown') return () => move(1);
  return key === 'ArrowUp' ? () => move(-1) : undefined;
}
