import { describe, expect, it } from 'vitest';
import { hkdf, hmac, sha256 } from '../../../../main/vault/crypto/digest.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('digests', () => {
  it('[OBJ3] sha256 names a block as FIPS 180-4 says', () => {
    expect(sha256(utf8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('[R-17] hmac equals RFC 4231, test case 2, however the message is cut', () => {
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(hex(hmac(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(expected);
    expect(hex(hmac(utf8('Jefe'), utf8('what do ya '), utf8('want for nothing?')))).toBe(expected);
  });

  it('[R-17] hkdf equals RFC 5869, test case 3 (no salt, no info)', () => {
    expect(hex(hkdf(new Uint8Array(22).fill(0x0b), '', 42))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });

  it('[KEY3] different labels give unrelated keys', () => {
    const key = new Uint8Array(32).fill(7);
    expect(hex(hkdf(key, 'a'))).not.toBe(hex(hkdf(key, 'b')));
    expect(hkdf(key, 'a')).toHaveLength(32);
  });
});
