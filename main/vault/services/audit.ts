import type { AuditLine, audit } from '../../../preload/api/audit.ts';
import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { verifyAudit } from '../operations/audit-chain.ts';
import { commitOperation } from '../operations/commit.ts';
import {
  type AuditRow,
  getLastAuditAt,
  getLastReceivedAt,
  listAudit,
  listAuditOfPatient,
} from '../store/queries/audit.ts';
import { markPatientActive, type Patient } from '../store/queries/patients.ts';
import { listReportedAudit, type ReportedAuditRow } from '../store/queries/reported-audit.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';

type Audit = typeof audit;

/** S18: what was done here, and what hospitals that read under a grant reported, newest first. */
export function whoLooked(context: VaultContext, args: ParsedArgsOf<Audit['whoLooked']>): AuditLine[] {
  const { patientId, limit } = args;
  const here = listAuditOfPatient(context.db, patientId, limit).map((row) => ownLine(context, row));
  const elsewhere = listReportedAudit(context.db, patientId, limit).map((row) => reportedLine(context, row));
  return [...here, ...elsewhere].sort((a, b) => b.at - a.at || b.seq - a.seq).slice(0, limit);
}

export function listAuditLines(context: VaultContext, args: ParsedArgsOf<Audit['list']>): AuditLine[] {
  const beforeSeq = args.beforeSeq ?? Number.MAX_SAFE_INTEGER;
  return listAudit(context.db, beforeSeq, args.limit).map((row) => ownLine(context, row));
}

export function verifyAuditChain(context: VaultContext): ResultOf<Audit['verify']> {
  return verifyAudit(context.db, context.keys.auditKey);
}

/** The renderer alone sees that a page went to the printer. */
export function notePrinted(context: VaultContext, { patientId, what }: ParsedArgsOf<Audit['printed']>): null {
  const entry = { action: 'printed', subject: what, patientId } as const;
  commitOperation(context, { kind: 'audit.printed', patientId, audit: entry }, () => undefined);
  return null;
}

/** Looking at the same chart again and again is one look for this long; with new records of others it is another. */
const ONE_LOOK_MS = 10 * 60 * 1000;

/** No audit, no access: called before anything of a patient is handed out. */
export function noteViewed(context: VaultContext, patient: Patient): void {
  const { id: patientId, mrn } = patient;
  const last = getLastAuditAt(context.db, context.user.id, patientId, 'viewed');
  const elapsed = last === undefined ? ONE_LOOK_MS : context.now() - last;
  const isSameChart = last !== undefined && last > getLastReceivedAt(context.db, patientId);
  if (elapsed >= 0 && elapsed < ONE_LOOK_MS && isSameChart) return;
  const entry = { action: 'viewed', subject: mrn, patientId } as const;
  commitOperation(context, { kind: 'patients.viewed', patientId, audit: entry }, (db) => {
    markPatientActive(db, patientId, context.now());
  });
}

function ownLine({ policy }: VaultContext, { seq, at, who, role, action, subject, patientId }: AuditRow): AuditLine {
  const hospital = { hospitalId: policy.hospital.id, name: policy.hospital.name };
  return { seq, at, who, role, hospital, action, subject, patientId };
}

function reportedLine({ policy }: VaultContext, row: ReportedAuditRow): AuditLine {
  const { hospitalId, ...line } = row;
  return { ...line, hospital: hospitalNamed(policy, hospitalId) };
}
