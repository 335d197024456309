import { describe, expect, it } from 'vitest';
import { VITAL_KINDS } from '../../../preload/api/records.ts';
import { observationWord } from '../../../renderer/ui/observation-words.ts';

describe('a coded measurement', () => {
  it('has a word for every vital sign that is entered here', () => {
    const written = ['85354-9', '8867-4', '9279-1', '8310-5', '2708-6', '29463-7', '8302-2', '15074-8'];
    expect(written.map(observationWord)).toEqual([...VITAL_KINDS]);
  });

  it.each([null, '', 'toString', '718-7', '8331-1'])('keeps its own words as %j', (code) => {
    expect(observationWord(code)).toBeNull();
  });
});
