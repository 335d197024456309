import { describe, expect, it } from 'vitest';
import { ageAt } from '../../../renderer/ui/age.ts';

const on = (year: number, month: number, day: number) => new Date(year, month - 1, day, 12).getTime();

describe('the age', () => {
  it.each([
    ['1984-03-14', on(2026, 3, 13), { unit: 'years', count: 41 }],
    ['1984-03-14', on(2026, 3, 14), { unit: 'years', count: 42 }],
    ['1984-03', on(2026, 3, 1), { unit: 'years', count: 42 }],
    ['1984', on(2026, 11, 23), { unit: 'years', count: 42 }],
    ['2024-11-24', on(2026, 11, 23), { unit: 'months', count: 23 }],
    ['2024-11-23', on(2026, 11, 23), { unit: 'years', count: 2 }],
    ['2026-04', on(2026, 11, 23), { unit: 'months', count: 7 }],
    ['2024-02-29', on(2025, 2, 28), { unit: 'months', count: 11 }],
    ['2026-11-23', on(2026, 11, 23), { unit: 'days', count: 0 }],
    ['2026-11-20', on(2026, 11, 23), { unit: 'days', count: 3 }],
    ['2026-10-27', on(2026, 11, 23), { unit: 'days', count: 27 }],
    ['2026-10-26', on(2026, 11, 23), { unit: 'weeks', count: 4 }],
    ['2026-08-25', on(2026, 11, 23), { unit: 'weeks', count: 12 }],
    ['2026-08-24', on(2026, 11, 23), { unit: 'months', count: 2 }],
    ['2026-11', on(2026, 11, 23), { unit: 'months', count: 0 }],
    ['2027-01-01', on(2026, 11, 23), { unit: 'days', count: 0 }],
  ])('of %s', (birthDate, now, age) => {
    expect(ageAt(birthDate, now)).toEqual(age);
  });
});
