import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../preload/api/errors.ts';
import { type Picture, qrModules, readQr } from '../../../renderer/features/cards/qr-code.ts';

const CODE = `WK1.${'Zb3-x_9'.repeat(21)}`;

/** The code as a scanner sees it: `dots` per module, dark and light as given. */
function pictureOf(modules: boolean[][], { dots = 4, dark = 0, light = 255 } = {}): Picture {
  const side = modules.length * dots;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const shade = modules[Math.floor(y / dots)]?.[Math.floor(x / dots)] ? dark : light;
      data.set([shade, shade, shade, 255], (y * side + x) * 4);
    }
  }
  return { width: side, height: side, data };
}

function rotatedQuarter(modules: boolean[][]): boolean[][] {
  return modules.map((row, y) => row.map((_, x) => modules[modules.length - 1 - x]?.[y] ?? false));
}

describe('the code on a patient card', () => {
  it('[KEY5] is read back exactly as it was written, for any code a card can hold', () => {
    const codes = fc.string({ unit: fc.constantFrom(...'ABCabc019-_.'), minLength: 20, maxLength: 400 });
    fc.assert(
      fc.property(codes, (code) => readQr(pictureOf(qrModules(code))) === code),
      { numRuns: 25 },
    );
  });

  it('is read upside down and from a pale print', () => {
    const turned = rotatedQuarter(rotatedQuarter(qrModules(CODE)));
    expect(readQr(pictureOf(turned, { dark: 90, light: 225 }))).toBe(CODE);
  });

  it('survives a scratch across the card', () => {
    const picture = pictureOf(qrModules(CODE), { dots: 6 });
    const scratched = { ...picture, data: picture.data.slice() };
    const row = Math.floor(picture.height * 0.62);
    scratched.data.fill(255, row * picture.width * 4, (row + 8) * picture.width * 4);
    expect(readQr(scratched)).toBe(CODE);
  });

  it('has a quiet zone of four light modules on every side', () => {
    const modules = qrModules(CODE);
    const edges = modules.flatMap((row, y) =>
      row.filter((_, x) => Math.min(x, y, row.length - 1 - x, modules.length - 1 - y) < 4),
    );
    expect(edges.length).toBeGreaterThan(0);
    expect(edges.every((dark) => !dark)).toBe(true);
  });

  it('is refused as card.unreadable when the picture holds no code', () => {
    const blank = { width: 300, height: 300, data: new Uint8ClampedArray(300 * 300 * 4).fill(255) };
    expect(() => readQr(blank)).toThrow(AppError);
    expect(() => readQr(blank)).toThrow(expect.objectContaining({ code: 'card.unreadable' }));
  });

  it('is refused as card.unreadable when half of it is missing', () => {
    const picture = pictureOf(qrModules(CODE));
    const half = { ...picture, data: picture.data.slice() };
    half.data.fill(255, half.data.length / 2);
    expect(() => readQr(half)).toThrow(expect.objectContaining({ code: 'card.unreadable' }));
  });
});
