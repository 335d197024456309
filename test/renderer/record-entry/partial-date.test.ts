import { describe, expect, it } from 'vitest';
import { parsePartialDate } from '../../../renderer/features/record-entry/partial-date.ts';

describe('a date as people type it', () => {
  it.each([
    ['2018', '2018'],
    [' 2018 ', '2018'],
    ['3/2018', '2018-03'],
    ['2018-3', '2018-03'],
    ['14.3.2018', '2018-03-14'],
    ['14/03/2018', '2018-03-14'],
    ['2018-03-14', '2018-03-14'],
    ['29/2/2024', '2024-02-29'],
  ])('%j is %s', (typed, stored) => {
    expect(parsePartialDate(typed)).toBe(stored);
  });

  it.each([
    '',
    'last spring',
    '18',
    '13/2018',
    '29/2/2023',
    '31.4.2020',
    '2018-00',
    '0/3/2018',
    '2018-03-14T10:00',
  ])('%j is refused, not guessed', (typed) => {
    expect(parsePartialDate(typed)).toBeNull();
  });
});
