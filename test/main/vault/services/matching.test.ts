import { describe, expect, it } from 'vitest';
import { soughtMatchKeys, storedMatchKeys } from '../../../../main/vault/services/match-keys.ts';
import { compare } from '../../../../main/vault/services/matching.ts';
import type { Patient } from '../../../../main/vault/store/queries/patients.ts';
import { PatientId, PatientRef, RecordId } from '../../../../preload/api/ids.ts';
import { Demographics } from '../../../../preload/api/patients.ts';
import { aPerson } from '../../../fixtures/people.ts';

function aPatient(changes: Parameters<typeof aPerson>[0] = {}): Patient {
  return {
    ...Demographics.parse(aPerson(changes)),
    id: PatientId.parse('018f0000-0000-7000-8000-000000000001'),
    recordId: RecordId.parse('018f0000-0000-7000-8000-000000000002'),
    mrn: 'A7-000001',
    version: 1,
    ref: PatientRef.parse(`0x${'11'.repeat(20)}`),
    sealPublicKey: new Uint8Array(32),
    keyState: 'card',
    registeredAt: 0,
    registeredBy: 'Ana Silva',
    lastActivityAt: 0,
  };
}

const typed = (changes: Parameters<typeof aPerson>[0] = {}) => Demographics.parse(aPerson(changes));
const born = (value: string, estimated = false) => ({ value, estimated });

type Changes = Parameters<typeof aPerson>[0];

function shareAKey(one: Changes, other: Changes): boolean {
  const stored = storedMatchKeys(typed(other));
  return soughtMatchKeys(typed(one)).some((key) => stored.includes(key));
}

const ALI = { family: 'Ali', given: 'Mohamed', sex: 'male', birthDate: born('1984') } as const;

describe('[S02] the score of a possible match', () => {
  it('is 70 or more for "Mohammed Aly, 1984" and "Mohamed Ali, 1984"', () => {
    const match = compare(
      typed({ family: 'Aly', given: 'Mohammed', sex: 'unknown', birthDate: born('1984') }),
      aPatient(ALI),
    );
    expect(match.score).toBeGreaterThanOrEqual(70);
    expect(match.reasons.map(({ reason }) => reason)).toEqual(['soundsAlike', 'sameBirthYear']);
    expect(match.reasons[0]?.detail).toBe('Mohamed Ali');
  });

  it('takes a name in the local script that only one side has for no difference', () => {
    const match = compare(
      typed({ ...ALI, sex: 'unknown', localName: '' }),
      aPatient({ ...ALI, localName: 'محمد علي' }),
    );
    expect(match.reasons.map(({ reason }) => reason)).toEqual(['sameName', 'sameBirthYear']);
  });

  it.each<[string, Changes, Changes]>([
    ['the very same person', ALI, ALI],
    ['names swapped', { ...ALI, family: 'Mohamed', given: 'Ali' }, ALI],
    [
      'accents left out',
      { family: 'Munoz', given: 'Jose', birthDate: born('1990-02-03') },
      { family: 'Muñoz', given: 'José', birthDate: born('1990-02-03') },
    ],
    [
      'a hyphen and a second name',
      { family: 'Smith Jones', given: 'Anna', birthDate: born('1971-06') },
      { family: 'Smith-Jones', given: 'Anna', birthDate: born('1971-06-30') },
    ],
    [
      'one letter wrong and the full date',
      { family: 'Kowalski', given: 'Piotr', birthDate: born('1962-11-05') },
      { family: 'Kowalsky', given: 'Piotr', birthDate: born('1962-11-05') },
    ],
    [
      'another script',
      { family: '王', given: '小明', birthDate: born('1999-09-09') },
      { family: '王', given: '小明', birthDate: born('1999-09-09') },
    ],
    [
      'same document, name misheard',
      { family: 'Brown', given: 'Ann', identifier: 'ab 123-456', birthDate: born('1950') },
      { family: 'Braun', given: 'Anne', identifier: 'AB123456', birthDate: born('1950') },
    ],
    [
      'an estimated age three years off and the same phone',
      { ...ALI, birthDate: born('1987', true), phone: '+20 10 1234 5678' },
      { ...ALI, phone: '010-12345678' },
    ],
  ])('asks for %s', (_, one, other) => {
    expect(compare(typed(one), aPatient(other)).score).toBeGreaterThanOrEqual(70);
    expect(shareAKey(one, other)).toBe(true);
  });

  it.each<[string, Changes, Changes]>([
    ['twins, who share everything but the given name', { ...ALI, given: 'Hassan' }, ALI],
    ['father and son of one name', { ...ALI, birthDate: born('2011') }, ALI],
    [
      'people of one household',
      { family: 'Ali', given: 'Fatima', sex: 'female', birthDate: born('1988'), phone: '0101234567' },
      { ...ALI, phone: '0101234567' },
    ],
    ['a name alone', { family: 'Ali', given: 'Mohamed', sex: 'unknown', birthDate: null }, { ...ALI, birthDate: null }],
    ['strangers', { family: 'Schmidt', given: 'Hannah', birthDate: born('1984') }, ALI],
  ])('does not ask for %s', (_, one, other) => {
    expect(compare(typed(one), aPatient(other)).score).toBeLessThan(70);
  });

  it('names each reason with what is known of the other', () => {
    const match = compare(
      typed({ ...ALI, birthDate: born('1984-03-14'), phone: '+44 7700 900123', identifier: 'X-1234' }),
      aPatient({ ...ALI, birthDate: born('1984-03-14'), phone: '07700 900123', identifier: 'x1234' }),
    );
    expect(match.reasons).toEqual([
      { reason: 'sameName', detail: 'Mohamed Ali' },
      { reason: 'sameBirthDate', detail: '1984-03-14' },
      { reason: 'samePhone', detail: '07700 900123' },
      { reason: 'sameIdentifier', detail: 'x1234' },
      { reason: 'sameSex', detail: '' },
    ]);
    expect(match.score).toBe(100);
  });

  it('stays between 0 and 100, whatever is typed', () => {
    const empty = compare({}, aPatient(ALI));
    expect(empty).toMatchObject({ score: 0, reasons: [] });
    const contrary = compare(typed({ family: 'X', given: 'Y', sex: 'female', birthDate: born('1900') }), aPatient(ALI));
    expect(contrary.score).toBe(0);
  });
});
