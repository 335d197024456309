import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { Result } from '../../api/client.ts';
import { query } from '../../api/queries.ts';
import { useMay } from '../../may.ts';
import { useRouter } from '../../router.tsx';
import type { ShownError } from '../../ui/error-notice.tsx';

export interface SearchState {
  readonly text: string;
  readonly results: Result<'patients.search'>;
  /** Nothing was found for exactly this text. */
  readonly isEmpty: boolean;
  /** Index of the result Enter opens. */
  readonly active: number;
  readonly setText: (text: string) => void;
  readonly move: (step: 1 | -1) => void;
  readonly open: (patientId: PatientId) => void;
  /** Opens the chosen result; waits for the results where Enter was faster, as after a scan. */
  readonly openBest: (text?: string) => Promise<void>;
  readonly register: () => void;
  readonly error: ShownError | null;
}

export function useSearch(onDone: () => void): SearchState {
  const client = useQueryClient();
  const { go } = useRouter();
  const mayOpen = useMay('patients.get');
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const asked = text.trim();
  const found = useQuery({
    ...query('patients.search', { text: asked }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  const results = asked === '' ? [] : (found.data ?? []);

  const finish = (): void => {
    setText('');
    setActive(0);
    onDone();
  };
  const open = (patientId: PatientId): void => {
    if (!mayOpen) return;
    finish();
    go({ name: 'chart', patientId, tab: 'summary' });
  };

  return {
    text,
    results,
    error: asked === '' ? null : found.error,
    isEmpty: asked !== '' && !found.isPlaceholderData && found.data?.length === 0,
    active: Math.min(active, Math.max(0, results.length - 1)),
    setText: (next) => {
      setText(next);
      setActive(0);
    },
    move: (step) => setActive((at) => Math.min(Math.max(0, at + step), Math.max(0, results.length - 1))),
    open,
    openBest: async (scanned) => {
      const wanted = (scanned ?? text).trim();
      if (wanted === '') return;
      // A refusal is shown by the question on screen, which is the same one.
      const answers = await client.fetchQuery(query('patients.search', { text: wanted })).catch(() => []);
      // A scanned code must name one person; a typed text opens the one that is marked.
      const chosen = scanned === undefined ? answers[active] : answers.length === 1 ? answers[0] : undefined;
      if (chosen) open(chosen.patient.id);
    },
    register: () => {
      finish();
      go({ name: 'register', typed: asked });
    },
  };
}
