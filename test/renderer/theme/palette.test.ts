import { describe, expect, it } from 'vitest';
import { dark, light, type Palette } from '../../../renderer/theme/palette.ts';
import { contrast } from './contrast.ts';

/** What stands on what, with the least contrast WCAG 2.2 AA allows it: 4.5 for text (1.4.3), 3 for controls (1.4.11). */
const PAIRS: readonly (readonly [keyof Palette, keyof Palette, number])[] = [
  ['ink', 'background', 4.5],
  ['ink', 'surface', 4.5],
  ['ink', 'redSoft', 4.5],
  ['ink', 'accentSoft', 4.5],
  ['inkSecond', 'background', 4.5],
  ['inkSecond', 'surface', 4.5],
  ['inkSecond', 'lineSoft', 4.5],
  ['inkSecond', 'accentSoft', 4.5],
  ['inkSecond', 'redSoft', 4.5],
  ['inkThird', 'surface', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'accentSoft', 4.5],
  ['onAccent', 'accent', 4.5],
  ['onAccent', 'accentHover', 4.5],
  ['red', 'surface', 4.5],
  ['red', 'redSoft', 4.5],
  ['amber', 'amberSoft', 4.5],
  ['green', 'greenSoft', 4.5],
  ['blue', 'blueSoft', 4.5],
  ['lineControl', 'surface', 3],
  ['accent', 'background', 3],
  ['accent', 'lineSoft', 3],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s palette', (_name, palette) => {
  it.each(PAIRS)('keeps %s readable on %s, at least %d to 1', (front, back, least) => {
    expect(contrast(palette[front], palette[back])).toBeGreaterThanOrEqual(least);
  });
});

describe('contrast', () => {
  it('is 21 between black and white and 1 between equals', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#0f766e', '#0f766e')).toBe(1);
  });

  it('tells a grey that is too light', () => {
    expect(contrast('#9aa3af', '#ffffff')).toBeLessThan(3);
  });
});
