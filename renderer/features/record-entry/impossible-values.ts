import type { RecordEntry } from '../../../preload/api/records.ts';
import type { Problem } from './check-form.ts';
import { toLocalMinutes } from './entry-form.ts';

type Problems = Record<string, Problem>;
type Vitals = Extract<RecordEntry, { type: 'Observation' }>;

/**
 * What the contract cannot refuse, because it depends on the clock or on two values together. Only a person who types
 * is stopped: what was stored or came with an import must stay readable, and amendable. A medication may begin later.
 */
export function impossibleValues(entry: RecordEntry, nowMs: number): Problems {
  switch (entry.type) {
    case 'Condition':
    case 'AllergyIntolerance':
      return isAhead(entry.onset, nowMs) ? { onset: { kind: 'future' } } : {};
    case 'MedicationStatement':
      return {};
    case 'Observation':
      return { ...pressureProblem(entry), ...momentProblem(entry.at, nowMs) };
    case 'Encounter':
    case 'DocumentReference':
      return momentProblem(entry.at, nowMs);
  }
}

function pressureProblem({ systolic, diastolic }: Vitals): Problems {
  const isPossible = systolic === null || diastolic === null || diastolic < systolic;
  return isPossible ? {} : { diastolic: { kind: 'notBelowSystolic' } };
}

function momentProblem(at: string, nowMs: number): Problems {
  return new Date(at).getTime() > nowMs ? { at: { kind: 'future' } } : {};
}

/** Whether a partial date lies wholly after today. */
function isAhead(partialDate: string | null, nowMs: number): boolean {
  return partialDate !== null && partialDate > toLocalMinutes(new Date(nowMs)).slice(0, partialDate.length);
}
