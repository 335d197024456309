import { newPatientRoot } from '../crypto/patient-root.ts';
import { adoptPatient, readDemographics } from '../exchange/patient-resource.ts';
import { fromText, toText } from '../exchange/resource-tree.ts';
import type { VaultContext } from '../services/context.ts';
import type { WritableDb } from '../store/handles.ts';
import { markPatientActive } from '../store/queries/patients.ts';
import type { AuditEntry } from './audit-chain.ts';
import { commitOperation } from './commit.ts';
import { currentEpoch } from './epochs.ts';
import type { ImportedRecord, ImportPlan } from './import-plan.ts';
import { registerPatient } from './register-patient.ts';
import { writeRecord } from './write-record.ts';

/**
 * Stores what was planned in one transaction: all of it or nothing. A person who is not known yet is registered, and
 * the hospital keeps the key until the patient claims it (KEY5).
 */
export function storeImport(context: VaultContext, plan: ImportPlan, fileName: string): void {
  const { patientId, toStore, alreadyThere, rejections } = plan;
  const counts = [toStore.length, alreadyThere.length, rejections.length].join(' / ');
  const audit: AuditEntry = { action: 'imported', subject: `${fileName} · ${counts}`, patientId };
  const operation = { kind: 'imports.bundle', patientId, audit, changes: ['patients', 'records'] } as const;
  commitOperation(context, operation, (db) => {
    const records = plan.isNewPatient ? registerImported(context, db, plan) : toStore;
    const epoch = currentEpoch(context, db, patientId);
    epoch.reserveTags(records.length);
    for (const record of records) writeRecord(context, db, epoch, { ...record, patientId, version: 1 });
    markPatientActive(db, patientId, context.now());
  });
}

/** Registers the person and returns the records that remain to be written. */
function registerImported(context: VaultContext, db: WritableDb, { patientId, toStore }: ImportPlan): ImportedRecord[] {
  const person = toStore.find(({ resourceType }) => resourceType === 'Patient');
  const resource = person && fromText(person.resource);
  if (!person || resource?.resourceType !== 'Patient') throw new Error('the plan of a new patient holds the person');
  const { recordId, importKey } = person;
  registerPatient(context, db, {
    id: patientId,
    recordId,
    importKey,
    demographics: readDemographics(resource),
    root: newPatientRoot(context.random),
    keyState: 'custody',
    resource: (origin) => toText(adoptPatient(resource, origin)),
  });
  return toStore.filter((record) => record !== person);
}
