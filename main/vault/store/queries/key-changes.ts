import type { OutboxId, PatientRef } from '../../../../preload/api/ids.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { type Sql, sql } from '../sql.ts';
import { SIGNER } from './outbox-order.ts';

const IN_LOG = sql`kind IN ('PatientKeyRotated', 'PatientKeyRecovered')`;

/** The pseudonyms that ever had this key, by what was signed here and by what the log says; anybody may name any key. */
export function listRefsOfKey(db: ReadableDb, key: string): PatientRef[] {
  const rows = db.all<{ ref: PatientRef }>(sql`
    ${signedHere(key)}
    UNION SELECT patient FROM chain_logs WHERE patient = ${key} AND kind = 'PatientAdded'
    UNION SELECT patient FROM chain_logs WHERE ${IN_LOG} AND body ->> 'key' = ${key}`);
  return rows.map(({ ref }) => ref);
}

/** Whose key this is by what nobody but this workstation writes: key changes, cards and patients. */
export function listRefsOfKeyHere(db: ReadableDb, key: string): PatientRef[] {
  const rows = db.all<{ ref: PatientRef }>(sql`
    ${signedHere(key)}
    UNION SELECT ref FROM offered_cards JOIN patients ON id = patient_id WHERE key = ${key}
    UNION SELECT ref FROM patients WHERE ref = ${key} OR followed_key = ${key}`);
  return rows.map(({ ref }) => ref);
}

function signedHere(key: string): Sql {
  return sql`
    SELECT intent ->> '$.args.rotation.patient' AS ref FROM outbox
    WHERE kind = 'keyChange' AND intent ->> '$.args.rotation.key' = ${key}`;
}

/** The key that took the place of the patient's first one, as far as the log goes; undefined when none did. */
export function getLoggedKey(db: ReadableDb, patient: PatientRef): string | undefined {
  return db.get<{ key: string }>(sql`
    SELECT body ->> 'key' AS key FROM chain_logs WHERE patient = ${patient} AND ${IN_LOG}
    ORDER BY block_number DESC, log_index DESC LIMIT 1`)?.key;
}

/** The key that the owner of this one put in its place here, while the log does not show it. */
export function getKeyOnTheWay(db: ReadableDb, patient: PatientRef, from: string): string | undefined {
  return db.get<{ key: string }>(sql`
    SELECT intent ->> '$.args.rotation.key' AS key FROM outbox
    WHERE kind = 'keyChange' AND intent ->> '$.args.from' = ${from}
      AND ${SIGNER} = ${patient} AND state NOT IN ('mined', 'confirmed')
    ORDER BY rowid DESC LIMIT 1`)?.key;
}

/** When another key took the place of this one, in milliseconds since 1970; undefined when nobody here knows. */
export function getKeyReplacedAt(db: ReadableDb, patient: PatientRef, key: string): number | undefined {
  const here = db.get<{ at: number }>(sql`
    SELECT created_at AS at FROM outbox
    WHERE kind = 'keyChange' AND ${SIGNER} = ${patient} AND intent ->> '$.args.from' = ${key}`);
  if (here) return here.at;
  const { blockNumber, logIndex } = getPlaceOfKey(db, patient, key) ?? BEFORE_THE_FIRST;
  return db.get<{ at: number }>(sql`
    SELECT block_time * 1000 AS at FROM chain_logs
    WHERE patient = ${patient} AND ${IN_LOG} AND (block_number, log_index) > (${blockNumber}, ${logIndex})
    ORDER BY block_number, log_index LIMIT 1`)?.at;
}

const BEFORE_THE_FIRST = { blockNumber: -1, logIndex: -1 };

/** Where in the log the key began to count; undefined for the first one. */
function getPlaceOfKey(db: ReadableDb, patient: PatientRef, key: string): typeof BEFORE_THE_FIRST | undefined {
  return db.get(sql`
    SELECT block_number AS blockNumber, log_index AS logIndex FROM chain_logs
    WHERE patient = ${patient} AND ${IN_LOG} AND body ->> 'key' = ${key}
    ORDER BY block_number DESC, log_index DESC LIMIT 1`);
}

/** The block in which the log shows that this key became the patient's, or undefined. */
export function getBlockOfKeyChange(db: ReadableDb, patient: PatientRef, key: string): number | undefined {
  return db.get<{ blockNumber: number }>(sql`
    SELECT block_number AS blockNumber FROM chain_logs
    WHERE patient = ${patient} AND kind = 'PatientKeyRotated' AND body ->> 'key' = ${key}`)?.blockNumber;
}

/** The number it is sent with. */
export function updateKeyChangeNumber(db: WritableDb, id: OutboxId, nonce: number): void {
  db.run(sql`UPDATE outbox SET intent = json_set(intent, '$.args.rotation.nonce', ${nonce}) WHERE id = ${id}`);
}

/** Something of this patient must not be held up by it: it goes ahead of everything too. */
export function markKeyChangeUrgent(db: WritableDb, patient: PatientRef): void {
  db.run(sql`UPDATE outbox SET lane = 0 WHERE kind = 'keyChange' AND ${SIGNER} = ${patient} AND state = 'queued'`);
}
