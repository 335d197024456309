import { AppError } from '../../../preload/api/errors.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { NamedPatient, PatientSummary, PatientView } from '../../../preload/api/patients.ts';
import type { RecordLine } from '../../../preload/api/records.ts';
import { isInForce } from '../operations/grant-standing.ts';
import { recoveryOf } from '../operations/recoveries.ts';
import { leastCertain } from '../operations/sync-state.ts';
import type { ReadableDb } from '../store/handles.ts';
import { listGrantsOfPatient } from '../store/queries/grants.ts';
import { listOutboxStatesOfPatient } from '../store/queries/outbox.ts';
import { getPatient, type Patient } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';

export function requirePatient(db: ReadableDb, id: PatientId): Patient {
  const patient = getPatient(db, id);
  if (!patient) throw new AppError('patient.notFound', 'There is no such patient here', { details: { patientId: id } });
  return patient;
}

/** As the audit names a person, without a language. */
export function displayName({
  family,
  given,
  localName,
}: Pick<PatientSummary, 'family' | 'given' | 'localName'>): string {
  const latin = [given, family].filter(Boolean).join(' ');
  return latin || localName;
}

export function toNamed({ id, mrn, family, given }: NamedPatient): NamedPatient {
  return { id, mrn, family, given };
}

export function toSummary(patient: Patient): PatientSummary {
  const { id, mrn, family, given, localName, sex, birthDate, phone } = patient;
  return { id, mrn, family, given, localName, sex, birthDate, phone };
}

/** The banner. `allergies` are the lines of the chart, own and shared ones alike. */
export function toView(context: VaultContext, patient: Patient, allergies: readonly RecordLine[]): PatientView {
  const { id, version, keyState, registeredAt, registeredBy } = patient;
  const { family, given, localName, sex, birthDate, phone, identifier, nextOfKin, address } = patient;
  const demographics = { family, given, localName, sex, birthDate, phone, identifier, nextOfKin, address };
  return {
    ...toSummary(patient),
    demographics,
    version,
    keyState,
    recovery: recoveryOf(context.db, patient),
    state: leastCertain(listOutboxStatesOfPatient(context.db, id)),
    allergies: allergies.filter((line) => line.current).map((line) => line.title),
    activeConsents: listGrantsOfPatient(context.db, id).filter((grant) => isInForce(context, context.db, grant)).length,
    registeredAt,
    registeredBy,
  };
}
