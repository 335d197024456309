import { describe, expect, it } from 'vitest';
import { readHospitalCount, readPatient } from '../../../main/registry/reads.ts';
import { testKey, testPatient } from '../../fixtures/registry-chain.ts';

describe('an answer of the registry', () => {
  const patient = testPatient(testKey('patient'));

  it.each([
    ['an empty answer, as from an address without a contract', readHospitalCount(), '0x'],
    ['an answer cut short', readPatient(patient), `0x${'00'.repeat(40)}`],
  ])('that is %s is refused with a typed error', (_, question, answer) => {
    expect(() => question.decode(answer)).toThrow(
      expect.objectContaining({ name: 'AppError', code: 'chain.malformedResponse' }),
    );
  });
});
