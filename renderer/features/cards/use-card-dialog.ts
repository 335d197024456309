import { useState } from 'react';
import type { AppError } from '../../../preload/api/errors.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PatientCard } from '../../../preload/api/patients.ts';
import { asAppError, call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';

export interface CardDialogState {
  /** Where the card is besides this screen: nowhere yet, with the printer, or in a file. */
  readonly place: 'screen' | 'printer' | 'file';
  /** Why it could not be printed or saved. */
  readonly outputError: AppError | null;
  /** Why it is not in the audit that it was printed. */
  readonly noteError: AppError | null;
  readonly isHandingOver: boolean;
  /** Why the key was not handed over. */
  readonly keyError: AppError | null;
  readonly print: () => void;
  readonly save: () => void;
  /** The person says that the patient has the card. */
  readonly handOver: () => void;
}

/**
 * Takes a card from the screen to the patient. A printer says no more than that it took the job, and a file is not in
 * anybody's hand: only a person can say that the patient has the card.
 */
export function useCardDialog(
  card: PatientCard | null,
  patientId: PatientId,
  actions: { toPng: () => Promise<Uint8Array<ArrayBuffer>>; onHandedOver: () => void },
): CardDialogState {
  const [place, setPlace] = useState<CardDialogState['place']>('screen');
  const [outputError, setOutputError] = useState<AppError | null>(null);
  const note = useCall('audit.printed');
  const handing = useCall('patients.handOver');

  const attempt = async (action: (made: PatientCard) => Promise<void>) => {
    if (!card) return;
    setOutputError(null);
    try {
      await action(card);
    } catch (failure) {
      setOutputError(asAppError(failure));
    }
  };
  const print = async () => {
    if (!(await call('files.print', {}))) return;
    setPlace('printer');
    note.mutate({ patientId, what: 'card' });
  };
  const save = async ({ label }: PatientCard) => {
    const png = await actions.toPng();
    if (await call('files.saveImage', { suggestedName: `${label}.png`, png })) setPlace('file');
  };

  return {
    place,
    outputError,
    noteError: note.error,
    isHandingOver: handing.isPending,
    keyError: handing.error,
    print: () => void attempt(print),
    save: () => void attempt(save),
    handOver: () => {
      if (!card || place === 'screen' || handing.isPending) return;
      handing.mutate({ patientId, label: card.label }, { onSuccess: actions.onHandedOver });
    },
  };
}
