import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCrockford, toCrockford } from '../../../../main/vault/crypto/crockford.ts';

describe('Crockford base 32', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromCrockford(toCrockford(bytes))).toEqual(bytes);
      }),
    );
  });

  it('[S09] understands what a person or a scanner may type instead', () => {
    const bytes = new Uint8Array([0x08, 0x42, 0x10, 0x00, 0x21]);
    const text = toCrockford(bytes);
    expect(text).toBe('11110011');
    expect(fromCrockford('ilL1oO1i')).toEqual(bytes);
  });

  it.each(['U', 'A-B', 'Ñ', ' '])('refuses %j', (text) => {
    expect(fromCrockford(text)).toBeNull();
  });
});
