import { describe, expect, it } from 'vitest';
import { ALLERGENS } from '../../../../main/vault/exchange/code-lists/allergens.ts';
import { MEDICATIONS } from '../../../../main/vault/exchange/code-lists/atc.ts';
import { CONDITIONS } from '../../../../main/vault/exchange/code-lists/icd-10.ts';

const linesOf = (list: string) => list.split('\n').filter(Boolean);

describe.each([
  ['ICD-10', CONDITIONS, /^[A-Z]\d\d(\.\d)? \S.*\S$/, 300],
  ['ATC', MEDICATIONS, /^[A-Z]\d\d[A-Z]([A-Z](\d\d)?)? \S.*\S$/, 200],
  ['allergens', ALLERGENS, /^[A-Z]\S*( \S+)*$/, 70],
])('the %s list', (_, list, shape, least) => {
  it('has one well-formed term a line, each once', () => {
    const lines = linesOf(list);
    expect(lines.length).toBeGreaterThan(least);
    expect(lines.filter((line) => !shape.test(line))).toEqual([]);
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
  });

  it('has every code and every text once', () => {
    const lines = linesOf(list);
    const codes = lines.map((line) => line.split(' ', 1)[0]);
    const texts = lines.map((line) => line.slice(line.indexOf(' ') + 1));
    if (list !== ALLERGENS) expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect((list === ALLERGENS ? lines : texts).filter((text, index, all) => all.indexOf(text) !== index)).toEqual([]);
  });
});
