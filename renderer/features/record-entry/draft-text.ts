import { RecordId } from '../../../preload/api/ids.ts';
import { ENTRY_TYPES, type EntryType } from '../../../preload/api/records.ts';
import { type EntryForm, emptyForm, type FormsByType } from './entry-form.ts';

export interface Amends {
  readonly recordId: RecordId;
  readonly version: number;
}

/** What a draft of a record keeps besides the fields. */
export interface RecordDraft {
  readonly form: EntryForm;
  readonly sensitive: boolean;
  readonly reason: string;
  /** Name of the field that had the focus, to return to it after a lock or a crash. */
  readonly focus: string | null;
  /** The record being amended and the version the amendment starts from; null for a new record. */
  readonly amends: Amends | null;
}

/** A chosen file is left out: its ticket does not outlive the application. */
export function writeDraft({ form, sensitive, reason, focus, amends }: RecordDraft): string {
  const draft: RecordDraft = { form, sensitive, reason, focus, amends };
  return JSON.stringify(draft, (key, value: unknown) => (key === 'file' ? null : value));
}

/** Null for text this version cannot read. Fields it does not know are dropped, fields it misses open empty. */
export function readDraft(text: string, now: Date): RecordDraft | null {
  const kept = asObject(parseJson(text));
  const form = asObject(kept?.form);
  const type = ENTRY_TYPES.find((name) => name === form?.type);
  if (!kept || !form || !type) return null;
  return {
    form: refill(type, asObject(form.values) ?? {}, now),
    sensitive: kept.sensitive === true,
    reason: typeof kept.reason === 'string' ? kept.reason : '',
    focus: typeof kept.focus === 'string' ? kept.focus : null,
    amends: readAmends(asObject(kept.amends)),
  };
}

function readAmends(kept: Readonly<Record<string, unknown>> | null): Amends | null {
  const recordId = RecordId.safeParse(kept?.recordId);
  return recordId.success && typeof kept?.version === 'number'
    ? { recordId: recordId.data, version: kept.version }
    : null;
}

function refill(type: EntryType, kept: Readonly<Record<string, unknown>>, now: Date): EntryForm {
  const empty = emptyForm(type, now);
  const values: Record<string, unknown> = { ...empty.values };
  for (const [name, opened] of Object.entries(empty.values)) {
    const value = kept[name];
    if (typeof opened === 'string' && typeof value === 'string') values[name] = value;
    if (isCodedText(opened) && isCodedText(value)) values[name] = value;
  }
  // Every key comes from the empty form of this type and every value has the kind it has there.
  return { type, values: values as FormsByType[EntryType] } as EntryForm;
}

function isCodedText(value: unknown): boolean {
  const coded = asObject(value);
  return typeof coded?.text === 'string' && isTextOrNull(coded.system) && isTextOrNull(coded.code);
}

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  // A non-null object may be read by key; whatever is found there is still unknown.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
