import { useState } from 'react';
import type { Args } from '../../api/client.ts';
import { type KeyChoiceState, type KeyProblem, keyProblem, NO_KEY_YET } from './key-choice.ts';

export interface KeyChoiceForm {
  readonly state: KeyChoiceState;
  /** Null until `check` was called, so that nobody is corrected while typing for the first time. */
  readonly problem: KeyProblem | null;
  readonly set: (state: KeyChoiceState) => void;
  readonly check: () => boolean;
  /** How often `check` said no. Each time the focus goes to what is missing. */
  readonly refusals: number;
  /** The card that is presented with the registration. */
  readonly existingCard: Args<'patients.register'>['existingCard'];
  /** The PIN of a card to be made once the patient is saved. */
  readonly newPin: string | null;
}

export function useKeyChoice(): KeyChoiceForm {
  const [state, set] = useState(NO_KEY_YET);
  const [isChecked, setChecked] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const { choice, code, pin } = state;
  return {
    state,
    problem: isChecked ? keyProblem(state) : null,
    set,
    check: () => {
      setChecked(true);
      const isComplete = keyProblem(state) === null;
      if (!isComplete) setRefusals(refusals + 1);
      return isComplete;
    },
    refusals,
    existingCard: choice === 'existingCard' ? { code, pin } : null,
    newPin: choice === 'newCard' ? pin : null,
  };
}
