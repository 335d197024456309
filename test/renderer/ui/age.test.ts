import { describe, expect, it } from 'vitest';
import { ageAt } from '../../../renderer/ui/age.ts';

const on = (year: number, month: number, day: number) => new Date(year, month - 1, day, 12).getTime();

describe('the age', () => {
  it.each([
    ['1984-03-14', on(2026, 3, 13), { years: 41, months: 503 }],
    ['1984-03-14', on(2026, 3, 14), { years: 42, months: 504 }],
    ['1984-03', on(2026, 3, 1), { years: 42, months: 504 }],
    ['1984', on(2026, 11, 23), { years: 42, months: 514 }],
    ['2026-04', on(2026, 11, 23), { years: 0, months: 7 }],
    ['2024-02-29', on(2025, 2, 28), { years: 0, months: 11 }],
    ['2027-01-01', on(2026, 11, 23), { years: 0, months: 0 }],
  ])('of %s', (birthDate, now, age) => {
    expect(ageAt(birthDate, now)).toEqual(age);
  });
});
