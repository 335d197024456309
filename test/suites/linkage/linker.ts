import { fitLogistic, type Row, type Score } from './logistic.ts';
import { areaUnderCurve, type Guessing, judgeGuesses } from './measures.ts';

/**
 * What a feature is made of: the bits themselves; the order inside one publication; how often a pseudonym appears; which
 * workstation paid; when, and in whose company, something appeared; and what combines several of these.
 */
export type Group = 'identifiers' | 'order' | 'counts' | 'sender' | 'time' | 'combined';

export interface Feature<Item> {
  readonly group: Group;
  readonly name: string;
  readonly of: (one: Item, other: Item) => number;
}

/** Two items, whether they are of one person, and in which half of the persons both are. */
export interface Pair<Item> {
  readonly one: Item;
  readonly other: Item;
  readonly isSame: boolean;
  readonly half: 0 | 1;
}

/** How well the two kinds of pairs are told apart; 0.5 is chance. */
export interface Attack {
  readonly pairs: number;
  /** By logistic regression over all the features, learned on one half of the persons and tried on the other. */
  readonly learned: number;
  /** By the best single feature, whichever way round it tells. */
  readonly bestAlone: { readonly name: string; readonly auc: number };
}

/** @param lessons what is learned from, where that is more than what is asked */
export function attack<Item>(
  features: readonly Feature<Item>[],
  pairs: readonly Pair<Item>[],
  lessons: readonly Pair<Item>[] = pairs,
): Attack {
  const rows = pairs.map((pair) => rowOf(features, pair.one, pair.other));
  const isSame = pairs.map((pair) => pair.isSame);
  const alone = features.map(({ name }, i) => {
    const column = rows.map((row) => row[i] ?? 0);
    const auc = areaUnderCurve(column, isSame);
    return { name, auc: Math.max(auc, 1 - auc) };
  });
  const bestAlone = alone.reduce((best, next) => (next.auc > best.auc ? next : best));
  const models = learn(features, lessons);
  const scores = rows.map((row, i) => scoreOf(models, pairs[i]?.half ?? 0, row));
  return { pairs: pairs.length, learned: areaUnderCurve(scores, isSame), bestAlone };
}

/** What was learned on each half of the persons. */
type Models = readonly [Score, Score];

function learn<Item>(features: readonly Feature<Item>[], lessons: readonly Pair<Item>[]): Models {
  const learnOn = (half: 0 | 1) => {
    const ofHalf = lessons.filter((pair) => pair.half === half);
    const rows = ofHalf.map((pair) => rowOf(features, pair.one, pair.other));
    return fitLogistic(
      rows,
      ofHalf.map((pair) => pair.isSame),
    );
  };
  return [learnOn(0), learnOn(1)];
}

/** Each half is judged by what was learned on the other. */
function scoreOf(models: Models, half: 0 | 1, row: Row): number {
  return models[half === 0 ? 1 : 0](row);
}

/** Somebody asks of one item which of the candidates belongs to it. */
export interface Riddle<Item> {
  readonly target: Item;
  readonly candidates: readonly Item[];
  readonly isRight: (candidate: Item) => boolean;
  readonly half: 0 | 1;
}

/** How often the best guess is right, of an attacker who learned on the other half of the persons. */
export function guess<Item>(
  features: readonly Feature<Item>[],
  lessons: readonly Pair<Item>[],
  riddles: readonly Riddle<Item>[],
): Guessing {
  const models = learn(features, lessons);
  return judgeGuesses(
    riddles.map(({ target, candidates, isRight, half }) => ({
      scores: candidates.map((candidate) => scoreOf(models, half, rowOf(features, target, candidate))),
      isRight: candidates.map(isRight),
    })),
  );
}

export function only<Item>(features: readonly Feature<Item>[], ...groups: readonly Group[]): Feature<Item>[] {
  return features.filter(({ group }) => groups.includes(group));
}

function rowOf<Item>(features: readonly Feature<Item>[], one: Item, other: Item): Row {
  return features.map((feature) => feature.of(one, other));
}
