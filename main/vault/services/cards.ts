import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { CardKind, PatientCard, patients } from '../../../preload/api/patients.ts';
import { type Card, makeCard } from '../crypto/card.ts';
import { newPatientRoot } from '../crypto/patient-root.ts';
import { isClaimable, offerCard } from '../operations/card-claim.ts';
import { commitOperation } from '../operations/commit.ts';
import { type SignedKeyChange, signKeyChange } from '../operations/key-change.ts';
import { cardReplaced, findHospitalsOf, identityAt, keysAt } from '../operations/patient-identity.ts';
import { currentKeyOf } from '../operations/patient-keys.ts';
import { proposeRecovery } from '../operations/recoveries.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getOfferedCard, type OfferedCard } from '../store/queries/offered-cards.ts';
import { getCustodyRoot, getPatientByRef, type Patient } from '../store/queries/patients.ts';
import { isProposedHere } from '../store/queries/recoveries.ts';
import { takeCard } from './card-owner.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';
import { requirePatient, toSummary } from './patient-view.ts';
import { requireIdentity, withCard } from './presented-card.ts';

type Patients = typeof patients;

/**
 * Makes a card of a new key, which lies nowhere but on it. The key in custody signs that this one may take its place,
 * and goes on counting until the card is in the patient's hand: what is lost with the screen is made again.
 */
export async function issueCard(
  context: VaultContext,
  { patientId, pin }: ParsedArgsOf<Patients['issueCard']>,
): Promise<PatientCard> {
  const patient = requirePatient(context.db, patientId);
  const custodyRoot = requireCustodyRoot(context.db, patient);
  return await offerNewCard(context, patient, {
    pin,
    changes: (db, root) => {
      // The patient may have come with another card meanwhile: then this one is not made.
      requireCustodyRoot(db, patient);
      return changesEverywhere(context, db, custodyRoot, root);
    },
  });
}

/**
 * S17: likewise for a patient who comes with the recovery card, or with the card that is to be replaced. The key on it
 * signs for every hospital at once.
 */
export async function replaceCard(
  context: VaultContext,
  { patientId, code, pinOrPhrase, pin }: ParsedArgsOf<Patients['replaceCard']>,
): Promise<PatientCard> {
  const patient = requirePatient(context.db, patientId);
  return await withCard(context, { code, pin: pinOrPhrase }, async (oldRoot) => {
    const requireOwner = () => requireIdentity(context, oldRoot, context.policy.hospital.id, patient.ref);
    requireOwner();
    return await offerNewCard(context, patient, {
      pin,
      changes: (db, root) => {
        requireOwner();
        return changesEverywhere(context, db, oldRoot, root);
      },
    });
  });
}

function changesEverywhere(context: VaultContext, db: ReadableDb, from: Uint8Array, to: Uint8Array): SignedKeyChange[] {
  const places = [context.policy.hospital.id, ...findHospitalsOf(context, from).map(({ hospitalId }) => hospitalId)];
  return places.map((place) =>
    signKeyChange(context, db, identityAt(context, from, place), keysAt(context, to, place).key),
  );
}

interface CardOffer {
  readonly pin: string;
  /** What the key before signs in favour of the new root's, in the transaction of the operation; null: nobody can. */
  readonly changes: (db: ReadableDb, root: Uint8Array) => readonly SignedKeyChange[] | null;
  /** Why it is made, for the audit. */
  readonly reason?: string;
}

/** A card of a new key, which is in memory for as long as that takes. */
export async function offerNewCard(context: VaultContext, patient: Patient, offer: CardOffer): Promise<PatientCard> {
  const { id: patientId } = patient;
  const root = newPatientRoot(context.random);
  try {
    const card = await makeCard(root, offer.pin, context.keys.cardSecret, context.random);
    const subject = [cardSubject(patient, card.label), offer.reason].filter(Boolean).join(' · ');
    const audit = { action: 'cardIssued', subject, patientId } as const;
    commitOperation(context, { kind: 'patients.offerCard', patientId, audit }, (db) => {
      const changes = offer.changes(db, root);
      const { key, sealPublicKey } = keysAt(context, root, context.policy.hospital.id);
      offerCard(context, db, { patientId, label: card.label, key, sealPublicKey, changes });
    });
    return issued(context, 'daily', card);
  } finally {
    root.fill(0);
  }
}

/** The key of the card that is presented, once more. */
export async function makeRecoveryCard(
  context: VaultContext,
  { patientId, code, pin, phrase }: ParsedArgsOf<Patients['makeRecoveryCard']>,
): Promise<PatientCard> {
  const patient = requirePatient(context.db, patientId);
  const card = await withCard(context, { code, pin }, async (root) => {
    requireIdentity(context, root, context.policy.hospital.id, patient.ref);
    return await makeCard(root, phrase, context.keys.cardSecret, context.random);
  });
  const audit = { action: 'recoveryCardIssued', subject: cardSubject(patient, card.label), patientId } as const;
  commitOperation(context, { kind: 'patients.makeRecoveryCard', patientId, audit }, () => undefined);
  return issued(context, 'recovery', card);
}

function issued({ policy, user, now }: VaultContext, kind: CardKind, card: Card): PatientCard {
  return { ...card, kind, hospitalName: policy.hospital.name, issuedAt: now(), issuedBy: user.name };
}

/** Somebody says that the card is in the patient's hand. */
export function handOver(context: VaultContext, { patientId, label }: ParsedArgsOf<Patients['handOver']>): null {
  const patient = requirePatient(context.db, patientId);
  const offer = getOfferedCard(context.db, patientId, label);
  if (!offer) {
    throw new AppError('card.wrongPatient', 'No such card was made for this patient', { details: { patientId } });
  }
  const subject = cardSubject(patient, label);
  if (offer.changes && offer.byRecovery) startWaiting(context, patient, offer, subject);
  else if (offer.changes && isClaimable(context.db, patient, offer)) takeCard(context, patient, offer, subject);
  else if (currentKeyOf(context.db, patient.ref) !== offer.key) throw cardReplaced(null);
  return null;
}

/** A key that nobody signed for waits in the registry, from the moment its card is in hand. */
function startWaiting(context: VaultContext, patient: Patient, offer: OfferedCard, subject: string): void {
  const { id: patientId } = patient;
  if (isProposedHere(context.db, patientId, offer.key)) return;
  const audit = { action: 'recoveryProposed', subject, patientId } as const;
  commitOperation(context, { kind: 'patients.proposeRecovery', patientId, audit, changes: ['patients'] }, (db) =>
    proposeRecovery(context, db, patient, offer.key),
  );
}

/** Who stands at the desk. The key is in memory for the moment of asking and nowhere afterwards. */
export function identify(
  context: VaultContext,
  card: ParsedArgsOf<Patients['identify']>,
): Promise<ResultOf<Patients['identify']>> {
  return withCard(context, card, (root) => {
    const patient = getPatientByRef(context.db, identityAt(context, root, context.policy.hospital.id).ref);
    const knownAt = findHospitalsOf(context, root).map(({ hospitalId }) => hospitalNamed(context.policy, hospitalId));
    const patientId = patient?.id ?? null;
    const audit = { action: 'cardPresented', subject: patient?.mrn ?? '', patientId } as const;
    commitOperation(context, { kind: 'patients.identify', patientId, audit }, () => undefined);
    return { patient: patient ? toSummary(patient) : null, knownAt };
  });
}

function requireCustodyRoot(db: ReadableDb, { id: patientId }: Patient): Uint8Array {
  const root = getCustodyRoot(db, patientId);
  if (!root) throw new AppError('card.notInCustody', 'The patient holds the key already', { details: { patientId } });
  return root;
}

function cardSubject({ mrn }: Patient, label: string): string {
  return `${mrn} · ${label}`;
}
