import type { RecoveryView } from '../../../preload/api/patients.ts';
import type { VaultContext } from '../services/context.ts';
import { requirePatient } from '../services/patient-view.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import { getChainCursor } from '../store/queries/chain-cursor.ts';
import { listCardsWaiting, type OfferedCard } from '../store/queries/offered-cards.ts';
import type { Patient } from '../store/queries/patients.ts';
import {
  getPendingRecovery,
  isEndOpen,
  isProposalLogged,
  isProposalOpen,
  isStopOnTheWay,
  type PendingRecovery,
} from '../store/queries/recoveries.ts';
import { BY_SYNC } from './by-sync.ts';
import { claimCard } from './card-claim.ts';
import { commitOperation } from './commit.ts';
import { enqueue } from './outbox-entry.ts';
import { currentKeyOf } from './patient-keys.ts';

/** The registry is asked to let a key wait that nobody's old one signed for (KEY9). */
export function proposeRecovery(context: VaultContext, db: WritableDb, patient: Patient, key: string): void {
  const intent = { kind: 'proposeRecovery', args: { patient: patient.ref, key } } as const;
  enqueue(context, db, { kind: 'recovery', patientId: patient.id, title: patient.mrn, intent });
}

/** Whether a new key waits, and how long. */
export function recoveryOf(db: ReadableDb, { id, ref }: Patient): RecoveryView | null {
  const pending = getPendingRecovery(db, ref);
  if (!pending) return isProposalOpen(db, id) ? { state: 'announced', readyAt: null } : null;
  const readyAt = pending.readyAt * 1000;
  if (isStopOnTheWay(db, id, pending)) return { state: 'stopping', readyAt };
  return { state: isOver(db, pending.readyAt) ? 'ending' : 'waiting', readyAt };
}

/** Whether this key was proposed and waits no longer: another came before it, or somebody stopped it elsewhere. */
export function isOvertaken(db: ReadableDb, { id, ref }: Patient, key: string): boolean {
  const isWaiting = getPendingRecovery(db, ref)?.key === key || isProposalOpen(db, id, key);
  return !isWaiting && isProposalLogged(db, ref, key);
}

/**
 * Takes recoveries of this desk on, by the log and the chain's clock alone: one whose wait is over is finished, and one
 * that is finished is as if its card had just been handed over. Returns whether anything was done.
 */
export function advanceRecoveries(context: VaultContext): boolean {
  const { db } = context;
  let isAdvanced = false;
  for (const card of listCardsWaiting(db)) {
    const patient = requirePatient(db, card.patientId);
    const pending = getPendingRecovery(db, patient.ref);
    if (currentKeyOf(db, patient.ref) === card.key) finish(context, patient, card);
    else if (pending?.key === card.key && isToBeEnded(db, patient, pending)) end(context, patient, pending);
    else continue;
    isAdvanced = true;
  }
  return isAdvanced;
}

/** What was refused of an earlier recovery says nothing of this one. */
function isToBeEnded(db: ReadableDb, { id }: Patient, pending: PendingRecovery): boolean {
  return isOver(db, pending.readyAt) && !isEndOpen(db, id, pending) && !isStopOnTheWay(db, id, pending);
}

/** As the newest block has it: the next one is no earlier. */
function isOver(db: ReadableDb, readyAt: number): boolean {
  return (getChainCursor(db)?.blockTime ?? 0) >= readyAt;
}

function end(context: VaultContext, { id: patientId, ref, mrn }: Patient, pending: PendingRecovery): void {
  const intent = { kind: 'finishRecovery', args: { patient: ref, ...pending } } as const;
  context.db.transaction((db) => enqueue(context, db, { kind: 'recoveryEnd', patientId, title: mrn, intent }));
}

function finish(context: VaultContext, patient: Patient, card: OfferedCard): void {
  const { id: patientId, mrn } = patient;
  const audit = { action: 'keyChanged', subject: `${mrn} · ${card.label}`, patientId, ...BY_SYNC } as const;
  commitOperation(context, { kind: 'patients.recovered', patientId, audit, changes: ['patients'] }, (db) =>
    claimCard(context, db, patient, card),
  );
}
