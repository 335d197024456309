import { describe, expect, it } from 'vitest';
import { isPrintedCode, ScanDetector } from '../../../renderer/keyboard/scanner.ts';

/** Feeds the text with Enter at its end, `gapMs` between the keys. */
function type(detector: ScanDetector, text: string, gapMs: number, startMs = 0): string | null {
  const keys = [...text, 'Enter'];
  return keys.map((key, index) => detector.feed(key, startMs + index * gapMs)).at(-1) ?? null;
}

describe('[S09] the scan detector', () => {
  it('knows a scanner by its pace', () => {
    expect(type(new ScanDetector(), 'A7-000412', 4)).toBe('A7-000412');
  });

  it('leaves a fast typist alone', () => {
    expect(type(new ScanDetector(), 'A7-000412', 80)).toBeNull();
  });

  it('does not mix what was typed before into the scan', () => {
    const detector = new ScanDetector();
    for (const [index, key] of [...'Mohammed'].entries()) detector.feed(key, index * 90);
    expect(type(detector, 'A7-000412', 4, 2000)).toBe('A7-000412');
  });

  it('starts again after a named key, and after Enter', () => {
    const detector = new ScanDetector();
    for (const [index, key] of [...'A7-0', 'Tab'].entries()) detector.feed(key, index);
    expect(type(detector, '00412', 4, 5)).toBeNull();
    expect(type(detector, 'A7-000413', 4, 1000)).toBe('A7-000413');
  });

  it('passes over Shift, which scanners press for capitals', () => {
    const detector = new ScanDetector();
    const keys = ['Shift', 'A', '7', '-', '0', '0', '0', '4', '1', '2', 'Enter'];
    expect(keys.map((key, index) => detector.feed(key, index * 3)).at(-1)).toBe('A7-000412');
  });

  it('waits for the end of the code: Enter long after the last character is a person', () => {
    const detector = new ScanDetector();
    for (const [index, key] of [...'A7-000412'].entries()) detector.feed(key, index * 4);
    expect(detector.feed('Enter', 900)).toBeNull();
  });
});

describe('a printed code', () => {
  it.each([
    'A7-000412',
    'B2-1234567',
    '8GJ2-K3QP',
    'WKC1:0123456789ABCDEFGHJKMNPQRSTVWXYZ',
    'wkc1abcdef',
  ])('is %s', (text) => {
    expect(isPrintedCode(text)).toBe(true);
  });

  it.each(['Mohammed', '1984-03-14', '+20 10 5550 1842', 'about 42 years', '', '8GJ2-K3Q'])('is not %s', (text) => {
    expect(isPrintedCode(text)).toBe(false);
  });
});
