import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PossibleMatch } from '../../../preload/api/patients.ts';
import { query } from '../../api/queries.ts';
import { knownSoFar, type PatientForm } from './patient-form.ts';

/** From this score on a person must be opened, or called another one with a reason. The vault asks the same. */
export const STRONG_SCORE = 70;

const LOOK_UP_PAUSE_MS = 200;

export interface Matches {
  readonly list: readonly PossibleMatch[];
  /** The match Enter opens, null where nobody is that alike. */
  readonly marked: PossibleMatch | null;
  readonly hasStrong: boolean;
  readonly move: (step: 1 | -1) => void;
}

/** People who may be the one being registered, looked up while typing. `self`: that one, once they are registered. */
export function useMatches(form: PatientForm, self: PatientId | null): Matches {
  const [settled] = useDebouncedValue(form, LOOK_UP_PAUSE_MS);
  const [index, setIndex] = useState(0);
  const known = knownSoFar(settled, Date.now());
  const found = useQuery({
    ...query('patients.findMatches', { demographics: known ?? {} }),
    enabled: known !== null,
    placeholderData: keepPreviousData,
  });
  const list = known === null ? [] : (found.data ?? []).filter(({ patient }) => patient.id !== self);
  const hasStrong = list.some((match) => match.score >= STRONG_SCORE);
  const at = Math.min(index, Math.max(0, list.length - 1));
  return {
    list,
    marked: list[at] ?? null,
    hasStrong,
    move: (step) => setIndex(Math.min(Math.max(0, at + step), Math.max(0, list.length - 1))),
  };
}
