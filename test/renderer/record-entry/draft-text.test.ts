import { describe, expect, it } from 'vitest';
import { RecordId } from '../../../preload/api/ids.ts';
import { ENTRY_TYPES } from '../../../preload/api/records.ts';
import { type RecordDraft, readDraft, writeDraft } from '../../../renderer/features/record-entry/draft-text.ts';
import { emptyForm } from '../../../renderer/features/record-entry/entry-form.ts';

const THEN = new Date('2026-11-12T10:42:00Z');
const LATER = new Date('2026-11-13T08:00:00Z');

function aDraft(draft: Partial<RecordDraft> = {}): RecordDraft {
  return { form: emptyForm('Observation', THEN), sensitive: false, reason: '', focus: null, amends: null, ...draft };
}

describe('a draft of a record', () => {
  it.each(ENTRY_TYPES)('[S04] brings a half-typed %s back to the last field', (type) => {
    const draft = aDraft({
      form: emptyForm(type, THEN),
      sensitive: true,
      reason: 'wrong dose',
      focus: 'note',
      amends: { recordId: RecordId.parse('01936d5e-0000-7000-8000-000000000001'), version: 3 },
    });
    expect(readDraft(writeDraft(draft), LATER)).toEqual(draft);
  });

  it('does not keep the ticket of a chosen file, which is void after a restart', () => {
    const file = { fileId: '01936d5e-0000-7000-8000-000000000002', name: 'letter.pdf', sizeBytes: 120_000 };
    const form = emptyForm('DocumentReference', THEN);
    if (form.type !== 'DocumentReference') throw new Error('another form opened');
    const text = writeDraft(aDraft({ form: { ...form, values: { ...form.values, title: 'Letter', file } } }));
    expect(text).not.toContain(file.fileId);
    expect(readDraft(text, LATER)?.form.values).toMatchObject({ title: 'Letter', file: null });
  });

  it('opens with empty fields what an older version did not keep, and drops what it does not know', () => {
    const text = JSON.stringify({ form: { type: 'Encounter', values: { reason: 'Cough', colour: 'red', class: 7 } } });
    const values = readDraft(text, LATER)?.form.values;
    expect(values).toMatchObject({ reason: 'Cough', class: 'AMB', note: '' });
    expect(values).not.toHaveProperty('colour');
  });

  it.each([
    '',
    'not json',
    'null',
    '{}',
    '{"form":{"type":"Patient","values":{}}}',
    '[]',
  ])('refuses %j instead of opening half a form', (text) => {
    expect(readDraft(text, LATER)).toBeNull();
  });
});
