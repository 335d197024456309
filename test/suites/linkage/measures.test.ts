import { describe, expect, it } from 'vitest';
import { diceOf } from './dice.ts';
import { fitLogistic } from './logistic.ts';
import { areaUnderCurve, judgeGuesses } from './measures.ts';

describe('what the linker is measured by', () => {
  it('the area under the curve is 1 for a perfect order, 0 for its reverse, a half for no order', () => {
    const isSame = [true, true, false, false];
    expect(areaUnderCurve([4, 3, 2, 1], isSame)).toBe(1);
    expect(areaUnderCurve([1, 2, 3, 4], isSame)).toBe(0);
    expect(areaUnderCurve([7, 7, 7, 7], isSame)).toBe(0.5);
    expect(areaUnderCurve([4, 2, 3, 1], isSame)).toBe(0.75);
  });

  it('a guess among equals counts as often as it would be right', () => {
    const sure = { scores: [1, 9, 1, 1], isRight: [false, true, false, false] };
    const torn = { scores: [2, 2, 1, 1], isRight: [false, true, false, false] };
    expect(judgeGuesses([torn, sure])).toEqual({ right: 0.75, chance: 0.25, surest: 1 });
  });

  it('the classifier finds what two features say only together', () => {
    const dice = diceOf('classifier');
    const rows = Array.from({ length: 2000 }, () => [dice.fraction(), dice.fraction(), dice.fraction()]);
    const isSame = rows.map(([a = 0, b = 0]) => a + b > 1);
    const score = fitLogistic(rows.slice(1000), isSame.slice(1000));
    expect(areaUnderCurve(rows.slice(0, 1000).map(score), isSame.slice(0, 1000))).toBeGreaterThan(0.99);
    const unrelated = rows.map(() => dice.hits(0.5));
    const blind = fitLogistic(rows.slice(1000), unrelated.slice(1000));
    expect(areaUnderCurve(rows.slice(0, 1000).map(blind), unrelated.slice(0, 1000))).toBeLessThan(0.55);
  });
});
