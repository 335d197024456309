import type { AppError } from '../../../preload/api/errors.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PatientCard } from '../../../preload/api/patients.ts';
import { useCall } from '../../api/queries.ts';
import type { Face } from './card-face.tsx';
import { type CardOutput, useCardOutput } from './use-card-output.ts';

export interface CardDialogState extends CardOutput {
  readonly isHandingOver: boolean;
  /** It counts from here on. */
  readonly isInHand: boolean;
  /** Why the key was not handed over. */
  readonly keyError: AppError | null;
  /** The person says that the patient has the card. */
  readonly handOver: () => void;
}

/** Takes a card from the screen to the patient. Only a person can say that the patient has it. */
export function useCardDialog(
  card: PatientCard | null,
  face: Face | null,
  patientId: PatientId,
  onHandedOver: () => void,
): CardDialogState {
  const output = useCardOutput(card, face, patientId);
  const handing = useCall('patients.handOver');
  return {
    ...output,
    isHandingOver: handing.isPending,
    isInHand: handing.isSuccess,
    keyError: handing.error,
    handOver: () => {
      if (!card || output.place === 'screen' || handing.isPending) return;
      handing.mutate({ patientId, label: card.label }, { onSuccess: onHandedOver });
    },
  };
}
