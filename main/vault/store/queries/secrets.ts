import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** Keys of this workstation, sealed under a key derived from its master key. */
export type SecretName = 'workstationKey' | 'hospitalSealKey' | 'cardSecret';

export function requireSecret(db: ReadableDb, name: SecretName): Uint8Array {
  const row = db.get<{ sealed: Uint8Array }>(sql`SELECT sealed FROM secrets WHERE name = ${name}`);
  if (!row) throw new Error(`the database lacks the secret ${name}`);
  return row.sealed;
}

export function insertSecret(db: WritableDb, name: SecretName, sealed: Uint8Array): void {
  db.run(sql`INSERT INTO secrets (name, sealed) VALUES (${name}, ${sealed})`);
}
