import { type ComponentType, createContext, useContext } from 'react';
import type { PatientId } from '../preload/api/ids.ts';
import type { PatientCard } from '../preload/api/patients.ts';

/** Shows a new card, to print or save it, and to hand the key over with it. */
export interface CardDialogProps {
  /** Null while it is being made. */
  readonly card: PatientCard | null;
  readonly patientId: PatientId;
  /** Whose key counts until this card is in hand: the hospital keeps one, or the patient has an older card. */
  readonly before: 'custody' | 'card';
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

/** Makes a card of the same key for the day the patient's own one is lost, or replaces the lost one. */
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
  readonly CardReader: ComponentType<CardReaderProps>;
  readonly PatientConsents: ComponentType<PatientConsentsProps>;
}

export const SlotsContext = createContext<Slots | null>(null);

export function useSlots(): Slots {
  const slots = useContext(SlotsContext);
  if (!slots) throw new Error('useSlots needs a SlotsContext above it');
  return slots;
}
