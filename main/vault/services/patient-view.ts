import type { PatientSummary } from '../../../preload/api/patients.ts';

/** As lists and logs name a person, without a language. */
export function displayName({
  family,
  given,
  localName,
}: Pick<PatientSummary, 'family' | 'given' | 'localName'>): string {
  const latin = [given, family].filter(Boolean).join(' ');
  return latin || localName;
}
