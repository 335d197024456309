import { useState } from 'react';
import type { Args } from '../../api/client.ts';
import { type KeyChoiceState, type KeyProblem, keyProblem, NO_KEY_YET } from './key-choice.ts';

export interface KeyChoiceForm {
  readonly state: KeyChoiceState;
  /** Null until `check` was called, so that nobody is corrected while typing for the first time. */
  readonly problem: KeyProblem | null;
  readonly set: (state: KeyChoiceState) => void;
  readonly check: () => boolean;
  /** The card that is presented with the registration. */
  readonly existingCard: Args<'patients.register'>['existingCard'];
  /** The PIN of a card to be made once the patient is saved. */
  readonly newPin: string | null;
}

export function useKeyChoice(): KeyChoiceForm {
  const [state, set] = useState(NO_KEY_YET);
  const [isChecked, setChecked] = useState(false);
  const { choice, code, pin } = state;
  return {
    state,
    problem: isChecked ? keyProblem(state) : null,
    set,
    check: () => {
      setChecked(true);
      return keyProblem(state) === null;
    },
    existingCard: choice === 'existingCard' ? { code, pin } : null,
    newPin: choice === 'newCard' ? pin : null,
  };
}
