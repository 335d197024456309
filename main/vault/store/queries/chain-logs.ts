import type { Digest, GrantId, HospitalId, PatientRef, WorkstationAddress } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { type Sql, sql } from '../sql.ts';

/** One event of the registry. What an event does not have is null; what has no column is in `body`. */
export interface ChainLogRow {
  readonly blockNumber: number;
  readonly logIndex: number;
  readonly blockHash: string;
  /** Seconds since 1970. */
  readonly blockTime: number;
  readonly transactionHash: string;
  /** Name of the event in the contract. */
  readonly kind: string;
  readonly hospital: HospitalId | null;
  readonly otherHospital: HospitalId | null;
  readonly workstation: WorkstationAddress | null;
  readonly patient: PatientRef | null;
  readonly sequence: number | null;
  /** Lower-case hex without prefix. */
  readonly tag: string | null;
  readonly pointer: Digest | null;
  readonly grantId: GrantId | null;
  /** JSON object. */
  readonly body: string;
}

export function insertChainLog(db: WritableDb, row: ChainLogRow): void {
  db.run(sql`
    INSERT INTO chain_logs (block_number, log_index, block_hash, block_time, transaction_hash, kind, hospital,
      other_hospital, workstation, patient, sequence, tag, pointer, grant_id, body)
    VALUES (${row.blockNumber}, ${row.logIndex}, ${row.blockHash}, ${row.blockTime}, ${row.transactionHash},
      ${row.kind}, ${row.hospital}, ${row.otherHospital}, ${row.workstation}, ${row.patient}, ${row.sequence},
      ${row.tag}, ${row.pointer}, ${row.grantId}, ${row.body})`);
}

/** Forgets this block and everything after it: the chain took another turn. Returns how many events went. */
export function deleteChainLogsFrom(db: WritableDb, blockNumber: number): number {
  return db.run(sql`DELETE FROM chain_logs WHERE block_number >= ${blockNumber}`);
}

/** The number this workstation's next entry carries, as far as the log goes. */
export function getNextSequence(db: ReadableDb, workstation: WorkstationAddress): number {
  const row = db.get<{ last: number | null }>(sql`
    SELECT max(sequence) AS last FROM chain_logs WHERE workstation = ${workstation}`);
  return row?.last === null || row === undefined ? 0 : row.last + 1;
}

/** The block with the newest entry of this workstation's stream, undefined before the first. */
export function getBlockOfLastRecord(db: ReadableDb, workstation: WorkstationAddress): number | undefined {
  return db.get<{ blockNumber: number }>(sql`
    SELECT block_number AS blockNumber FROM chain_logs
    WHERE workstation = ${workstation} AND sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1`)?.blockNumber;
}

/** Whoever wrote it, the record with this tag was added: its pointer. The tag says whose and which it is. */
export function getPointerByTag(
  db: ReadableDb,
  workstation: WorkstationAddress,
  tag: string,
): { readonly pointer: Digest; readonly blockNumber: number } | undefined {
  return db.get(sql`
    SELECT pointer, block_number AS blockNumber FROM chain_logs
    WHERE tag = ${tag} AND workstation = ${workstation} AND kind = 'RecordAdded'`);
}

/** Where the log shows the effect of a write that names this block, or undefined. */
export function getBlockOfPointer(
  db: ReadableDb,
  kind: 'PatientAdded' | 'EpochRotated' | 'AccessRequested' | 'AuditAnchored',
  pointer: Digest,
): number | undefined {
  return db.get<{ blockNumber: number }>(sql`
    SELECT block_number AS blockNumber FROM chain_logs WHERE pointer = ${pointer} AND tag IS NULL AND kind = ${kind}`)
    ?.blockNumber;
}

/** Where the log shows that a grant was given or ended, or undefined. */
export function getBlockOfGrantEvent(
  db: ReadableDb,
  kind: 'AccessGranted' | 'AccessRevoked',
  grantId: GrantId,
): number | undefined {
  return db.get<{ blockNumber: number }>(sql`
    SELECT block_number AS blockNumber FROM chain_logs WHERE grant_id = ${grantId} AND kind = ${kind}`)?.blockNumber;
}

export interface GrantEvent {
  readonly grantee: HospitalId;
  readonly patient: PatientRef;
  readonly envelope: Digest;
  readonly blockNumber: number;
  readonly logIndex: number;
  /** Seconds since 1970. */
  readonly blockTime: number;
  /** `scopeCommitment` */
  readonly scope: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export function getGrantEvent(db: ReadableDb, grantId: GrantId): GrantEvent | undefined {
  return db.get(sql`
    SELECT other_hospital AS grantee, patient, pointer AS envelope, block_number AS blockNumber,
      log_index AS logIndex, block_time AS blockTime, body ->> 'scope' AS scope, body ->> 'expiresAt' AS expiresAt
    FROM chain_logs WHERE grant_id = ${grantId} AND kind = 'AccessGranted'`);
}

/** When the grant was revoked, in seconds since 1970, or undefined while it was not. */
export function getRevocationTime(db: ReadableDb, grantId: GrantId): number | undefined {
  return db.get<{ blockTime: number }>(sql`
    SELECT block_time AS blockTime FROM chain_logs WHERE grant_id = ${grantId} AND kind = 'AccessRevoked'`)?.blockTime;
}

/** Ids of every grant this patient ever gave or called off. */
export function listGrantIdsOfPatient(db: ReadableDb, patient: PatientRef): GrantId[] {
  const rows = db.all<{ grantId: GrantId }>(sql`
    SELECT DISTINCT grant_id AS grantId FROM chain_logs
    WHERE patient = ${patient} AND kind IN ('AccessGranted', 'AccessRevoked')`);
  return rows.map((row) => row.grantId);
}

/**
 * How many numbers of this patient the log shows used up, and so the number the registry takes next: by grants, those that
 * were called off before they began, new keys, the choice of guardians, and recoveries that guardians proposed.
 */
export function countUsedNumbers(db: ReadableDb, patient: PatientRef): number {
  return db.get<{ count: number }>(usedNumbers(sql`${patient}`))?.count ?? 0;
}

/** The same as a query, of the patient an expression names. */
export function usedNumbers(patient: Sql): Sql {
  return sql`
    SELECT count(DISTINCT grant_id) + count(*) FILTER (
      WHERE kind IN ('PatientKeyRotated', 'PatientKeyRecovered', 'GuardiansChosen')
        OR (kind = 'RecoveryProposed' AND body ->> 'byGuardians')) AS count
    FROM chain_logs WHERE patient = ${patient}`;
}

/** Whether this patient ever gave this hospital a grant. */
export function hasGrantFrom(db: ReadableDb, patient: PatientRef, grantee: HospitalId): boolean {
  const row = db.get(sql`
    SELECT 1 FROM chain_logs
    WHERE patient = ${patient} AND kind = 'AccessGranted' AND other_hospital = ${grantee} LIMIT 1`);
  return row !== undefined;
}

/** Whether any patient registered here ever gave this hospital a grant. */
export function hasGrantTo(db: ReadableDb, grantee: HospitalId): boolean {
  const row = db.get(sql`
    SELECT 1 FROM chain_logs AS c JOIN patients AS p ON p.ref = c.patient
    WHERE c.kind = 'AccessGranted' AND c.other_hospital = ${grantee} LIMIT 1`);
  return row !== undefined;
}

/** What the log says at this place, or undefined when the chain took another turn since. */
export function getLogAt(
  db: ReadableDb,
  { blockNumber, logIndex }: Pick<ChainLogRow, 'blockNumber' | 'logIndex'>,
): ChainLogRow | undefined {
  return db.get(sql`
    SELECT block_number AS blockNumber, log_index AS logIndex, block_hash AS blockHash, block_time AS blockTime,
      transaction_hash AS transactionHash, kind, hospital, other_hospital AS otherHospital, workstation, patient,
      sequence, tag, pointer, grant_id AS grantId, body
    FROM chain_logs WHERE block_number = ${blockNumber} AND log_index = ${logIndex}`);
}
