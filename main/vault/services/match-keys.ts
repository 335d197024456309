import type { Demographics } from '../../../preload/api/patients.ts';
import { identifierSigns, nameWords, phoneDigits, soundsOf } from './name-words.ts';

/** What a possible match needs at least: enough digits of a phone number to mean one household. */
export const PHONE_TAIL = 7;

/**
 * Keys under which a patient is found again when the same person is typed in anew. Each names few people even among a
 * million: two words that sound alike, one word with a year of birth, the end of a phone number, a document.
 */
export function storedMatchKeys(demographics: Demographics): string[] {
  const year = yearOf(demographics);
  return [...new Set([...keysOf(demographics), ...(year === null ? [] : yearKeys(demographics, [year]))])];
}

/** The keys to look up for what has been typed so far. A year of birth is looked for one year around. */
export function soughtMatchKeys(typed: Partial<Demographics>): string[] {
  const year = yearOf(typed);
  return [...new Set([...keysOf(typed), ...(year === null ? [] : yearKeys(typed, [year - 1, year, year + 1]))])];
}

/** The year of a birth date, estimated or not. */
export function yearOf({ birthDate }: Partial<Demographics>): number | null {
  return birthDate ? Number(birthDate.value.slice(0, 4)) : null;
}

/** Names have a handful of words; a text pasted into the field is no name. */
const MOST_WORDS = 6;

function words({ family = '', given = '', localName = '' }: Partial<Demographics>): string[] {
  return [...new Set(nameWords(family, given).slice(0, MOST_WORDS).concat(nameWords(localName).slice(0, MOST_WORDS)))];
}

function keysOf(demographics: Partial<Demographics>): string[] {
  const keys = nameKeys(words(demographics));
  const digits = phoneDigits(demographics.phone ?? '');
  if (digits.length >= PHONE_TAIL) keys.push(`phone:${digits.slice(-PHONE_TAIL)}`);
  const identifier = identifierSigns(demographics.identifier ?? '');
  if (identifier.length > 2) keys.push(`id:${identifier}`);
  return keys;
}

function nameKeys(names: readonly string[]): string[] {
  if (names.length === 1) return names.flatMap(soundsOf).map((sound) => `name:${sound}`);
  return names.flatMap((first, index) =>
    names.slice(index + 1).flatMap((second) => pairKeys(soundsOf(first), soundsOf(second))),
  );
}

function pairKeys(firstSounds: readonly string[], secondSounds: readonly string[]): string[] {
  return firstSounds.flatMap((first) => secondSounds.map((second) => `name:${[first, second].sort().join('+')}`));
}

function yearKeys(demographics: Partial<Demographics>, years: readonly number[]): string[] {
  const sounds = words(demographics).flatMap(soundsOf);
  return years.flatMap((year) => sounds.map((sound) => `year:${year}+${sound}`));
}
