/** Who the story is about; invented. */
export const PATIENT = {
  family: 'Aly',
  given: 'Mohammed',
  age: 'about 42 years',
  /** As the ward writes it. */
  banner: 'ALY, Mohammed',
} as const;

export const PIN = '493817';
export const CARD_PICTURE = 'card.png';
