import { RecordEntry } from '../../../preload/api/records.ts';
import { type EntryForm, type FormsByType, measurements } from './entry-form.ts';
import { parsePartialDate } from './partial-date.ts';

/** Why a field cannot be saved, worded in the catalogue under `recordEntry.problem.<kind>`. */
export type Problem =
  | { readonly kind: 'required' | 'date' | 'future' | 'number' | 'nothingMeasured' | 'notBelowSystolic' | 'invalid' }
  | { readonly kind: 'atLeast' | 'atMost' | 'tooLong'; readonly limit: number };

export type CheckedForm =
  | { readonly ok: true; readonly entry: RecordEntry }
  | { readonly ok: false; readonly problems: Readonly<Record<string, Problem>> };

/**
 * The entry a form stands for, or what is wrong by field. The rules are the contract's own; this only turns text into
 * values and refusals into something a person can act on.
 * @param keepsFile an amendment of a document may leave its file as it is.
 */
export function checkForm(form: EntryForm, { keepsFile = false }: { keepsFile?: boolean } = {}): CheckedForm {
  if (form.type === 'Observation' && !hasMeasurement(form.values)) {
    return { ok: false, problems: { systolic: { kind: 'nothingMeasured' } } };
  }
  if (form.type === 'DocumentReference' && form.values.file === null && !keepsFile) {
    return { ok: false, problems: { ...problemsOf(form), file: { kind: 'required' } } };
  }
  const parsed = RecordEntry.safeParse(candidate(form));
  return parsed.success ? { ok: true, entry: parsed.data } : { ok: false, problems: problemsOf(form) };
}

function problemsOf(form: EntryForm): Record<string, Problem> {
  const issues = RecordEntry.safeParse(candidate(form)).error?.issues ?? [];
  return Object.fromEntries(issues.map((issue) => [String(issue.path[0] ?? 'note'), problemOf(issue)]));
}

type Issue = NonNullable<ReturnType<typeof RecordEntry.safeParse>['error']>['issues'][number];

function problemOf(issue: Issue): Problem {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? { kind: 'required' } : { kind: 'atLeast', limit: Number(issue.minimum) };
    case 'too_big':
      return { kind: issue.origin === 'string' ? 'tooLong' : 'atMost', limit: Number(issue.maximum) };
    case 'invalid_format':
      return { kind: 'date' };
    case 'invalid_type':
      return { kind: issue.expected === 'number' ? 'number' : 'invalid' };
    default:
      return { kind: 'invalid' };
  }
}

function candidate(form: EntryForm): unknown {
  switch (form.type) {
    case 'Condition':
      return { type: form.type, ...form.values, onset: partialDate(form.values.onset) };
    case 'AllergyIntolerance': {
      const severity = form.values.severity === '' ? null : form.values.severity;
      return { type: form.type, ...form.values, severity, onset: partialDate(form.values.onset) };
    }
    case 'MedicationStatement':
      return { type: form.type, ...form.values, since: partialDate(form.values.since) };
    case 'Observation': {
      const numbers = measurements((name) => decimal(form.values[name]));
      return { type: form.type, at: moment(form.values.at), ...numbers, note: form.values.note };
    }
    case 'Encounter':
      return { type: form.type, ...form.values, at: moment(form.values.at) };
    case 'DocumentReference': {
      const { file, ...values } = form.values;
      return { type: form.type, ...values, at: moment(values.at), fileId: file?.fileId ?? null };
    }
  }
}

function hasMeasurement(values: FormsByType['Observation']): boolean {
  return Object.values(measurements((name) => values[name])).some((typed) => typed.trim() !== '');
}

/** What cannot be read is passed on as typed, so that the contract refuses it under the field's name. */
function partialDate(typed: string): string | null {
  return typed.trim() === '' ? null : (parsePartialDate(typed) ?? typed);
}

function moment(localMinutes: string): string {
  const parsed = new Date(localMinutes);
  return Number.isNaN(parsed.getTime()) ? localMinutes : parsed.toISOString();
}

/** Accepts the decimal comma. `NaN` for what is not a number, which the contract refuses. */
function decimal(typed: string): number | null {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  return /^\d+([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN;
}
