import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { PatientCard, patients } from '../../../preload/api/patients.ts';
import { makeCard, openCard } from '../crypto/card.ts';
import { commitOperation } from '../operations/commit.ts';
import { findHospitalsOf, identityAt } from '../operations/patient-identity.ts';
import { getCustodyRoot, getPatientByRef, markKeyHandedOver } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';
import { requirePatient, toSummary } from './patient-view.ts';

type Patients = typeof patients;

/** Hands a key in custody over: afterwards only the card opens what the patient alone may open. */
export async function issueCard(
  context: VaultContext,
  { patientId, pin }: ParsedArgsOf<Patients['issueCard']>,
): Promise<PatientCard> {
  const patient = requirePatient(context.db, patientId);
  const root = getCustodyRoot(context.db, patientId);
  if (!root) throw new AppError('card.notInCustody', 'The patient holds the key already', { details: { patientId } });
  const card = await makeCard(root, pin, context.keys.cardSecret, context.random);
  const audit = { action: 'cardIssued', subject: patient.mrn, patientId } as const;
  commitOperation(context, { kind: 'patients.issueCard', patientId, audit, changes: ['patients'] }, (db) => {
    if (!getCustodyRoot(db, patientId)) throw new AppError('card.notInCustody', 'The patient holds the key already');
    markKeyHandedOver(db, patientId);
  });
  return { ...card, hospitalName: context.policy.hospital.name, issuedAt: context.now(), issuedBy: context.user.name };
}

/** Who stands at the desk. The key is in memory for the moment of asking and nowhere afterwards. */
export async function identify(
  context: VaultContext,
  { code, pin }: ParsedArgsOf<Patients['identify']>,
): Promise<ResultOf<Patients['identify']>> {
  const root = await openCard(code, pin, context.keys.cardSecret);
  const patient = getPatientByRef(context.db, identityAt(context, root, context.policy.hospital.id).ref);
  const knownAt = findHospitalsOf(context, root).map(({ hospitalId }) => hospitalNamed(context.policy, hospitalId));
  const patientId = patient?.id ?? null;
  const audit = { action: 'cardPresented', subject: patient?.mrn ?? '', patientId } as const;
  commitOperation(context, { kind: 'patients.identify', patientId, audit }, () => undefined);
  return { patient: patient ? toSummary(patient) : null, knownAt };
}
