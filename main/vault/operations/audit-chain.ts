import type { AuditAction } from '../../../preload/api/audit.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { hmac } from '../crypto/digest.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import { type AuditRow, getLastAuditMac, insertAudit, listAuditAfter } from '../store/queries/audit.ts';
import { advanceCounter, getCounter } from '../store/queries/counters.ts';

/** What a person did, with whom it was done. */
export interface AuditEntry {
  readonly action: AuditAction;
  /** In words of the record, without a language: a name, a title, a count. */
  readonly subject: string;
  readonly patientId: PatientId | null;
  /** Named instead of the person at the desk, for what the program did by itself. */
  readonly who?: string;
  readonly role?: string;
}

const BEFORE_THE_FIRST = new Uint8Array(32);

/** Adds a link to the chain (DB6). The counter beside it is what makes a cut-off end noticeable. */
export function appendAudit(context: VaultContext, db: WritableDb, entry: AuditEntry): void {
  const { user, keys } = context;
  const row = {
    seq: advanceCounter(db, 'audit'),
    at: context.now(),
    userId: user.id,
    who: user.name,
    role: user.role,
    ...entry,
  };
  const previous = getLastAuditMac(db) ?? BEFORE_THE_FIRST;
  insertAudit(db, { ...row, mac: macOf(keys.auditKey, previous, row) });
}

export interface AuditVerdict {
  readonly rows: number;
  readonly intact: boolean;
  /** The first row that was altered, removed or moved; null when the chain is whole. */
  readonly firstBadSeq: number | null;
}

const PAGE = 2000;

/** Recomputes every link from the first row on. */
export function verifyAudit(db: ReadableDb, auditKey: Uint8Array): AuditVerdict {
  let previous: Uint8Array = BEFORE_THE_FIRST;
  let expected = 1;
  let firstBadSeq: number | null = null;
  for (;;) {
    const page = listAuditAfter(db, expected - 1, PAGE);
    for (const row of page) {
      if (firstBadSeq === null && !continues(auditKey, previous, expected, row)) firstBadSeq = expected;
      previous = row.mac;
      expected = row.seq + 1;
    }
    if (page.length < PAGE) break;
  }
  const rows = getCounter(db, 'audit');
  if (firstBadSeq === null && expected !== rows + 1) firstBadSeq = expected;
  return { rows, intact: firstBadSeq === null, firstBadSeq };
}

function continues(auditKey: Uint8Array, previous: Uint8Array, expected: number, row: AuditRow): boolean {
  return row.seq === expected && Buffer.from(macOf(auditKey, previous, row)).equals(row.mac);
}

/** HMAC(audit key, MAC before ‖ the row as a JSON array): the order of the array is part of the format. */
function macOf(auditKey: Uint8Array, previous: Uint8Array, row: Omit<AuditRow, 'mac'>): Uint8Array {
  const fields = [row.seq, row.at, row.userId, row.who, row.role, row.action, row.subject, row.patientId];
  return hmac(auditKey, previous, new TextEncoder().encode(JSON.stringify(fields)));
}
