import { openAccessReport } from '../crypto/access-report.ts';
import type { VaultContext } from '../services/context.ts';
import { getPatientByRef } from '../store/queries/patients.ts';
import { getHospitalOfWorkstation } from '../store/queries/registry-members.ts';
import { insertReportedAudit } from '../store/queries/reported-audit.ts';
import type { SealedObject } from './sealed-object.ts';

/**
 * Another hospital tells what it did with our patients' records (S18). Nothing in it is ours to vouch for, so it is
 * kept apart from the own audit; a line about somebody unknown here is left out.
 */
export function readReport(context: VaultContext, { event, bytes }: SealedObject): 'understood' {
  const { workstation } = event;
  const hospitalId = workstation && getHospitalOfWorkstation(context.db, workstation);
  if (!workstation || !hospitalId) throw new Error('a report is named by a workstation of a hospital');
  const lines = openAccessReport(bytes, context.keys.hospitalSeal);
  if (lines.length === 0) return 'understood';
  context.db.transaction((db) => {
    for (const { subjectRef, ...line } of lines) {
      const patient = getPatientByRef(db, subjectRef);
      if (patient) insertReportedAudit(db, workstation, { ...line, hospitalId, patientId: patient.id });
    }
  });
  context.emit('data.changed', { topics: ['audit'] });
  return 'understood';
}
