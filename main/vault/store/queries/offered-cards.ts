import type { PatientId, PatientRef } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** A card that was made for a patient: what is public of its key, and what is to happen when it is in hand. */
export interface OfferedCard {
  readonly patientId: PatientId;
  readonly label: string;
  /** Address of the card's key at this hospital. */
  readonly key: PatientRef;
  readonly sealPublicKey: Uint8Array;
  /** JSON array of signed key changes; null once a card of this patient, this one or another, is in hand. */
  readonly changes: string | null;
  /** 1: no key signed for it; it counts when the registry's wait is over. */
  readonly byRecovery: 0 | 1;
  readonly madeAt: number;
}

const COLUMNS = sql`
  patient_id AS patientId, label, key, seal_public_key AS sealPublicKey, changes, by_recovery AS byRecovery,
  made_at AS madeAt`;

export function insertOfferedCard(db: WritableDb, card: OfferedCard): void {
  db.run(sql`
    INSERT INTO offered_cards (patient_id, label, key, seal_public_key, changes, by_recovery, made_at)
    VALUES (${card.patientId}, ${card.label}, ${card.key}, ${card.sealPublicKey}, ${card.changes}, ${card.byRecovery},
      ${card.madeAt})`);
}

export function getOfferedCard(db: ReadableDb, patientId: PatientId, label: string): OfferedCard | undefined {
  return db.get(sql`SELECT ${COLUMNS} FROM offered_cards WHERE patient_id = ${patientId} AND label = ${label}`);
}

export function getOfferedCardByKey(db: ReadableDb, key: string): OfferedCard | undefined {
  return db.get(sql`SELECT ${COLUMNS} FROM offered_cards WHERE key = ${key}`);
}

/** The card is offered anew: what there was of it before says nothing any more. */
export function deleteOfferedCard(db: WritableDb, key: string): void {
  db.run(sql`DELETE FROM offered_cards WHERE key = ${key}`);
}

/** Cards that count when a wait is over, and did not yet. */
export function listCardsWaiting(db: ReadableDb): OfferedCard[] {
  return db.all(sql`SELECT ${COLUMNS} FROM offered_cards WHERE by_recovery = 1 AND changes IS NOT NULL`);
}

/** The recovery was stopped: the cards that waited for it never count. */
export function markCardsWaitingOver(db: WritableDb, patientId: PatientId): void {
  db.run(sql`UPDATE offered_cards SET changes = NULL WHERE patient_id = ${patientId} AND by_recovery = 1`);
}

/** One of them is in the patient's hand: what was signed in favour of the others is gone. */
export function markOffersOver(db: WritableDb, patientId: PatientId): void {
  db.run(sql`UPDATE offered_cards SET changes = NULL WHERE patient_id = ${patientId}`);
}
