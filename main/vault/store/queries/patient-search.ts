import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** What a patient is found by; the caller writes every field in the form it will be looked for. */
export interface SearchableText {
  readonly family: string;
  readonly given: string;
  readonly localName: string;
  readonly mrn: string;
  readonly phone: string;
  readonly identifier: string;
  readonly birthDate: string;
  /** Found by any three letters or digits in a row. */
  readonly parts: string;
}

/** Puts the text in the place of what the patient with this rowid was found by before. */
export function replaceSearchableText(db: WritableDb, rowid: number, text: SearchableText): void {
  db.run(sql`DELETE FROM patient_words WHERE rowid = ${rowid}`);
  db.run(sql`DELETE FROM patient_parts WHERE rowid = ${rowid}`);
  db.run(sql`
    INSERT INTO patient_words (rowid, family, given, local_name, mrn, phone, identifier, birth_date)
    VALUES (${rowid}, ${text.family}, ${text.given}, ${text.localName}, ${text.mrn}, ${text.phone},
      ${text.identifier}, ${text.birthDate})`);
  db.run(sql`INSERT INTO patient_parts (rowid, text) VALUES (${rowid}, ${text.parts})`);
}

/** A row as the index knows it. */
export interface FoundText extends Omit<SearchableText, 'parts'> {
  readonly rowid: number;
}

const COLUMNS = sql`rowid, family, given, local_name AS localName, mrn, phone, identifier, birth_date AS birthDate`;

/**
 * Rows with a word that begins with each of the given ones, newest first. Ranking is left to the caller: asking FTS5
 * for it reads every match of a short beginning.
 */
export function listFoundByWords(db: ReadableDb, words: readonly string[], limit: number): FoundText[] {
  const match = words.map((word) => `${quoted(word)} *`).join(' ');
  return db.all(sql`
    SELECT ${COLUMNS} FROM patient_words WHERE patient_words MATCH ${match} ORDER BY rowid DESC LIMIT ${limit}`);
}

/** Rows that contain each of the given parts, of three signs or more, newest first. */
export function listFoundByParts(db: ReadableDb, parts: readonly string[], limit: number): FoundText[] {
  const match = parts.map(quoted).join(' ');
  return db.all(sql`
    SELECT ${COLUMNS} FROM patient_words WHERE rowid IN (
      SELECT rowid FROM patient_parts WHERE patient_parts MATCH ${match} ORDER BY rowid DESC LIMIT ${limit})
    ORDER BY rowid DESC`);
}

/** An FTS5 string: nothing inside it is an operator. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
