declare module 'talisman/phonetics/double-metaphone.js' {
  /** The two codes of Lawrence Philips' algorithm for a word in Latin letters; empty strings for other scripts. */
  export default function doubleMetaphone(word: string): [primary: string, secondary: string];
}

declare module 'talisman/metrics/jaro-winkler.js' {
  /** 0 (nothing in common) to 1 (equal). */
  export default function jaroWinkler(one: string, other: string): number;
}
