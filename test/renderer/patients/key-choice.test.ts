import { describe, expect, it } from 'vitest';
import { type KeyChoiceState, keyProblem, NO_KEY_YET } from '../../../renderer/features/patients/key-choice.ts';

const aChoice = (part: Partial<KeyChoiceState>): KeyChoiceState => ({ ...NO_KEY_YET, ...part });

describe('the choice of key', () => {
  it('asks for six digits twice with a new card', () => {
    expect(keyProblem(aChoice({ pin: '12345', pinAgain: '12345' }))).toBe('pinLength');
    expect(keyProblem(aChoice({ pin: '123456', pinAgain: '123465' }))).toBe('pinDiffers');
    expect(keyProblem(aChoice({ pin: '123456', pinAgain: '123456' }))).toBeNull();
  });

  it('asks for the card and its PIN with an existing one', () => {
    expect(keyProblem(aChoice({ choice: 'existingCard', pin: '123456' }))).toBe('codeMissing');
    expect(keyProblem(aChoice({ choice: 'existingCard', code: 'WKC1' }))).toBe('pinLength');
    expect(keyProblem(aChoice({ choice: 'existingCard', code: 'WKC1', pin: '123456' }))).toBeNull();
  });

  it('asks for nothing when the hospital keeps the key', () => {
    expect(keyProblem(aChoice({ choice: 'custody' }))).toBeNull();
  });
});
