/**
 * The probability that of two pairs, one of the same person and one not, the first has the higher score: 0.5 is
 * chance, 1 is certainty. Equal scores count half.
 */
export function areaUnderCurve(scores: readonly number[], isSame: readonly boolean[]): number {
  const order = scores.map((score, i) => ({ score, same: isSame[i] === true }));
  order.sort((one, other) => one.score - other.score);
  let below = 0;
  let won = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let same = 0;
    while (end < order.length && order[end]?.score === order[start]?.score) {
      if (order[end]?.same) same += 1;
      end += 1;
    }
    const other = end - start - same;
    won += same * (below + other / 2);
    below += other;
    start = end;
  }
  const all = order.length - below;
  return won / (all * below);
}

/** How often the best of many guesses was right, and how often any guess would have been. */
export interface Guessing {
  readonly right: number;
  readonly chance: number;
  /** Among the tenth of the guesses that looked surest. */
  readonly surest: number;
}

/** One question of an attacker: the scores of all candidates, and which of them are right. */
export interface Question {
  readonly scores: readonly number[];
  readonly isRight: readonly boolean[];
}

export function judgeGuesses(questions: readonly Question[]): Guessing {
  const guesses = questions.map(({ scores, isRight }) => {
    const best = scores.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY);
    const favourites = isRight.filter((_, i) => scores[i] === best);
    return { best, right: shareOf(favourites), chance: shareOf(isRight) };
  });
  guesses.sort((one, other) => other.best - one.best);
  const surest = guesses.slice(0, Math.ceil(guesses.length / 10));
  return {
    right: mean(guesses.map(({ right }) => right)),
    chance: mean(guesses.map(({ chance }) => chance)),
    surest: mean(surest.map(({ right }) => right)),
  };
}

function shareOf(list: readonly boolean[]): number {
  return list.filter(Boolean).length / list.length;
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}
