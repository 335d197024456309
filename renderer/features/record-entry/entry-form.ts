import type { CodedText, EntryType, RecordEntry } from '../../../preload/api/records.ts';

type EntryOf<T extends EntryType> = Extract<RecordEntry, { type: T }>;

/** In the order a nurse reads them out. */
export const MEASUREMENTS = [
  'systolic',
  'diastolic',
  'heartRate',
  'respiratoryRate',
  'temperature',
  'oxygenSaturation',
  'weight',
  'height',
  'glucose',
] as const;
export type Measurement = (typeof MEASUREMENTS)[number];

/** The part of a chosen file the form shows. Its ticket dies with the application, so a draft does not keep it. */
export interface ChosenFile {
  readonly fileId: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** What each form holds while somebody types: text as typed, not yet a value. */
export interface FormsByType {
  Condition: {
    code: CodedText;
    onset: string;
    clinicalStatus: EntryOf<'Condition'>['clinicalStatus'];
    note: string;
  };
  AllergyIntolerance: {
    substance: CodedText;
    reaction: string;
    severity: NonNullable<EntryOf<'AllergyIntolerance'>['severity']> | '';
    verification: EntryOf<'AllergyIntolerance'>['verification'];
    onset: string;
    note: string;
  };
  MedicationStatement: {
    medication: CodedText;
    dosage: string;
    status: EntryOf<'MedicationStatement'>['status'];
    since: string;
    note: string;
  };
  Observation: { at: string; note: string } & Record<Measurement, string>;
  Encounter: { class: EntryOf<'Encounter'>['class']; at: string; reason: string; note: string };
  DocumentReference: {
    title: string;
    kind: EntryOf<'DocumentReference'>['kind'];
    at: string;
    file: ChosenFile | null;
    note: string;
  };
}

/** A form of one type; the type of its values follows from it. */
export type EntryForm = { [T in EntryType]: { readonly type: T; readonly values: FormsByType[T] } }[EntryType];

const NO_CODE: CodedText = { text: '', system: null, code: null };

/** The form as it opens. `now` is the moment the record is entered, offered as the time it happened. */
export function emptyForm(type: EntryType, now: Date): EntryForm {
  const at = toLocalMinutes(now);
  switch (type) {
    case 'Condition':
      return { type, values: { code: NO_CODE, onset: '', clinicalStatus: 'active', note: '' } };
    case 'AllergyIntolerance':
      return {
        type,
        values: { substance: NO_CODE, reaction: '', severity: '', verification: 'confirmed', onset: '', note: '' },
      };
    case 'MedicationStatement':
      return { type, values: { medication: NO_CODE, dosage: '', status: 'active', since: '', note: '' } };
    case 'Observation':
      return { type, values: { at, ...measurements(() => ''), note: '' } };
    case 'Encounter':
      return { type, values: { class: 'AMB', at, reason: '', note: '' } };
    case 'DocumentReference':
      return { type, values: { title: '', kind: 'other', at, file: null, note: '' } };
  }
}

/** The form of a saved record, to amend it. */
export function formOf(entry: RecordEntry): EntryForm {
  const { note } = entry;
  switch (entry.type) {
    case 'Condition': {
      const { type, code, clinicalStatus } = entry;
      return { type, values: { code, onset: entry.onset ?? '', clinicalStatus, note } };
    }
    case 'AllergyIntolerance': {
      const { type, substance, reaction, verification } = entry;
      const severity = entry.severity ?? '';
      return { type, values: { substance, reaction, severity, verification, onset: entry.onset ?? '', note } };
    }
    case 'MedicationStatement': {
      const { type, medication, dosage, status } = entry;
      return { type, values: { medication, dosage, status, since: entry.since ?? '', note } };
    }
    case 'Observation': {
      const typed = measurements((name) => (entry[name] === null ? '' : String(entry[name])));
      return { type: entry.type, values: { at: toLocalMinutes(new Date(entry.at)), ...typed, note } };
    }
    case 'Encounter':
      return {
        type: entry.type,
        values: { class: entry.class, at: toLocalMinutes(new Date(entry.at)), reason: entry.reason, note },
      };
    case 'DocumentReference': {
      const { type, title, kind } = entry;
      return { type, values: { title, kind, at: toLocalMinutes(new Date(entry.at)), file: null, note } };
    }
  }
}

/** Whether the form says what it said when it was opened: then there is nothing to amend. */
export function isUntouched(form: EntryForm, opened: EntryForm): boolean {
  return JSON.stringify(form) === JSON.stringify(opened);
}

export function measurements<V>(read: (name: Measurement) => V): Record<Measurement, V> {
  // Every name of MEASUREMENTS becomes a key, so the record is complete.
  return Object.fromEntries(MEASUREMENTS.map((name) => [name, read(name)])) as Record<Measurement, V>;
}

/** `2026-11-12T10:42`, what a date and time field of the browser holds, in the time of this computer. */
export function toLocalMinutes(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The words a form is known by while it is a draft; empty until something tells it from others. */
export function headlineOf(form: EntryForm): string {
  switch (form.type) {
    case 'Condition':
      return form.values.code.text;
    case 'AllergyIntolerance':
      return form.values.substance.text;
    case 'MedicationStatement':
      return form.values.medication.text;
    case 'Observation':
      return '';
    case 'Encounter':
      return form.values.reason;
    case 'DocumentReference':
      return form.values.title;
  }
}

/** The same form with another note, the one field every type has. */
export function withNote(form: EntryForm, note: string): EntryForm {
  // The type stays, and every type's values have a note.
  return { type: form.type, values: { ...form.values, note } } as EntryForm;
}

/** A document with another file. Its name is a good title until somebody writes a better one. */
export function withFile(
  values: FormsByType['DocumentReference'],
  file: ChosenFile | null,
): FormsByType['DocumentReference'] {
  const isOwnTitle = values.title !== '' && values.title !== stemOf(values.file);
  return { ...values, file, title: isOwnTitle ? values.title : stemOf(file) };
}

function stemOf(file: ChosenFile | null): string {
  return file?.name.replace(/\.[^.]+$/, '') ?? '';
}
