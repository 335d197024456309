import { useState } from 'react';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { Result } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useRouter } from '../../router.tsx';
import type { RouteOf } from '../../routes.ts';
import type { ShownError } from '../../ui/error-notice.tsx';
import { type KeyChoiceState, type KeyProblem, keyProblem, NO_KEY_YET } from './key-choice.ts';
import { type PatientDraft, readForm } from './patient-form.ts';
import { type Matches, useMatches } from './use-matches.ts';
import { type PatientFormState, usePatientForm } from './use-patient-form.ts';

type Registered = Result<'patients.register'>;

export interface Registration {
  readonly state: PatientFormState;
  readonly matches: Matches;
  readonly key: { state: KeyChoiceState; problem: KeyProblem | null; set: (state: KeyChoiceState) => void };
  readonly isSaving: boolean;
  readonly error: ShownError | null;
  /** The registered patient, while the card is shown. */
  readonly saved: Registered | null;
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
  const matches = useMatches(state.form);
  const key = useKeyChoice();
  const register = useCall('patients.register');
  const [saved, setSaved] = useState<Registered | null>(null);
  const [isAskingReason, setAskingReason] = useState(false);
  const showChart = (patientId: PatientId) => replace({ name: 'chart', patientId, tab: 'summary' });

  const submit = async (differentPersonReason: string | null): Promise<void> => {
    const read = readForm(state.form, Date.now());
    if ('problems' in read) return state.show(read.problems);
    if (!key.check()) return;
    const draftId = await state.draft.finish();
    register.mutate(
      { demographics: read.demographics, draftId, differentPersonReason, ...key.args() },
      {
        onSuccess: (answer) => {
          setAskingReason(false);
          if (answer.card) setSaved(answer);
          else showChart(answer.patient.id);
        },
        onError: (error) => {
          state.draft.resume();
          setAskingReason(error.code === 'patient.possibleMatch');
        },
      },
    );
  };
  const save = (): void => {
    if (register.isPending || saved) return;
    if (!matches.hasStrong) return void submit(null);
    const read = readForm(state.form, Date.now());
    if ('problems' in read) state.show(read.problems);
    else if (key.check()) setAskingReason(true);
  };

  useShortcut('save', save, !isAskingReason && !saved);
  useShortcut('confirm', save, !isAskingReason && !saved);
  const openMatch = (patientId: PatientId) => go({ name: 'chart', patientId, tab: 'summary' });
  // The question for a reason is how this refusal is answered; it is not an error to read.
  const error = register.error?.code === 'patient.possibleMatch' ? null : register.error;

  return {
    state,
    matches,
    key,
    isSaving: register.isPending,
    error,
    saved,
    isAskingReason,
    save,
    saveAsAnother: (reason) => void submit(reason),
    stopAsking: () => setAskingReason(false),
    openMatch,
    openSaved: () => saved && showChart(saved.patient.id),
    onFieldKey: (event) => {
      if (!(event.target instanceof HTMLInputElement) || event.ctrlKey || event.nativeEvent.isComposing) return;
      if (event.key === 'Enter') {
        if (matches.hasStrong && matches.marked) openMatch(matches.marked.patient.id);
        else save();
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (event.target.type === 'radio' || matches.list.length === 0) return;
        matches.move(event.key === 'ArrowDown' ? 1 : -1);
      } else return;
      event.preventDefault();
    },
  };
}

/** The choice of key with its check, and the arguments of the call it becomes. */
function useKeyChoice() {
  const [state, set] = useState(NO_KEY_YET);
  const [isChecked, setChecked] = useState(false);
  return {
    state,
    set,
    problem: isChecked ? keyProblem(state) : null,
    check: (): boolean => {
      setChecked(true);
      return keyProblem(state) === null;
    },
    args: () => ({
      newPin: state.choice === 'newCard' ? state.pin : null,
      existingCard: state.choice === 'existingCard' ? { code: state.code, pin: state.pin } : null,
    }),
  };
}
