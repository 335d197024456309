import type { EntryType } from '../../../../preload/api/records.ts';
import type { FormsByType } from '../entry-form.ts';

/** What the fields of one record type get: values as typed, and the words for what cannot be saved. */
export interface FieldsProps<T extends EntryType> {
  readonly values: FormsByType[T];
  readonly onChange: (values: FormsByType[T]) => void;
  readonly problem: (field: keyof FormsByType[T] & string) => string | undefined;
}
