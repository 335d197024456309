import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJson, JSON_MAX_DEPTH, JSON_MAX_NODES } from '../../../../main/vault/exchange/check-json.ts';

function outcome(work: () => unknown): 'accepted' | 'refused' {
  try {
    work();
    return 'accepted';
  } catch {
    return 'refused';
  }
}

const refusedWith = (code: string, details: object) => expect.objectContaining({ code, details });

describe('checking JSON before it is parsed', () => {
  it('accepts exactly what JSON.parse accepts', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(outcome(() => checkJson(text))).toBe('accepted');
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses, after any mutation', () => {
    const characters = [...'{}[]:,"\\truefalsn0123456789.eE+- \n\t\u0001\u00e9'];
    const mutation = fc.record({ at: fc.nat(), remove: fc.nat({ max: 3 }), put: fc.constantFrom('', ...characters) });
    fc.assert(
      fc.property(fc.json(), fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, mutations) => {
        let mutated = text;
        for (const { at, remove, put } of mutations) {
          const index = at % (mutated.length + 1);
          mutated = mutated.slice(0, index) + put + mutated.slice(index + remove);
        }
        expect(outcome(() => checkJson(mutated))).toBe(outcome(() => JSON.parse(mutated)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{\n  "a": x\n}', 2, 8],
    ['{"a": 1,\n}', 2, 1],
    ['{"a": "open\n', 1, 12],
    ['{"a": [1, 2}', 1, 12],
    ['{"a": 1} x', 1, 10],
    ['{"a": 01}', 1, 8],
    ['{"a": "\\x"}', 1, 8],
    ['{"a": [1,\n  2', 2, 4],
    ['', 1, 1],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
  ])('names line and column of %j', (text, line, column) => {
    expect(() => checkJson(text)).toThrow(refusedWith('import.invalid', { line, column }));
  });

  it('[attack 18] refuses a million levels without using the stack', () => {
    const details = { what: 'depth', limit: JSON_MAX_DEPTH };
    expect(() => checkJson('['.repeat(1_000_000))).toThrow(refusedWith('import.tooLarge', details));
    expect(outcome(() => checkJson('['.repeat(JSON_MAX_DEPTH) + ']'.repeat(JSON_MAX_DEPTH)))).toBe('accepted');
  });

  it('[attack 18] refuses more nodes and longer texts than the limits', () => {
    const nodes = `[${'0,'.repeat(JSON_MAX_NODES)}0]`;
    expect(() => checkJson(nodes)).toThrow(refusedWith('import.tooLarge', { what: 'nodes', limit: JSON_MAX_NODES }));
    expect(() => checkJson(`"${'x'.repeat(10_000_001)}"`)).toThrow(
      expect.objectContaining({ code: 'import.tooLarge' }),
    );
  });

  it('notices numbers that a double would write differently', () => {
    for (const text of ['1.50', '[0.1, 10.0]', '123456789012345678901', '1e5', '-0', '1E400']) {
      expect(checkJson(text).hasInexactNumbers).toBe(true);
    }
    expect(checkJson('[0, -1, 1.5, 1e+21, 0.1, 129.79470421103474]').hasInexactNumbers).toBe(false);
  });
});
