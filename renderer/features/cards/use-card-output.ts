import { useState } from 'react';
import type { AppError } from '../../../preload/api/errors.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PatientCard } from '../../../preload/api/patients.ts';
import { asAppError, call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { cardPng, type Face } from './card-face.tsx';

export interface CardOutput {
  /** Where the card is besides this screen: nowhere yet, with the printer, or in a file. */
  readonly place: 'screen' | 'printer' | 'file';
  /** Why it could not be printed or saved. */
  readonly outputError: AppError | null;
  /** Why it is not in the audit that it was printed. */
  readonly noteError: AppError | null;
  readonly print: () => void;
  readonly save: () => void;
}

/** Takes a card from the screen to paper or to a file. A printer says no more than that it took the job. */
export function useCardOutput(card: PatientCard | null, face: Face | null, patientId: PatientId): CardOutput {
  const [place, setPlace] = useState<CardOutput['place']>('screen');
  const [outputError, setOutputError] = useState<AppError | null>(null);
  const note = useCall('audit.printed');

  const attempt = async (action: (made: PatientCard, shown: Face) => Promise<void>) => {
    if (!card || !face) return;
    setOutputError(null);
    try {
      await action(card, face);
    } catch (failure) {
      setOutputError(asAppError(failure));
    }
  };
  const print = async ({ kind }: PatientCard) => {
    if (!(await call('files.print', {}))) return;
    setPlace('printer');
    note.mutate({ patientId, what: kind === 'recovery' ? 'recoveryCard' : 'card' });
  };
  const save = async ({ label }: PatientCard, shown: Face) => {
    const png = await cardPng(shown);
    if (await call('files.saveImage', { suggestedName: `${label}.png`, png })) setPlace('file');
  };
  return {
    place,
    outputError,
    noteError: note.error,
    print: () => void attempt(print),
    save: () => void attempt(save),
  };
}
