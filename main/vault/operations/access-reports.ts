import type { AuditAction } from '../../../preload/api/audit.ts';
import type { HospitalId } from '../../../preload/api/ids.ts';
import { type AccessReportLine, type ReportPart, sealAccessReport } from '../crypto/access-report.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import { type AuditRow, listAuditAfter } from '../store/queries/audit.ts';
import { getCounter, setCounter } from '../store/queries/counters.ts';
import { type GrantRow, listGrantsOfPatient } from '../store/queries/grants.ts';
import { insertPendingBlock } from '../store/queries/pending-blocks.ts';
import { getRegisteredHospital } from '../store/queries/registry-members.ts';
import { grantStanding } from './grant-standing.ts';
import { enqueue } from './outbox-entry.ts';
import { sealKeyOf } from './seal-key.ts';

/** What a person does with a chart that shows records of another hospital. */
const LOOKS: readonly AuditAction[] = ['viewed', 'attachmentOpened', 'printed'];
const PAGE = 2000;
/** Looks at nothing are passed over in steps of this many, not one transaction each. */
const PASS_OVER = 500;
/** How far the clock of this workstation and that of the chain may be apart. */
const CLOCK_SKEW_MS = 2 * 60 * 1000;
/** A transaction per view is refused: reports gather what happened in this time. */
const INTERVAL_MS = 5 * 60 * 1000;

/**
 * Tells hospitals whose records were looked at under a grant who looked (S18): one sealed block with a part for each,
 * anchored together with the head of the audit chain. Looks since the last report are gathered; `isUrgent` does not
 * wait for the interval. Returns whether a report was made.
 */
export function reportLooks(context: VaultContext, isUrgent: boolean): boolean {
  const since = getCounter(context.db, 'reportedAuditSeq');
  const rows = listAuditAfter(context.db, since, PAGE);
  const last = rows.at(-1);
  if (!last) return false;
  const lines = linesByHospital(context, rows);
  if (lines.size > 0 ? !isUrgent && !isDue(context) : rows.length < PASS_OVER) return false;
  context.db.transaction((db) => {
    setCounter(db, 'reportedAuditSeq', last.seq);
    if (lines.size === 0) return;
    setCounter(db, 'reportedAuditAt', context.now());
    const report = sealAccessReport(partsOf(db, lines));
    insertPendingBlock(db, { ...report, codec: 'dag-cbor' }, context.now());
    enqueue(context, db, {
      kind: 'auditAnchor',
      patientId: null,
      title: String([...lines.values()].flat().length),
      intent: {
        kind: 'anchorAudit',
        args: { head: `0x${Buffer.from(last.mac).toString('hex')}`, report: report.digest },
      },
    });
  });
  return lines.size > 0;
}

function isDue(context: VaultContext): boolean {
  return Math.abs(context.now() - getCounter(context.db, 'reportedAuditAt')) >= INTERVAL_MS;
}

function linesByHospital(context: VaultContext, rows: readonly AuditRow[]): Map<HospitalId, AccessReportLine[]> {
  const lines = new Map<HospitalId, AccessReportLine[]>();
  for (const row of rows) {
    for (const grant of grantsLookedUnder(context, row)) {
      const { seq, at, who, role, action, subject } = row;
      const line = { seq, at, who, role, action, subject, subjectRef: grant.subjectRef };
      lines.set(grant.hospitalId, [...(lines.get(grant.hospitalId) ?? []), line]);
    }
  }
  return lines;
}

/** The grants under which the chart showed something of another hospital's when this was done, one per hospital. */
function grantsLookedUnder(context: VaultContext, { action, patientId, at }: AuditRow): GrantRow[] {
  if (!patientId || !LOOKS.includes(action)) return [];
  const open = listGrantsOfPatient(context.db, patientId).filter(
    (grant) => grant.direction === 'held' && wasOpenAt(context, grant, at),
  );
  return [...new Map(open.map((grant) => [grant.hospitalId, grant])).values()];
}

function wasOpenAt(context: VaultContext, grant: GrantRow, at: number): boolean {
  if (at < grant.grantedAt - CLOCK_SKEW_MS) return false;
  const standing = grantStanding(context, context.db, grant);
  return 'at' in standing ? at < standing.at : standing.state !== 'unseen';
}

function partsOf(db: ReadableDb, lines: ReadonlyMap<HospitalId, AccessReportLine[]>): ReportPart[] {
  return [...lines].flatMap(([hospitalId, ofHospital]) => {
    const hospital = getRegisteredHospital(db, hospitalId);
    return hospital ? [{ sealKey: sealKeyOf(hospital.sealKey), lines: ofHospital }] : [];
  });
}
