import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BirthDate, Sex } from '../../preload/api/patients.ts';
import { ageAt } from './age.ts';

/** Day before month in words, so that no date can be read in two ways. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', es: 'es' };

const MINUTE_MS = 60_000;

export interface Format {
  /** `12 Nov 2026`. Takes epoch milliseconds or a FHIR date, dateTime or partial date: `Mar 2018`, `2019`. */
  readonly date: (at: number | string) => string;
  /** `23 December 2026`, for what a patient reads. */
  readonly longDate: (at: number) => string;
  /** `10:42` */
  readonly time: (atMs: number) => string;
  /** `10:42:04` */
  readonly timeWithSeconds: (atMs: number) => string;
  /** `10:42` today, `12 Nov, 10:42` before. */
  readonly moment: (atMs: number, nowMs?: number) => string;
  readonly dateTime: (atMs: number) => string;
  readonly number: (value: number) => string;
  /** `2.4 MB` in powers of 1000. */
  readonly bytes: (sizeBytes: number) => string;
  /** `3 d`, `7 wk`, `7 mo`, `41 y`; `~41 y (est. 1985)` and `~7 mo` where the date was estimated; "age unknown" without one. */
  readonly age: (birthDate: BirthDate | null, nowMs?: number) => string;
  /** `14 Mar 1984`, `~1984`. */
  readonly birthDate: (birthDate: BirthDate | null) => string;
  readonly sex: (sex: Sex) => string;
}

function createFormatters(language: string) {
  const locale = LOCALES[language] ?? 'en-GB';
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    day: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayInUtc: dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
    monthInUtc: dates({ month: 'short', year: 'numeric', timeZone: 'UTC' }),
    long: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    clock: dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    clockSeconds: dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    numbers: new Intl.NumberFormat(locale),
    oneDecimal: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  };
}

const formatters = new Map<string, ReturnType<typeof createFormatters>>();

/** One set per language: making them is slow, and every row of a list asks. */
function formattersOf(language: string): ReturnType<typeof createFormatters> {
  const known = formatters.get(language) ?? createFormatters(language);
  formatters.set(language, known);
  return known;
}

/** Dates, numbers and ages in the language on screen. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation('ui');
  return useMemo(() => {
    const { day, dayInUtc, monthInUtc, long, clock, clockSeconds, numbers, oneDecimal } = formattersOf(i18n.language);

    const date = (at: number | string): string => {
      if (typeof at === 'number') return day.format(at);
      if (/^\d{4}$/.test(at)) return at;
      if (/^\d{4}-\d\d$/.test(at)) return monthInUtc.format(new Date(at));
      // A FHIR date has no time zone: shown as written, not moved into this one.
      return at.length === 10 ? dayInUtc.format(new Date(at)) : day.format(new Date(at));
    };
    const birth = (birthDate: BirthDate | null): string => {
      if (!birthDate) return t('birthUnknown');
      return `${birthDate.estimated ? '~' : ''}${date(birthDate.value)}`;
    };
    const time = (atMs: number) => clock.format(atMs);

    return {
      date,
      longDate: (at) => long.format(at),
      time,
      timeWithSeconds: (atMs) => clockSeconds.format(atMs),
      moment: (atMs, nowMs = Date.now()) =>
        day.format(atMs) === day.format(nowMs) ? time(atMs) : `${day.format(atMs)}, ${time(atMs)}`,
      dateTime: (atMs) => `${day.format(atMs)}, ${time(atMs)}`,
      number: (value) => numbers.format(value),
      bytes: (sizeBytes) => {
        const unit = sizeBytes >= 1e9 ? 'GB' : sizeBytes >= 1e6 ? 'MB' : 'kB';
        const size = sizeBytes / { GB: 1e9, MB: 1e6, kB: 1e3 }[unit];
        return `${size >= 10 ? numbers.format(Math.round(size)) : oneDecimal.format(size)} ${unit}`;
      },
      age: (birthDate, nowMs = Date.now()) => {
        if (!birthDate) return t('birthUnknown');
        const { unit, count } = ageAt(birthDate.value, nowMs);
        const age = t(`age.${unit}`, { count });
        if (!birthDate.estimated) return age;
        // Of a small child the age alone says when it was born.
        return unit === 'years' ? t('ageEstimated', { age, born: date(birthDate.value) }) : `~${age}`;
      },
      birthDate: birth,
      sex: (sex) => t(`sex.${sex}`),
    };
  }, [t, i18n.language]);
}

/** How long ago in whole minutes, at least 0. */
export function minutesSince(atMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - atMs) / MINUTE_MS));
}
