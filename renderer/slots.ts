import { type ComponentType, createContext, useContext } from 'react';
import type { PatientId } from '../preload/api/ids.ts';
import type { PatientCard } from '../preload/api/patients.ts';

/** Shows a new card, to print or save it, and to hand the key over with it. */
export interface CardDialogProps {
  /** Null while it is being made. */
  readonly card: PatientCard | null;
  readonly patientId: PatientId;
  /**
   * Whose key counts until this card does: the hospital keeps one, or the patient has an older card; in a recovery the
   * registry makes it wait after that.
   */
  readonly before: 'custody' | 'card' | 'recovery';
  readonly onClose: () => void;
}

/** Reads a card: a scanner types into it, or an image of the card is chosen or dropped. */
export interface CardReaderProps {
  readonly label: string;
  /** The code as read; empty until then. */
  readonly code: string;
  readonly onRead: (code: string) => void;
  readonly autoFocus?: boolean;
  /** For a view that is turned to the patient. */
  readonly large?: boolean;
}

/** Makes a card of a key in hospital custody: PIN twice, then the card. */
export interface IssueCardProps {
  readonly patientId: PatientId;
  readonly onClose: () => void;
}

/**
 * What is done about a patient's own card: another one of the same key for the day it is lost, one in its place, one
 * without it, and the end of that.
 */
export interface OwnCardProps {
  readonly patientId: PatientId;
  readonly onClose: () => void;
}

/** The consents of one patient, as a tab of the chart. */
export interface PatientConsentsProps {
  readonly patientId: PatientId;
}

/**
 * Parts of one feature that another one shows. Features never import each other: `app.tsx`, which knows them all,
 * fills these.
 */
export interface Slots {
  readonly CardDialog: ComponentType<CardDialogProps>;
  readonly IssueCard: ComponentType<IssueCardProps>;
  readonly RecoveryCard: ComponentType<OwnCardProps>;
  readonly ReplaceCard: ComponentType<OwnCardProps>;
  readonly RecoverKey: ComponentType<OwnCardProps>;
  readonly StopRecovery: ComponentType<OwnCardProps>;
  readonly CardReader: ComponentType<CardReaderProps>;
  readonly PatientConsents: ComponentType<PatientConsentsProps>;
}

export const SlotsContext = createContext<Slots | null>(null);

export function useSlots(): Slots {
  const slots = useContext(SlotsContext);
  if (!slots) throw new Error('useSlots needs a SlotsContext above it');
  return slots;
}
