import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import type { MATCH_REASONS, patients } from '../../../preload/api/patients.ts';
import type { ReadableDb } from '../store/handles.ts';
import { listRowidsByParts, listRowidsByWords } from '../store/queries/patient-search.ts';
import { listPatientsByRowid, type Patient } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { toSummary } from './patient-view.ts';
import { searchableText, termsOf } from './search-terms.ts';

type Search = (typeof patients)['search'];
type Reason = (typeof MATCH_REASONS)[number];

/** Found rows that are ranked; more are not read, however short the text is. */
const MOST_RANKED = 200;

/** S07: by part of a name in any script, the tail of a phone number, MRN, birth date or document number. */
export function searchPatients(context: VaultContext, { text, limit }: ParsedArgsOf<Search>): ResultOf<Search> {
  const terms = termsOf(text);
  if (terms.length === 0) return [];
  return listPatientsByRowid(context.db, findRowids(context.db, terms, limit))
    .map((patient) => ({ patient, ...rank(patient, terms) }))
    .sort((one, other) => other.points - one.points || other.patient.lastActivityAt - one.patient.lastActivityAt)
    .slice(0, limit)
    .map(({ patient, reason }) => ({ patient: toSummary(patient), reason }));
}

/** Beginnings of words first; parts of words only where these do not fill the list. */
function findRowids(db: ReadableDb, terms: readonly string[], limit: number): number[] {
  const byWords = listRowidsByWords(db, terms, MOST_RANKED);
  if (byWords.length >= limit || terms.some((term) => term.length < 3)) return byWords;
  return [...new Set([...byWords, ...listRowidsByParts(db, terms, MOST_RANKED)])];
}

/** The most telling field first: it becomes the reason that is shown. */
const FIELDS: readonly [Reason, (text: ReturnType<typeof searchableText>) => string][] = [
  ['mrn', (text) => text.mrn],
  ['identifier', (text) => text.identifier],
  ['birthDate', (text) => text.birthDate],
  ['phone', (text) => text.phone],
  ['localName', (text) => text.localName],
  ['name', (text) => `${text.family} ${text.given}`],
];

/** Whole words count more than beginnings, and these more than parts. */
function rank(patient: Patient, terms: readonly string[]): { points: number; reason: Reason } {
  const text = searchableText(patient);
  const found = terms.map((term) => bestField(text, term));
  const points = found.reduce((sum, field) => sum + field.points, 0);
  const reason = FIELDS.find(([name]) => found.some((field) => field.reason === name))?.[0] ?? 'name';
  return { points, reason };
}

function bestField(text: ReturnType<typeof searchableText>, term: string): { points: number; reason: Reason } {
  let best: { points: number; reason: Reason } = { points: 0, reason: 'name' };
  for (const [reason, read] of FIELDS) {
    const points = pointsIn(read(text), term);
    if (points > best.points) best = { points, reason };
  }
  return best;
}

function pointsIn(field: string, term: string): number {
  const words = field.split(' ');
  if (words.includes(term)) return 3;
  if (words.some((word) => word.startsWith(term))) return 2;
  return field.includes(term) ? 1 : 0;
}
