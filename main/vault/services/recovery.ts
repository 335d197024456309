import type { ParsedArgsOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { PatientCard, patients } from '../../../preload/api/patients.ts';
import { signRecoveryCancellation } from '../../registry/typed-data.ts';
import { openCard, readLabel } from '../crypto/card.ts';
import type { PatientIdentity } from '../crypto/patient-root.ts';
import { offerCard } from '../operations/card-claim.ts';
import { commitOperation } from '../operations/commit.ts';
import { enqueue } from '../operations/outbox-entry.ts';
import { cardReplaced, identityAt, refuseReplacedElsewhere } from '../operations/patient-identity.ts';
import { findKeyOwner } from '../operations/patient-keys.ts';
import { isOvertaken, proposeRecovery } from '../operations/recoveries.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import {
  deleteOfferedCard,
  getOfferedCardByKey,
  markCardsWaitingOver,
  type OfferedCard,
} from '../store/queries/offered-cards.ts';
import type { Patient } from '../store/queries/patients.ts';
import {
  deleteUnsentProposals,
  getPendingRecovery,
  isProposalOpen,
  isStopOnTheWay,
} from '../store/queries/recoveries.ts';
import { noteRefused } from './card-owner.ts';
import { offerNewCard } from './cards.ts';
import type { VaultContext } from './context.ts';
import { requirePatient } from './patient-view.ts';
import { type PresentedCard, requireIdentity, withCard } from './presented-card.ts';

type Patients = typeof patients;

/**
 * KEY9: a card for a patient who has nothing left to open the key with. Nobody signs for it: the registry makes it wait,
 * and whoever has the old card can stop it. Who decides that this is the patient, and why, is in the audit.
 */
export async function recoverKey(
  context: VaultContext,
  args: ParsedArgsOf<Patients['recoverKey']>,
): Promise<PatientCard | null> {
  const { patientId, code, pin, reason } = args;
  const patient = requireCardHolder(context, patientId);
  if (code === null) return await offerNewCard(context, patient, { pin, changes: () => null, reason });
  await proposeCardOfElsewhere(context, patient, { code, pin }, reason);
  return null;
}

/** One person, one card: what another hospital gave the patient since is to count here too. */
async function proposeCardOfElsewhere(
  context: VaultContext,
  patient: Patient,
  { code, pin }: PresentedCard,
  reason: string,
): Promise<void> {
  const { cardSecret } = context.keys;
  const { id: patientId, mrn } = patient;
  const root = await openCard(code, pin, cardSecret);
  try {
    const { key, sealPublicKey } = requireNobodys(context, root, patientId);
    const label = readLabel(code, cardSecret);
    const audit = { action: 'recoveryProposed', subject: `${mrn} · ${label} · ${reason}`, patientId } as const;
    commitOperation(context, { kind: 'patients.proposeRecovery', patientId, audit, changes: ['patients'] }, (db) => {
      deleteOfferedCard(db, key);
      offerCard(context, db, { patientId, label, key, sealPublicKey, changes: null });
      proposeRecovery(context, db, patient, key);
    });
  } catch (error) {
    noteRefused(context, root, error);
    throw error;
  } finally {
    root.fill(0);
  }
}

/**
 * The keys of a card that is nobody's here: `card.wrongPatient` where it is somebody's or may become so, `card.replaced`
 * where it opens nothing any more. One whose recovery was stopped or overtaken may be proposed anew.
 */
function requireNobodys(context: VaultContext, root: Uint8Array, patientId: Patient['id']): PatientIdentity {
  const { db, policy } = context;
  const keys = identityAt(context, root, policy.hospital.id);
  refuseReplacedElsewhere(context, root);
  const offer = getOfferedCardByKey(db, keys.key);
  if (findKeyOwner(context, keys.key, policy.hospital.id) || (offer && !isOver(db, offer))) {
    throw new AppError('card.wrongPatient', 'This card is somebody here already', { details: { patientId } });
  }
  if (offer && !offer.byRecovery) throw cardReplaced(null);
  return keys;
}

function isOver(db: ReadableDb, { changes, byRecovery, patientId, key }: OfferedCard): boolean {
  return changes === null || (byRecovery === 1 && isOvertaken(db, requirePatient(db, patientId), key));
}

/** Somebody comes with the old card, which was not lost: what was proposed is over. */
export async function stopRecovery(
  context: VaultContext,
  { patientId, code, pin }: ParsedArgsOf<Patients['stopRecovery']>,
): Promise<null> {
  const patient = requirePatient(context.db, patientId);
  const { chainId, registry } = context.policy.chain;
  await withCard(context, { code, pin }, (root) => {
    const { signingKey } = requireIdentity(context, root, context.policy.hospital.id, patient.ref);
    const audit = [
      { action: 'cardPresented', subject: patient.mrn, patientId },
      { action: 'recoveryStopped', subject: patient.mrn, patientId },
    ] as const;
    commitOperation(context, { kind: 'patients.stopRecovery', patientId, audit, changes: ['patients'] }, (db) => {
      const pending = requirePending(db, patient);
      if (!pending) return;
      const cancellation = { patient: patient.ref, ...pending };
      const signature = signRecoveryCancellation({ chainId, registry }, cancellation, signingKey);
      const intent = { kind: 'cancelRecovery', args: { cancellation, signature } } as const;
      enqueue(context, db, { lane: 0, kind: 'recoveryStop', patientId, title: patient.mrn, intent });
    });
  });
  return null;
}

/** Null where it had not left yet, and now never does. Refuses what there is nothing to sign for. */
function requirePending(db: WritableDb, { id, ref }: Patient) {
  const hasTakenBack = deleteUnsentProposals(db, id);
  const pending = getPendingRecovery(db, ref);
  if (!pending && isProposalOpen(db, id)) {
    throw new AppError('recovery.onTheWay', 'The registry has not said yet when the new key may count');
  }
  if (pending ? isStopOnTheWay(db, id, pending) : !hasTakenBack) {
    throw new AppError('recovery.none', 'No new key waits for this patient', { details: { patientId: id } });
  }
  markCardsWaitingOver(db, id);
  return pending ?? null;
}

function requireCardHolder({ db }: VaultContext, patientId: Patient['id']): Patient {
  const patient = requirePatient(db, patientId);
  if (patient.keyState === 'card') return patient;
  throw new AppError('recovery.none', 'The hospital keeps the key: a card can be made at once', {
    details: { patientId },
  });
}
