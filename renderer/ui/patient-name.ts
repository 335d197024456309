/** The parts of a person's name that lists show. */
export interface NameParts {
  readonly family: string;
  readonly given: string;
}

/** As the ward writes it: `IBRAHIM, Mariam`. Scripts without capitals stay as they are. */
export function patientName({ family, given }: NameParts): string {
  const written = family.toLocaleUpperCase('en');
  return given === '' ? written : `${written}, ${given}`;
}
