import { describe, expect, it } from 'vitest';
import { readTypedPerson } from '../../../renderer/features/patients/typed-person.ts';

const NOW = new Date(2026, 10, 23, 12).getTime();
const read = (typed: string) => {
  const { family, given, birth, phone } = readTypedPerson(typed, NOW);
  return { family, given, birth, phone };
};

describe('what was typed into the search', () => {
  it.each([
    ['Aly, Mohammed', { family: 'Aly', given: 'Mohammed', birth: '', phone: '' }],
    ['Mohammed Hassan Aly', { family: 'Aly', given: 'Mohammed Hassan', birth: '', phone: '' }],
    ['Aly', { family: 'Aly', given: '', birth: '', phone: '' }],
    ['Mohammed Aly, 1984', { family: 'Aly', given: 'Mohammed', birth: '1984', phone: '' }],
    ['Aly, Mohammed 14/3/1984', { family: 'Aly', given: 'Mohammed', birth: '14/3/1984', phone: '' }],
    ['Aly +20 10 5550 1842', { family: 'Aly', given: '', birth: '', phone: '+20 10 5550 1842' }],
    ['', { family: '', given: '', birth: '', phone: '' }],
  ])('%s starts the form', (typed, form) => {
    expect(read(typed)).toEqual(form);
  });
});
