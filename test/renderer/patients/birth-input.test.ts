import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BirthDate } from '../../../preload/api/patients.ts';
import { readBirth, writeBirth } from '../../../renderer/features/patients/birth-input.ts';

const NOW = new Date(2026, 10, 23, 12).getTime();
const read = (text: string) => {
  const reading = readBirth(text, NOW);
  return reading.ok ? reading.birthDate : reading.problem;
};
const exact = (value: string) => ({ value, estimated: false });
const about = (value: string) => ({ value, estimated: true });

describe('[S03] a birth date as typed', () => {
  it.each([
    ['1984-03-14', '1984-03-14'],
    ['14/3/1984', '1984-03-14'],
    ['14.03.1984', '1984-03-14'],
    ['14-3-1984', '1984-03-14'],
    ['14 3 1984', '1984-03-14'],
    ['14/3/84', '1984-03-14'],
    ['1/2/26', '2026-02-01'],
    ['1/2/27', '1927-02-01'],
    ['14 Mar 1984', '1984-03-14'],
    ['14 march 1984', '1984-03-14'],
    ['14 de marzo de 1984', '1984-03-14'],
    ['Mar 1984', '1984-03'],
    ['3/1984', '1984-03'],
    ['1984-03', '1984-03'],
    ['enero 1984', '1984-01'],
    ['1984', '1984'],
    ['29/2/2024', '2024-02-29'],
    ['  1984  ', '1984'],
  ])('%s is %s', (text, value) => {
    expect(read(text)).toEqual(exact(value));
  });

  it.each([
    ['about 42 years', '1984'],
    ['about 40 years', '1986'],
    ['~42 y', '1984'],
    ['42', '1984'],
    ['42 years old', '1984'],
    ['unos 42 años', '1984'],
    ['aprox. 42 anos', '1984'],
    ['~1984', '1984'],
    ['about 1984', '1984'],
    ['c. 1984', '1984'],
    ['7 months', '2026-04'],
    ['7 m', '2026-04'],
    ['unos 7 meses', '2026-04'],
    ['14 months', '2025-09'],
    ['3 weeks', '2026-11-02'],
    ['4 semanas', '2026-10-26'],
    ['10 days', '2026-11-13'],
    ['30 d', '2026-10-24'],
    ['0', '2026'],
    ['~14/3/1984', '1984-03-14'],
  ])('%s is estimated as %s', (text, value) => {
    expect(read(text)).toEqual(about(value));
  });

  it('nothing is a birth date nobody knows', () => {
    expect(read('  ')).toBeNull();
  });

  it.each([
    ['3/14/1984', 'noSuchDay'],
    ['31/4/1984', 'noSuchDay'],
    ['29/2/2025', 'noSuchDay'],
    ['0/3/1984', 'noSuchDay'],
    ['1984-00', 'noSuchDay'],
    ['1984-13', 'noSuchDay'],
    ['24/11/2026', 'future'],
    ['2027', 'future'],
    ['1890', 'tooLongAgo'],
    ['131 years', 'tooLongAgo'],
    ['young', 'unreadable'],
    ['14/3', 'unreadable'],
    ['about', 'unreadable'],
    ['42 moons', 'unreadable'],
    ['1984-3-14-1', 'unreadable'],
  ])('%s is refused as %s', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it('what is written into the field is read back as the same date', () => {
    const day = fc.date({ min: new Date(1900, 0, 2), max: new Date(2026, 10, 1), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), fc.boolean(), (date, length, estimated) => {
        const birthDate = { value: date.toISOString().slice(0, length), estimated };
        expect(read(writeBirth(birthDate))).toEqual(birthDate);
      }),
    );
    expect(read(writeBirth(null))).toBeNull();
  });

  it('never throws, and whatever it accepts the contract accepts', () => {
    const digits = fc.stringMatching(/^[~0-9 ./-]{0,12}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits), (text) => {
        const reading = readBirth(text, NOW);
        if (reading.ok && reading.birthDate) BirthDate.parse(reading.birthDate);
      }),
    );
  });
});
