import { describe, expect, it } from 'vitest';
import { wrapWords } from '../../../renderer/features/cards/draw-card.ts';

const oneEach = (text: string) => text.length;

describe('text on a card', () => {
  it('breaks at spaces when the next word does not fit', () => {
    expect(wrapWords('keep this card with you', 10, oneEach)).toEqual(['keep this', 'card with', 'you']);
  });

  it('keeps the line breaks of the text', () => {
    expect(wrapWords('A. Silva\n12 Nov 2026', 40, oneEach)).toEqual(['A. Silva', '12 Nov 2026']);
  });

  it('leaves a word that is wider than the card whole', () => {
    expect(wrapWords('an Donaudampfschifffahrt', 8, oneEach)).toEqual(['an', 'Donaudampfschifffahrt']);
  });
});
