import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { PatientCard, patients } from '../../../preload/api/patients.ts';
import { makeCard } from '../crypto/card.ts';
import { commitOperation } from '../operations/commit.ts';
import { findHospitalsOf, identityAt } from '../operations/patient-identity.ts';
import type { ReadableDb } from '../store/handles.ts';
import { countAudit } from '../store/queries/audit.ts';
import { getCustodyRoot, getPatientByRef, type Patient } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { endCustody } from './custody.ts';
import { hospitalNamed } from './hospitals.ts';
import { requirePatient, toSummary } from './patient-view.ts';
import { withCard } from './presented-card.ts';

type Patients = typeof patients;

/**
 * Makes a card of a key in custody. The key stays there: the card exists on a screen only, and what is lost with the
 * screen is made again.
 */
export async function issueCard(
  context: VaultContext,
  { patientId, pin }: ParsedArgsOf<Patients['issueCard']>,
): Promise<PatientCard> {
  const patient = requirePatient(context.db, patientId);
  const card = await makeCard(requireCustodyRoot(context.db, patient), pin, context.keys.cardSecret, context.random);
  const audit = { action: 'cardIssued', subject: cardSubject(patient, card.label), patientId } as const;
  commitOperation(context, { kind: 'patients.issueCard', patientId, audit }, (db) => {
    // The patient may have come with another card meanwhile: then this one is not made.
    requireCustodyRoot(db, patient);
  });
  return { ...card, hospitalName: context.policy.hospital.name, issuedAt: context.now(), issuedBy: context.user.name };
}

/** Somebody says that the card is in the patient's hand. */
export function handOver(context: VaultContext, { patientId, label }: ParsedArgsOf<Patients['handOver']>): null {
  const patient = requirePatient(context.db, patientId);
  const subject = cardSubject(patient, label);
  // What was not audited was not done: without such a row there is no card, and the key in custody is the only one.
  if (countAudit(context.db, patientId, 'cardIssued', subject) === 0) {
    throw new AppError('card.wrongPatient', 'No such card was made for this patient', { details: { patientId } });
  }
  endCustody(context, patient, subject);
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
