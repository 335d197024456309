import type { Demographics, Sex } from '../../../preload/api/patients.ts';
import { type BirthProblem, readBirth, writeBirth } from './birth-input.ts';

/** The fields in the order of the paper form, which is the order of Tab. */
export const FIELDS = [
  'family',
  'given',
  'sex',
  'birth',
  'localName',
  'phone',
  'identifier',
  'nextOfKin',
  'address',
] as const;
export type Field = (typeof FIELDS)[number];

/** What stands in the fields, exactly as typed. */
export type PatientForm = Readonly<Record<Field, string>>;

export type FieldProblem = 'required' | BirthProblem;
export type Problems = Partial<Record<Field, FieldProblem>>;

const SEXES: readonly string[] = ['female', 'male', 'other', 'unknown'] satisfies Sex[];

export const EMPTY_FORM: PatientForm = {
  family: '',
  given: '',
  sex: '',
  birth: '',
  localName: '',
  phone: '',
  identifier: '',
  nextOfKin: '',
  address: '',
};

export function isSex(value: string): value is Sex {
  return SEXES.includes(value);
}

/** The demographics the form means, or what keeps them from being saved. */
export function readForm(form: PatientForm, nowMs: number): { demographics: Demographics } | { problems: Problems } {
  const birth = readBirth(form.birth, nowMs);
  const { sex } = form;
  const problems: Problems = {
    ...(form.family.trim() === '' && { family: 'required' }),
    ...(!isSex(sex) && { sex: 'required' }),
    ...(!birth.ok && { birth: birth.problem }),
  };
  if (!birth.ok || !isSex(sex) || Object.keys(problems).length > 0) return { problems };
  const { birth: _typed, ...texts } = form;
  return { demographics: { ...texts, sex, birthDate: birth.birthDate } };
}

/** What is known so far, for looking up possible matches; null while it is too little to tell anybody apart. */
export function knownSoFar(form: PatientForm, nowMs: number): Partial<Demographics> | null {
  const family = form.family.trim();
  const given = form.given.trim();
  const phone = form.phone.trim();
  const identifier = form.identifier.trim();
  const isEnough = family.length + given.length >= 3 || phone.length >= 5 || identifier.length >= 4;
  if (!isEnough) return null;
  const birth = readBirth(form.birth, nowMs);
  return {
    ...(family !== '' && { family }),
    ...(given !== '' && { given }),
    ...(form.localName.trim() !== '' && { localName: form.localName.trim() }),
    ...(isSex(form.sex) && { sex: form.sex }),
    ...(birth.ok && birth.birthDate && { birthDate: birth.birthDate }),
    ...(phone !== '' && { phone }),
    ...(identifier !== '' && { identifier }),
  };
}

export function formOf(demographics: Demographics): PatientForm {
  const { birthDate, ...texts } = demographics;
  return { ...texts, birth: writeBirth(birthDate) };
}

export function isBlank(form: PatientForm): boolean {
  return FIELDS.every((field) => form[field].trim() === '');
}

/** What a form keeps in its draft. No PIN and no card code: those are typed again. */
export interface PatientDraft {
  readonly form: PatientForm;
  /** Field that had the focus, to come back to. */
  readonly focus: Field;
  /** Version an edit began with; null for a registration. */
  readonly basedOnVersion: number | null;
}

export function writeDraft(draft: PatientDraft): string {
  return JSON.stringify(draft);
}

/** Reads a draft this program wrote, perhaps an older version of it: unknown parts are left out, missing ones empty. */
export function readDraft(text: string): PatientDraft {
  const parsed: unknown = JSON.parse(text);
  const stored = isObject(parsed) ? parsed : {};
  const values = isObject(stored.form) ? stored.form : {};
  const entries = FIELDS.map((field) => {
    const value = values[field];
    return [field, typeof value === 'string' ? value : ''];
  });
  return {
    form: { ...EMPTY_FORM, ...Object.fromEntries(entries) },
    focus: FIELDS.find((field) => field === stored.focus) ?? 'family',
    basedOnVersion: typeof stored.basedOnVersion === 'number' ? stored.basedOnVersion : null,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
