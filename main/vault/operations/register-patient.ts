import { type PatientId, RecordId } from '../../../preload/api/ids.ts';
import type { Demographics, KeyState } from '../../../preload/api/patients.ts';
import type { PatientOrigin } from '../exchange/patient-resource.ts';
import type { VaultContext } from '../services/context.ts';
import { storedMatchKeys } from '../services/match-keys.ts';
import { searchableText } from '../services/search-terms.ts';
import type { WritableDb } from '../store/handles.ts';
import { advanceCounter } from '../store/queries/counters.ts';
import { replaceMatchKeys } from '../store/queries/patient-match-keys.ts';
import { replaceSearchableText } from '../store/queries/patient-search.ts';
import { insertPatient, type Patient, requirePatientRowid } from '../store/queries/patients.ts';
import { currentEpoch, startFirstEpoch } from './epochs.ts';
import { newUuid } from './new-id.ts';
import { enqueue } from './outbox-entry.ts';
import { keysAt } from './patient-identity.ts';
import { writeRecord } from './write-record.ts';

export interface NewPatient {
  readonly id: PatientId;
  /** Id of the demographics record, where other records of the same import already refer to it. */
  readonly recordId?: RecordId;
  readonly demographics: Demographics;
  /** The patient's secret. Kept here only under hospital custody (KEY5). */
  readonly root: Uint8Array;
  readonly keyState: KeyState;
  /** The FHIR Patient as JSON text; its id and MRN are given here. */
  readonly resource: (origin: PatientOrigin) => string;
  readonly importKey?: string | null;
}

/**
 * Everything a new patient begins with, in the transaction of the operation: MRN, search index, the key of the first
 * epoch, the registration the chain is owed, and the record of category demographics.
 */
export function registerPatient(context: VaultContext, db: WritableDb, registered: NewPatient): Patient {
  const { policy, user, now } = context;
  const { id, demographics, root, keyState, resource, importKey } = registered;
  const recordId = registered.recordId ?? RecordId.parse(newUuid(context));
  const identity = keysAt(context, root, policy.hospital.id);
  const patient: Patient = {
    ...demographics,
    id,
    mrn: nextMrn(context, db),
    recordId,
    version: 1,
    ref: identity.ref,
    sealPublicKey: identity.sealPublicKey,
    keyState,
    registeredAt: now(),
    registeredBy: user.name,
    lastActivityAt: now(),
  };
  insertPatient(db, patient, keyState === 'custody' ? root : null);
  indexPatient(db, patient);
  const keyring = startFirstEpoch(context, db, patient);
  enqueue(context, db, {
    kind: 'registration',
    patientId: id,
    title: patient.mrn,
    intent: { kind: 'addPatient', args: { patient: patient.ref, keyring } },
  });
  writeRecord(context, db, currentEpoch(context, db, id), {
    patientId: id,
    recordId: patient.recordId,
    version: 1,
    category: 'demographics',
    resourceType: 'Patient',
    resource: resource({ id: patient.recordId, mrn: patient.mrn, hospitalName: policy.hospital.name }),
    title: patient.mrn,
    importKey,
  });
  return patient;
}

/** Makes the patient findable by what is known now. */
export function indexPatient(db: WritableDb, patient: Pick<Patient, 'id' | 'mrn'> & Demographics): void {
  replaceSearchableText(db, requirePatientRowid(db, patient.id), searchableText(patient));
  replaceMatchKeys(db, patient.id, storedMatchKeys(patient));
}

/** SYN2: the workstation's own prefix and counter, so that no other one ever gives the same number. */
function nextMrn({ policy }: VaultContext, db: WritableDb): string {
  return `${policy.workstation}-${String(advanceCounter(db, 'mrn')).padStart(6, '0')}`;
}
