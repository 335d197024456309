import { describe, expect, it } from 'vitest';
import { codedWord } from '../../../renderer/features/chart/coded-words.ts';

describe('a status as FHIR codes it', () => {
  it('has a word in the catalogue', () => {
    expect(codedWord({ field: 'status', value: 'active' })).toBe('active');
    expect(codedWord({ field: 'verification', value: 'entered-in-error' })).toBe('entered-in-error');
    expect(codedWord({ field: 'severity', value: 'severe' })).toBe('severe');
  });

  it('is shown as it stands where it is no code, or no status', () => {
    expect(codedWord({ field: 'status', value: 'Activo desde 2019' })).toBeNull();
    expect(codedWord({ field: 'note', value: 'active' })).toBeNull();
  });
});
