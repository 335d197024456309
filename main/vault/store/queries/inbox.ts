import type { Digest, GrantId, HospitalId, PatientRef } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** Which event named the object: it decides who sealed it and how it is opened. */
export type InboxKind = 'request' | 'envelope' | 'keyring' | 'report';

/** A sealed object that the log names and that concerns this hospital. */
export interface InboxRow {
  readonly digest: Digest;
  readonly kind: InboxKind;
  readonly blockNumber: number;
  readonly logIndex: number;
}

export function insertInbox(db: WritableDb, row: InboxRow): void {
  db.run(sql`
    INSERT INTO inbox (digest, kind, block_number, log_index, state)
    VALUES (${row.digest}, ${row.kind}, ${row.blockNumber}, ${row.logIndex}, 'wanted')
    ON CONFLICT (block_number, log_index) DO UPDATE SET state = 'wanted', error = NULL, tried_at = NULL`);
}

/** Still to be fetched and not tried since then, in the order of the log. */
export function listWantedInbox(db: ReadableDb, notTriedSince: number, limit: number): InboxRow[] {
  return db.all(sql`
    SELECT digest, kind, block_number AS blockNumber, log_index AS logIndex FROM inbox
    WHERE state = 'wanted' AND (tried_at IS NULL OR tried_at <= ${notTriedSince})
    ORDER BY block_number, log_index LIMIT ${limit}`);
}

/** @param error JSON of an `ErrorView`: why it was refused, or what the last try met. */
export function markInbox(
  db: WritableDb,
  row: Pick<InboxRow, 'blockNumber' | 'logIndex'>,
  state: 'wanted' | 'understood' | 'refused',
  error: string | null,
  at: number,
): void {
  db.run(sql`
    UPDATE inbox SET state = ${state}, error = ${error}, tried_at = ${at}
    WHERE block_number = ${row.blockNumber} AND log_index = ${row.logIndex}`);
}

/** Somebody may have it now: nothing waits for its next turn. */
export function markInboxUntried(db: WritableDb): void {
  db.run(sql`UPDATE inbox SET tried_at = NULL WHERE state = 'wanted'`);
}

export function deleteInboxFrom(db: WritableDb, blockNumber: number): void {
  db.run(sql`DELETE FROM inbox WHERE block_number >= ${blockNumber}`);
}

/** Whether the hospital of this event has asked for something earlier whose object is still to be fetched. */
export function hasUnreadRequestBefore(
  db: ReadableDb,
  { hospital, blockNumber, logIndex }: { hospital: HospitalId | null; blockNumber: number; logIndex: number },
): boolean {
  const row = db.get(sql`
    SELECT 1 FROM inbox AS i JOIN chain_logs AS c ON c.block_number = i.block_number AND c.log_index = i.log_index
    WHERE i.state = 'wanted' AND i.kind = 'request' AND c.hospital = ${hospital}
      AND (i.block_number, i.log_index) < (${blockNumber}, ${logIndex})
    LIMIT 1`);
  return row !== undefined;
}

/** Whether a grant this patient gave to this hospital is in the log and its envelope still to be fetched. */
export function hasUnreadEnvelope(db: ReadableDb, patient: PatientRef, grantee: HospitalId): boolean {
  const row = db.get(sql`
    SELECT 1 FROM inbox AS i JOIN chain_logs AS c ON c.block_number = i.block_number AND c.log_index = i.log_index
    WHERE i.state = 'wanted' AND i.kind = 'envelope' AND c.patient = ${patient} AND c.other_hospital = ${grantee}
    LIMIT 1`);
  return row !== undefined;
}

/** The envelope of this grant, and the keyrings since, are to be read once more: their keys were given up too early. */
export function markInboxWantedAgain(db: WritableDb, grantId: GrantId, patient: PatientRef): number {
  return db.run(sql`
    UPDATE inbox SET state = 'wanted', tried_at = NULL, error = NULL
    WHERE state = 'understood' AND (block_number, log_index) IN (
      SELECT block_number, log_index FROM chain_logs
      WHERE patient = ${patient} AND (kind = 'EpochRotated' OR grant_id = ${grantId}))`);
}
