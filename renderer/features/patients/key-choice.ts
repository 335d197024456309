export const KEY_CHOICES = ['newCard', 'existingCard', 'custody'] as const;
export type KeyChoiceName = (typeof KEY_CHOICES)[number];

/** Who will hold the patient's key. Never part of a draft: a PIN is not written down anywhere. */
export interface KeyChoiceState {
  readonly choice: KeyChoiceName;
  readonly pin: string;
  readonly pinAgain: string;
  readonly code: string;
}

export const NO_KEY_YET: KeyChoiceState = { choice: 'newCard', pin: '', pinAgain: '', code: '' };

export type KeyProblem = 'pinLength' | 'pinDiffers' | 'codeMissing';

/** What keeps the choice from being used, or null. */
export function keyProblem({ choice, pin, pinAgain, code }: KeyChoiceState): KeyProblem | null {
  if (choice === 'custody') return null;
  if (choice === 'existingCard' && code === '') return 'codeMissing';
  if (pin.length !== 6) return 'pinLength';
  return choice === 'newCard' && pin !== pinAgain ? 'pinDiffers' : null;
}
