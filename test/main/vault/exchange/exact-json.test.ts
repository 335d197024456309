import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asNumber, parseExact } from '../../../../main/vault/exchange/exact-json.ts';
import { numberAt } from '../../../../main/vault/exchange/resource-tree.ts';

describe('JSON with exact decimals', () => {
  it('keeps every digit of every number through a round trip', () => {
    const text = '{"a":1.50,"b":[0.1,10.0,1e5,-0,123456789012345678901],"c":"1.50","d":2.5}';
    expect(JSON.stringify(parseExact(text))).toBe(text);
  });

  it('is JSON.parse for everything else', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const canonical = JSON.stringify(JSON.parse(text));
        expect(JSON.stringify(parseExact(canonical))).toBe(canonical);
      }),
    );
  });

  it('lets exact numbers be read as numbers', () => {
    const tree = parseExact('{"exact":1.50,"plain":1.5,"text":"1.50","huge":1e999}');
    expect(numberAt(tree, 'exact')).toBe(1.5);
    expect(numberAt(tree, 'plain')).toBe(1.5);
    expect(numberAt(tree, 'text')).toBeUndefined();
    expect(numberAt(tree, 'huge')).toBeUndefined();
    expect(asNumber({ rawJSON: '5' })).toBeUndefined();
  });
});
