import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import type { MATCH_REASONS, patients } from '../../../preload/api/patients.ts';
import type { ReadableDb } from '../store/handles.ts';
import { type FoundText, listFoundByParts, listFoundByWords } from '../store/queries/patient-search.ts';
import { listPatientsByRowid } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { toSummary } from './patient-view.ts';
import { termsOf } from './search-terms.ts';

type Search = (typeof patients)['search'];
type Reason = (typeof MATCH_REASONS)[number];

/** Found rows that are ranked; more are not read, however short the text is. */
const MOST_RANKED = 200;

/** S07: by part of a name in any script, the tail of a phone number, MRN, birth date or document number. */
export function searchPatients(
  { db }: Pick<VaultContext, 'db'>,
  { text, limit }: ParsedArgsOf<Search>,
): ResultOf<Search> {
  const terms = termsOf(text);
  if (terms.length === 0) return [];
  const best = findTexts(db, terms, limit)
    .map((found) => ({ rowid: found.rowid, ...rank(found, terms) }))
    .sort((one, other) => other.points - one.points || other.rowid - one.rowid)
    .slice(0, limit);
  const byRowid = listPatientsByRowid(
    db,
    best.map(({ rowid }) => rowid),
  );
  return best.flatMap(({ rowid, reason }) => {
    const patient = byRowid.get(rowid);
    return patient ? [{ patient: toSummary(patient), reason }] : [];
  });
}

/** Beginnings of words first; parts of words only where these neither fill the list nor hit exactly. */
function findTexts(db: ReadableDb, terms: readonly string[], limit: number): FoundText[] {
  const byWords = listFoundByWords(db, terms, MOST_RANKED);
  const isShort = terms.some((term) => [...term].length < 3);
  if (isShort || byWords.length >= limit || byWords.some((text) => isExact(text, terms))) return byWords;
  const seen = new Set(byWords.map(({ rowid }) => rowid));
  return [...byWords, ...listFoundByParts(db, terms, MOST_RANKED).filter(({ rowid }) => !seen.has(rowid))];
}

function isExact(text: FoundText, terms: readonly string[]): boolean {
  return rank(text, terms).points === WHOLE_WORD * terms.length;
}

/** The most telling field first: it becomes the reason that is shown. */
const FIELDS: readonly [Reason, (text: FoundText) => string][] = [
  ['mrn', (text) => text.mrn],
  ['identifier', (text) => text.identifier],
  ['birthDate', (text) => text.birthDate],
  ['phone', (text) => text.phone],
  ['localName', (text) => text.localName],
  ['name', (text) => `${text.family} ${text.given}`],
];

/** Points of a term: whole words count more than beginnings, and these more than parts. */
const WHOLE_WORD = 3;
const BEGINNING = 2;
const PART = 1;

function rank(text: FoundText, terms: readonly string[]): { points: number; reason: Reason } {
  const found = terms.map((term) => bestField(text, term));
  const points = found.reduce((sum, field) => sum + field.points, 0);
  const reason = FIELDS.find(([name]) => found.some((field) => field.reason === name))?.[0] ?? 'name';
  return { points, reason };
}

function bestField(text: FoundText, term: string): { points: number; reason: Reason } {
  let best: { points: number; reason: Reason } = { points: 0, reason: 'name' };
  for (const [reason, read] of FIELDS) {
    const points = pointsIn(read(text), term);
    if (points > best.points) best = { points, reason };
  }
  return best;
}

function pointsIn(field: string, term: string): number {
  if (!field.includes(term)) return 0;
  const words = field.split(' ');
  if (words.includes(term)) return WHOLE_WORD;
  return words.some((word) => word.startsWith(term)) ? BEGINNING : PART;
}
