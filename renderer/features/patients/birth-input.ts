import type { BirthDate } from '../../../preload/api/patients.ts';

export type BirthProblem = 'unreadable' | 'noSuchDay' | 'future' | 'tooLongAgo';

export type BirthReading =
  | { readonly ok: true; readonly birthDate: BirthDate | null }
  | { readonly ok: false; readonly problem: BirthProblem };

const MAX_AGE_YEARS = 130;

/** English and Spanish, as people say it at a desk. */
const ABOUT =
  /^(?:~|≈|about|approx\.?|approximately|around|circa|c\.|ca\.?|est\.?|aprox\.?|aproximadamente|unos|unas|cerca de|hacia)\s*/i;
const AGE =
  /^(\d{1,3})\s*(years?|yrs?|y|años?|anos?|a|months?|mos?|m|meses|mes|weeks?|wks?|w|semanas?|sem|days?|d|días?|dias?)?(?:\s+(?:old|de edad))?$/i;
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene'],
  ['feb'],
  ['mar'],
  ['apr', 'abr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
];

/**
 * Reads a birth date or an age as typed: `1984-03-14`, `14/3/1984` (day first, always), `14 Mar 1984`, `Mar 1984`,
 * `1984`, `~1984`, `about 42 years`, `7 months`, `10 days`. An age is an estimate by nature: a year for years, a
 * month for months, a day for what is said of a newborn. An empty text is a birth date nobody knows.
 */
export function readBirth(typed: string, nowMs: number): BirthReading {
  const text = typed.trim().replaceAll(/\s+/g, ' ');
  if (text === '') return { ok: true, birthDate: null };
  const isAbout = ABOUT.test(text);
  const rest = text.replace(ABOUT, '');
  const now = new Date(nowMs);

  const age = AGE.exec(rest);
  if (age) return fromAge(Number(age[1]), (age[2] ?? 'y').toLowerCase(), now);
  const parts = dateParts(rest, now.getFullYear());
  if (!parts) return { ok: false, problem: 'unreadable' };
  return checked(parts, isAbout, now);
}

/** What to put into the field for a birth date that is already known. `readBirth` reads it back to the same date. */
export function writeBirth(birthDate: BirthDate | null): string {
  return birthDate ? `${birthDate.estimated ? '~' : ''}${birthDate.value}` : '';
}

function fromAge(count: number, unit: string, now: Date): BirthReading {
  if (/^(y|a)/.test(unit)) {
    if (count > MAX_AGE_YEARS) return { ok: false, problem: 'tooLongAgo' };
    return estimated(String(now.getFullYear() - count).padStart(4, '0'));
  }
  if (unit.startsWith('m')) return estimated(monthOf(new Date(now.getFullYear(), now.getMonth() - count, 1)));
  const days = count * (/^(w|s)/.test(unit) ? 7 : 1);
  const born = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  return estimated(`${monthOf(born)}-${twoDigits(born.getDate())}`);
}

function monthOf(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}`;
}

function estimated(value: string): BirthReading {
  return { ok: true, birthDate: { value, estimated: true } };
}

interface DateParts {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

function dateParts(text: string, thisYear: number): DateParts | null {
  const year = /^(\d{4})$/.exec(text);
  if (year) return { year: Number(year[1]), month: null, day: null };
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: iso[3] === undefined ? null : Number(iso[3]) };
  const monthYear = /^(\d{1,2})[/.\- ](\d{4})$/.exec(text);
  if (monthYear) return { year: Number(monthYear[2]), month: Number(monthYear[1]), day: null };
  const dayFirst = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/.exec(text);
  if (dayFirst) {
    return { year: fullYear(dayFirst[3] ?? '', thisYear), month: Number(dayFirst[2]), day: Number(dayFirst[1]) };
  }
  const inWords = /^(?:(\d{1,2})\.? (?:de )?)?(\p{Letter}{3,})\.?,? (?:de )?(\d{4})$/iu.exec(text);
  const month = monthNumber(inWords?.[2]);
  if (!inWords || month === null) return null;
  return { year: Number(inWords[3]), month, day: inWords[1] === undefined ? null : Number(inWords[1]) };
}

/** Two digits mean the latest such year that is not in the future. */
function fullYear(digits: string, thisYear: number): number {
  if (digits.length === 4) return Number(digits);
  const sameCentury = Math.floor(thisYear / 100) * 100 + Number(digits);
  return sameCentury > thisYear ? sameCentury - 100 : sameCentury;
}

function monthNumber(word: string | undefined): number | null {
  const start = word?.toLowerCase().slice(0, 3) ?? '';
  const index = MONTHS.findIndex((names) => names.includes(start));
  return index === -1 ? null : index + 1;
}

function checked({ year, month, day }: DateParts, isEstimated: boolean, now: Date): BirthReading {
  const first = new Date(year, (month ?? 1) - 1, day ?? 1);
  const isReal = first.getMonth() === (month ?? 1) - 1 && first.getDate() === (day ?? 1);
  if (!isReal || month === 0 || day === 0) return { ok: false, problem: 'noSuchDay' };
  if (first > now) return { ok: false, problem: 'future' };
  if (now.getFullYear() - year > MAX_AGE_YEARS) return { ok: false, problem: 'tooLongAgo' };
  const numbers = [String(year).padStart(4, '0'), ...[month, day].filter((part) => part !== null).map(twoDigits)];
  return { ok: true, birthDate: { value: numbers.join('-'), estimated: isEstimated } };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
