import { type Sql, sql } from '../sql.ts';

const signerOf = (intent: Sql) => sql`coalesce(${intent} ->> '$.args.rotation.patient',
  ${intent} ->> '$.args.grant.patient', ${intent} ->> '$.args.revocation.patient')`;

/** Whose statement an entry of `outbox` carries to the registry, written as its index is. */
export const SIGNER = signerOf(sql`intent`);

const SIGNED = sql`kind IN ('keyChange', 'grant', 'revocation')`;

const isRegistered = (patient: Sql) =>
  sql`EXISTS (SELECT 1 FROM chain_logs WHERE patient = ${patient} AND kind = 'PatientAdded')`;

/**
 * A condition on a row of `outbox`: what has to be in the log before it is not there yet. A new key, also one
 * that is only proposed, waits for the registration, and for everything the key before it signed; what the new key signs waits for the new key. Where that
 * one failed, a person decides, and the rest would be refused.
 */
export function isHeldBack(): Sql {
  return sql`((outbox.${SIGNED} AND (
    (outbox.kind = 'keyChange' AND NOT ${isRegistered(sql`outbox.intent ->> '$.args.rotation.patient'`)})
    OR EXISTS (
      SELECT 1 FROM (SELECT rowid AS place, ${SIGNER} AS signer, kind, state FROM outbox WHERE ${SIGNED}) AS earlier
      WHERE earlier.signer = ${signerOf(sql`outbox.intent`)} AND earlier.place < outbox.rowid
        AND 'keyChange' IN (earlier.kind, outbox.kind)
        AND (earlier.state IN ('queued', 'signed', 'broadcast')
          OR (earlier.state = 'failed' AND earlier.kind = 'keyChange')))))
    OR (outbox.kind = 'recovery' AND NOT ${isRegistered(sql`outbox.intent ->> '$.args.patient'`)}))`;
}
