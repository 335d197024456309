/** First letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{Letter}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? '')].find((letter) => /\p{Letter}/u.test(letter)) ?? '')
    .join('')
    .toLocaleUpperCase('en');
}
