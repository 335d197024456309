import { describe, expect, it } from 'vitest';
import { emptyForm, type FormsByType, withFile } from '../../../renderer/features/record-entry/entry-form.ts';

const file = (name: string) => ({ fileId: name, name, sizeBytes: 1 });

function aDocument(): FormsByType['DocumentReference'] {
  const form = emptyForm('DocumentReference', new Date('2026-11-12T10:42:00Z'));
  if (form.type !== 'DocumentReference') throw new Error('another form was opened');
  return form.values;
}

describe('the title of a document', () => {
  it('is the name of its file', () => {
    expect(withFile(aDocument(), file('discharge.letter.pdf')).title).toBe('discharge.letter');
  });

  it('follows when another file is chosen, so that no document bears the name of the wrong one', () => {
    const wrong = withFile(aDocument(), file('letter of somebody else.pdf'));
    expect(withFile(wrong, file('discharge.pdf'))).toMatchObject({
      title: 'discharge',
      file: { name: 'discharge.pdf' },
    });
  });

  it('stays as a person wrote it', () => {
    const titled = { ...withFile(aDocument(), file('scan0001.pdf')), title: 'Discharge letter' };
    expect(withFile(titled, file('scan0002.pdf')).title).toBe('Discharge letter');
  });
});
