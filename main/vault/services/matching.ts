import { distance } from 'fastest-levenshtein';
import jaroWinkler from 'talisman/metrics/jaro-winkler.js';
import type { ParsedArgsOf } from '../../../preload/api/define.ts';
import type { Demographics, MatchReason, PossibleMatch, patients } from '../../../preload/api/patients.ts';
import { listPatientIdsByMatchKeys } from '../store/queries/patient-match-keys.ts';
import { listPatients, type Patient } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { PHONE_TAIL, soughtMatchKeys, yearOf } from './match-keys.ts';
import { identifierSigns, nameWords, phoneDigits, soundsOf } from './name-words.ts';
import { displayName, toSummary } from './patient-view.ts';

/** From here on a registration asks whether it is the same person (S02). */
export const ASK_FROM_SCORE = 70;

const SHOW_FROM_SCORE = 40;
const MOST_SHOWN = 8;
const MOST_CANDIDATES = 100;

type Evidence = { readonly points: number; readonly reason: MatchReason | null; readonly detail: string };

/** S02: who this might be already, best first, each with the reasons. */
export function findMatches(
  context: VaultContext,
  { demographics }: ParsedArgsOf<(typeof patients)['findMatches']>,
): PossibleMatch[] {
  const ids = listPatientIdsByMatchKeys(context.db, soughtMatchKeys(demographics), MOST_CANDIDATES);
  return listPatients(context.db, ids)
    .map((patient) => compare(demographics, patient))
    .filter((match) => match.score >= SHOW_FROM_SCORE)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_SHOWN);
}

/** Adds up what speaks for and against two descriptions being of one person. An order, never a decision. */
export function compare(typed: Partial<Demographics>, patient: Patient): PossibleMatch {
  const evidence = [
    nameEvidence(typed, patient),
    birthEvidence(typed, patient),
    phoneEvidence(typed, patient),
    identifierEvidence(typed, patient),
    sexEvidence(typed, patient),
  ];
  const points = evidence.reduce((sum, { points }) => sum + points, 0);
  const reasons = evidence.flatMap(({ reason, detail }) => (reason === null ? [] : [{ reason, detail }]));
  return { patient: toSummary(patient), score: Math.round(Math.min(100, Math.max(0, points))), reasons };
}

const NOTHING: Evidence = { points: 0, reason: null, detail: '' };

/** 65 points for equal names, none for names that share no more than 70 %. */
function nameEvidence(typed: Partial<Demographics>, patient: Patient): Evidence {
  const { family = '', given = '' } = typed;
  const [best] = namesToCompare(typed, patient)
    .map(([here, there]) => wordsInCommon(here, there))
    .sort((one, other) => other.similarity - one.similarity);
  if (!best) return NOTHING;
  const { similarity, alike } = best;
  const points = Math.max(0, (65 * (similarity - 0.7)) / 0.3);
  const detail = displayName(patient);
  if (isSwapped(family, given, patient)) return { points, reason: 'namesSwapped', detail };
  if (alike === 'equal') return { points, reason: 'sameName', detail };
  if (points === 0) return { ...NOTHING, points };
  return { points, reason: alike === 'sound' ? 'soundsAlike' : 'similarSpelling', detail };
}

/** The name as on the form, and in the local script where both sides have it; one missing script speaks for nothing. */
function namesToCompare(typed: Partial<Demographics>, patient: Patient): [string[], string[]][] {
  const { family = '', given = '', localName = '' } = typed;
  const [form, local] = [nameWords(family, given), nameWords(localName)];
  const [formThere, localThere] = [nameWords(patient.family, patient.given), nameWords(patient.localName)];
  const pairs: [string[], string[]][] = [
    [form, formThere],
    [form, localThere],
    [local, localThere],
    [local, formThere],
  ];
  return pairs.filter(([here, there]) => here.length > 0 && there.length > 0);
}

/** Pairs every word of the shorter name with its best counterpart; words left over take a little away. */
function wordsInCommon(one: readonly string[], other: readonly string[]) {
  const [short, long] = one.length <= other.length ? [one, [...other]] : [other, [...one]];
  const leftOver = (long.length - short.length) * 0.04;
  let sum = 0;
  let isEqual = leftOver === 0;
  let isSound = true;
  for (const word of short) {
    const ranked = long.map((candidate) => similarityOf(word, candidate));
    const best = Math.max(...ranked);
    const [partner = ''] = long.splice(ranked.indexOf(best), 1);
    sum += best;
    isEqual &&= partner === word;
    isSound &&= soundsEqual(partner, word);
  }
  const alike = isEqual ? 'equal' : isSound ? 'sound' : 'spelling';
  return { similarity: short.length === 0 ? 0 : sum / short.length - leftOver, alike } as const;
}

/** Jaro-Winkler favours equal beginnings, the edit distance one wrong letter; a word heard the same counts as near. */
function similarityOf(one: string, other: string): number {
  if (one === other) return 1;
  const spelling = Math.max(jaroWinkler(one, other), 1 - distance(one, other) / Math.max(one.length, other.length));
  return soundsEqual(one, other) ? Math.max(spelling, 0.92) : spelling;
}

function soundsEqual(one: string, other: string): boolean {
  const sounds = soundsOf(other);
  return soundsOf(one).some((sound) => sounds.includes(sound));
}

function isSwapped(family: string, given: string, patient: Patient): boolean {
  const [familyHere, givenHere] = [nameWords(family).join(' '), nameWords(given).join(' ')];
  const [familyThere, givenThere] = [nameWords(patient.family).join(' '), nameWords(patient.given).join(' ')];
  if (familyHere === givenHere || familyHere === '' || givenHere === '') return false;
  return familyHere === givenThere && givenHere === familyThere;
}

function birthEvidence(typed: Partial<Demographics>, patient: Patient): Evidence {
  const [here, there] = [typed.birthDate, patient.birthDate];
  const [year, yearThere] = [yearOf(typed), yearOf(patient)];
  if (!here || !there || year === null || yearThere === null) return NOTHING;
  const isEstimated = here.estimated || there.estimated;
  const detail = `${there.estimated ? '~' : ''}${there.value}`;
  if (here.value === there.value && !isEstimated && here.value.length === 10) {
    return { points: 30, reason: 'sameBirthDate', detail };
  }
  const yearsApart = Math.abs(year - yearThere);
  if (yearsApart === 0) {
    const agree = here.value.startsWith(there.value) || there.value.startsWith(here.value);
    return { points: agree || isEstimated ? 20 : 10, reason: 'sameBirthYear', detail };
  }
  const near = isEstimated ? 5 : 1;
  if (yearsApart <= near) return { points: 10, reason: 'nearBirthYear', detail };
  return { ...NOTHING, points: isEstimated ? -10 : -20 };
}

function phoneEvidence(typed: Partial<Demographics>, patient: Patient): Evidence {
  const [here, there] = [phoneDigits(typed.phone ?? ''), phoneDigits(patient.phone)];
  if (here.length < 4 || there.length < 4) return NOTHING;
  const detail = patient.phone;
  if (here.length >= PHONE_TAIL && there.endsWith(here.slice(-PHONE_TAIL))) {
    return { points: 25, reason: 'samePhone', detail };
  }
  return here.slice(-4) === there.slice(-4) ? { points: 8, reason: 'phoneEnds', detail } : NOTHING;
}

function identifierEvidence(typed: Partial<Demographics>, patient: Patient): Evidence {
  const [here, there] = [identifierSigns(typed.identifier ?? ''), identifierSigns(patient.identifier)];
  if (here.length < 3 || there.length < 3) return NOTHING;
  return here === there ? { points: 60, reason: 'sameIdentifier', detail: patient.identifier } : NOTHING;
}

function sexEvidence(typed: Partial<Demographics>, patient: Patient): Evidence {
  const [here, there] = [typed.sex ?? 'unknown', patient.sex];
  if (here === 'unknown' || there === 'unknown') return NOTHING;
  return here === there ? { points: 3, reason: 'sameSex', detail: '' } : { ...NOTHING, points: -8 };
}
