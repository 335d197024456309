import { readBirth } from './birth-input.ts';
import { EMPTY_FORM, type PatientForm } from './patient-form.ts';

/**
 * Turns what was typed into the search into the start of a form. `Aly, Mohammed 1984` has the family name before
 * the comma; without a comma the last word is the family name. A date and a telephone number go to their fields.
 */
export function readTypedPerson(typed: string, nowMs: number): PatientForm {
  const phone = /\+?\d[\d ()-]{6,}\d/.exec(typed)?.[0] ?? '';
  const words = typed.replace(phone, ' ').split(/\s+/).filter(Boolean);
  const birth = words.find((word) => /\d{4}/.test(word) && isBirth(word, nowMs)) ?? '';
  const named = words
    .filter((word) => word !== birth)
    .join(' ')
    .replace(/[\s,]+$/, '');
  return { ...EMPTY_FORM, ...readName(named), birth, phone: phone.trim() };
}

function isBirth(word: string, nowMs: number): boolean {
  const reading = readBirth(word, nowMs);
  return reading.ok && reading.birthDate !== null;
}

function readName(text: string): { family: string; given: string } {
  const comma = text.indexOf(',');
  if (comma !== -1) return { family: text.slice(0, comma).trim(), given: text.slice(comma + 1).trim() };
  const words = text.split(' ').filter(Boolean);
  return { family: words.at(-1) ?? '', given: words.slice(0, -1).join(' ') };
}
