import type { CodedText } from '../../../../preload/api/records.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export type CodeKind = 'condition' | 'substance' | 'medication';

export interface UsedCode extends CodedText {
  readonly uses: number;
}

/** Counts one more use of a term here. */
export function upsertCodeUse(db: WritableDb, kind: CodeKind, used: CodedText): void {
  db.run(sql`
    INSERT INTO code_uses (kind, text, system, code, uses)
    VALUES (${kind}, ${used.text}, ${used.system}, ${used.code}, 1)
    ON CONFLICT (kind, text) DO UPDATE SET uses = uses + 1, system = excluded.system, code = excluded.code`);
}

/** Most used first. */
export function listCodeUses(db: ReadableDb, kind: CodeKind, limit: number): UsedCode[] {
  return db.all(sql`
    SELECT text, system, code, uses FROM code_uses WHERE kind = ${kind} ORDER BY uses DESC, text LIMIT ${limit}`);
}
