import doubleMetaphone from 'talisman/phonetics/double-metaphone.js';

/** The words of a name as they are compared: lower case, without accents, apostrophes and hyphens inside words. */
export function nameWords(...names: readonly string[]): string[] {
  return names.flatMap((name) => plain(name).split(/[^\p{L}\p{N}]+/u)).filter(Boolean);
}

/** Lower case without accents; letters that do not decompose are written as they are transliterated in passports. */
export function plain(text: string): string {
  const lower = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return lower.replaceAll(/[ßæœøłđðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter).replaceAll(/['’ʼ`]/g, '');
}

const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** What a word sounds like, one code or two. A word in another script than Latin sounds like itself. */
export function soundsOf(word: string): string[] {
  const codes = new Set(doubleMetaphone(word).filter(Boolean));
  return codes.size > 0 ? [...codes] : [word];
}

/** Digits only: `+351 912 345 678` and `(912) 345-678` end alike. */
export function phoneDigits(phone: string): string {
  return phone.replaceAll(/\D/g, '');
}

/** Letters and digits only, upper case: how an identity document's number is compared. */
export function identifierSigns(identifier: string): string {
  return identifier
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
