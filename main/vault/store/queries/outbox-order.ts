import { type Sql, sql } from '../sql.ts';
import { usedNumbers } from './chain-logs.ts';

const signerOf = (intent: Sql) => sql`coalesce(${intent} ->> '$.args.rotation.patient',
  ${intent} ->> '$.args.grant.patient', ${intent} ->> '$.args.revocation.patient')`;

/** Whose statement an entry of `outbox` carries to the registry, written as its index is. */
export const SIGNER = signerOf(sql`intent`);

const SIGNED = sql`kind IN ('keyChange', 'grant', 'revocation')`;

const isRegistered = (patient: Sql) =>
  sql`EXISTS (SELECT 1 FROM chain_logs WHERE patient = ${patient} AND kind = 'PatientAdded')`;

const numberOf = (intent: Sql) => sql`coalesce(${intent} ->> '$.args.grant.nonce',
  ${intent} ->> '$.args.revocation.nonce')`;

const loggedKeyOf = (patient: Sql) => sql`coalesce((
  SELECT body ->> 'key' FROM chain_logs WHERE patient = ${patient} AND kind IN ('PatientKeyRotated', 'PatientKeyRecovered')
  ORDER BY block_number DESC, log_index DESC LIMIT 1), ${patient})`;

/**
 * A number after one that is still to come and has not been signed into a transaction. What carries a number that is used up
 * holds up nothing: the registry has decided about it.
 */
const isBeforeItsTurn = sql`EXISTS (
  SELECT 1 FROM (SELECT ${SIGNER} AS signer, ${numberOf(sql`intent`)} AS number, state FROM outbox WHERE ${SIGNED}) AS lower
  WHERE lower.signer = ${signerOf(sql`outbox.intent`)} AND lower.state = 'queued'
    AND lower.number < ${numberOf(sql`outbox.intent`)} AND lower.number >= (${usedNumbers(sql`lower.signer`)}))`;

/**
 * A condition on a row of `outbox`: what has to be in the log before it is not there yet. A new key, also one that is only
 * proposed, waits for the registration, and for everything the key before it signed; what the new key signs waits for the
 * new key. Where that one failed, a person decides, and the rest would be refused, unless another one has come instead.
 * Consents and their ends leave in the order of their numbers.
 */
export function isHeldBack(): Sql {
  return sql`((outbox.${SIGNED} AND (
    (outbox.kind = 'keyChange' AND NOT ${isRegistered(sql`outbox.intent ->> '$.args.rotation.patient'`)})
    OR EXISTS (
      SELECT 1 FROM (
        SELECT rowid AS place, ${SIGNER} AS signer, kind, state, intent ->> '$.args.from' AS replaced
        FROM outbox WHERE ${SIGNED}) AS earlier
      WHERE earlier.signer = ${signerOf(sql`outbox.intent`)} AND earlier.place < outbox.rowid
        AND 'keyChange' IN (earlier.kind, outbox.kind)
        AND (earlier.state IN ('queued', 'signed', 'broadcast')
          OR (earlier.state = 'failed' AND earlier.kind = 'keyChange'
            AND earlier.replaced = ${loggedKeyOf(sql`earlier.signer`)})))
    OR ${isBeforeItsTurn}))
    OR (outbox.kind = 'recovery' AND NOT ${isRegistered(sql`outbox.intent ->> '$.args.patient'`)}))`;
}
