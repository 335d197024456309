import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { PatientCard, patients } from '../../../preload/api/patients.ts';
import { makeCard } from '../crypto/card.ts';
import { newPatientRoot } from '../crypto/patient-root.ts';
import { offerCard } from '../operations/card-claim.ts';
import { commitOperation } from '../operations/commit.ts';
import { signKeyChange } from '../operations/key-change.ts';
import { cardReplaced, findHospitalsOf, identityAt, keysAt } from '../operations/patient-identity.ts';
import { currentKeyOf } from '../operations/patient-keys.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getOfferedCard } from '../store/queries/offered-cards.ts';
import { getCustodyRoot, getPatientByRef, type Patient } from '../store/queries/patients.ts';
import { takeCard } from './card-owner.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';
import { requirePatient, toSummary } from './patient-view.ts';
import { withCard } from './presented-card.ts';

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
  const hospitalId = context.policy.hospital.id;
  const holder = identityAt(context, requireCustodyRoot(context.db, patient), hospitalId);
  const root = newPatientRoot(context.random);
  const card = await makeCard(root, pin, context.keys.cardSecret, context.random);
  const { key, sealPublicKey } = keysAt(context, root, hospitalId);
  root.fill(0);
  const audit = { action: 'cardIssued', subject: cardSubject(patient, card.label), patientId } as const;
  commitOperation(context, { kind: 'patients.issueCard', patientId, audit }, (db) => {
    // The patient may have come with another card meanwhile: then this one is not made.
    requireCustodyRoot(db, patient);
    const changes = [signKeyChange(context, db, holder, key)];
    offerCard(context, db, { patientId, label: card.label, key, sealPublicKey, changes });
  });
  return { ...card, hospitalName: context.policy.hospital.name, issuedAt: context.now(), issuedBy: context.user.name };
}

/** Somebody says that the card is in the patient's hand. */
export function handOver(context: VaultContext, { patientId, label }: ParsedArgsOf<Patients['handOver']>): null {
  const patient = requirePatient(context.db, patientId);
  const offer = getOfferedCard(context.db, patientId, label);
  if (!offer) {
    throw new AppError('card.wrongPatient', 'No such card was made for this patient', { details: { patientId } });
  }
  if (offer.changes) takeCard(context, patient, offer, cardSubject(patient, label));
  else if (currentKeyOf(context.db, patient.ref) !== offer.key) throw cardReplaced(null);
  return null;
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
