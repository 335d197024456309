import { useTranslation } from 'react-i18next';
import type { RecordLine } from '../../preload/api/records.ts';

/** Words of the catalogue under `chart.vital.<name>`, by the LOINC codes that mean exactly that. */
const BY_LOINC = {
  '85354-9': 'bloodPressure',
  '55284-4': 'bloodPressure',
  '8480-6': 'first',
  '8462-4': 'second',
  '8867-4': 'heartRate',
  '9279-1': 'respiratoryRate',
  '8310-5': 'temperature',
  '2708-6': 'oxygenSaturation',
  '59408-5': 'oxygenSaturation',
  '29463-7': 'weight',
  '8302-2': 'height',
  '15074-8': 'glucose',
} as const;
export type ObservationWord = (typeof BY_LOINC)[keyof typeof BY_LOINC];

/** Null for a code that has no word here: what was stored is shown. */
export function observationWord(loinc: string | null): ObservationWord | null {
  const words: Readonly<Record<string, ObservationWord>> = BY_LOINC;
  return loinc !== null && Object.hasOwn(words, loinc) ? (words[loinc] ?? null) : null;
}

/**
 * What a list calls a record in the language on screen: a coded measurement by its code, since its text was stored in
 * the language of whoever wrote it, and anything else in the words of the record.
 */
export function useRecordTitle(): (line: Pick<RecordLine, 'resourceType' | 'code' | 'title'>) => string {
  const { t } = useTranslation('chart');
  return ({ resourceType, code, title }) => {
    const word = resourceType === 'Observation' ? observationWord(code) : null;
    return word ? t(`vital.${word}`) : title;
  };
}
