import type { Demographics } from '../../../preload/api/patients.ts';
import type { SearchableText } from '../store/queries/patient-search.ts';
import { identifierSigns, nameWords, phoneDigits, plain } from './name-words.ts';

/** What a patient is found by, each in the form `termsOf` brings typed text into. */
export function searchableText(patient: Demographics & { readonly mrn: string }): SearchableText {
  const mrn = mrnWords(patient.mrn);
  const phone = phoneDigits(patient.phone);
  const identifier = identifierSigns(patient.identifier).toLowerCase();
  const names = nameWords(patient.family, patient.given, patient.localName);
  return {
    family: nameWords(patient.family).join(' '),
    given: nameWords(patient.given).join(' '),
    localName: nameWords(patient.localName).join(' '),
    mrn: mrn.join(' '),
    phone,
    identifier,
    birthDate: dateDigits(patient.birthDate?.value ?? ''),
    parts: [...names, mrn[0], phone, identifier].filter(Boolean).join(' '),
  };
}

/** `A7-000412` is found as `a7000412`, `a7412`, `000412` and `412`. */
function mrnWords(mrn: string): string[] {
  const [prefix = '', number = ''] = plain(mrn).split('-');
  const short = number.replace(/^0+/, '');
  return [...new Set([prefix + number, prefix + short, number, short])];
}

/** `1984-03-14` is found by `1984`, `198403` and `19840314`: each is the beginning of the next. */
function dateDigits(value: string): string {
  return value.replaceAll('-', '');
}

const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const YEAR_FIRST = /^\d{4}-\d{2}(-\d{2})?$/;
const DIGITS_WITH_SPACES = /^\+?[\d\s().-]{3,}$/;
const MRN = /^[a-z][a-z0-9]{0,5}-\d+$/;

/** The terms of what was typed; every one has to be found. */
export function termsOf(text: string): string[] {
  const typed = plain(text).trim();
  if (DIGITS_WITH_SPACES.test(typed) && !DAY_FIRST.test(typed) && !YEAR_FIRST.test(typed)) return [phoneDigits(typed)];
  return typed
    .split(/[\s,;]+/)
    .flatMap(termsOfWord)
    .slice(0, 8);
}

function termsOfWord(word: string): string[] {
  const [, day = '', month = '', year = ''] = DAY_FIRST.exec(word) ?? [];
  if (year) return [`${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`];
  if (YEAR_FIRST.test(word)) return [dateDigits(word)];
  if (MRN.test(word)) return [word.replace('-', '')];
  return nameWords(word);
}
