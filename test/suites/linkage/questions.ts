import { type Dice, sampleOf } from './dice.ts';
import type { Pair, Riddle } from './linker.ts';
import { refsOf, type SeenRef } from './person-pairs.ts';
import type { PublicView, Truth } from './public-view.ts';
import { recordsOf, type SeenRecord } from './record-pairs.ts';

/** The truth, as far as an attacker is told it: whose it is, and in which half of the persons they are. */
interface Labelled<Item> {
  readonly item: Item;
  readonly person: number;
}

const RIDDLES = 500;
/** Pairs of two persons for each pair of one. */
const STRANGERS = 4;

const halfOf = (person: number) => (person % 2 === 0 ? 0 : 1);

export interface Questions<Item> {
  readonly pairs: readonly Pair<Item>[];
  readonly riddles: readonly Riddle<Item>[];
}

/** Of two records of one workstation: are they of one person? Which other record belongs to this one? */
export function recordQuestions(view: PublicView, truth: Truth, dice: Dice): Questions<SeenRecord> {
  const records = labelledRecords(view, truth);
  const streams = groupBy(records, ({ item }) => item.sender);
  const riddles = sampleOf(records, RIDDLES, dice).map(({ item, person }) => {
    const others = streams.get(item.sender) ?? [];
    return riddleOf(
      item,
      person,
      others.filter((other) => other.item !== item),
    );
  });
  return { pairs: [...streams.values()].flatMap((stream) => pairsWithin(stream, dice)), riddles };
}

/** The same of records that were published in one transaction. */
export function pairsInTransactions(view: PublicView, truth: Truth, dice: Dice): Pair<SeenRecord>[] {
  const batches = groupBy(labelledRecords(view, truth), ({ item }) => item.transaction);
  return [...batches.values()].flatMap((batch) => pairsWithin(batch, dice));
}

/** Of two pseudonyms at different hospitals: are they of one person? Which pseudonym there is this one here? */
export function personQuestions(view: PublicView, truth: Truth, dice: Dice): Questions<SeenRef> {
  const refs = labelledRefs(view, truth);
  const hospitals = groupBy(refs, ({ item }) => item.hospital);
  const elsewhere = (hospital: number) => [...hospitals].filter(([other]) => other !== hospital);
  const riddles = refs.flatMap(({ item, person }) =>
    elsewhere(item.hospital).map(([, candidates]) => riddleOf(item, person, candidates)),
  );
  return { pairs: pairsAcross(refs, () => true, dice), riddles };
}

/** The same of pseudonyms that were published in the same round, where there are rounds. */
export function pairsInRounds(view: PublicView, truth: Truth, dice: Dice): Pair<SeenRef>[] {
  if (view.rhythmMinutes === 0) return [];
  return pairsAcross(labelledRefs(view, truth), (one, other) => one.round === other.round, dice);
}

function labelledRecords(view: PublicView, truth: Truth): Labelled<SeenRecord>[] {
  return recordsOf(view).map((item) => ({ item, person: truth.personOfPointer.get(item.pointer) ?? -1 }));
}

function labelledRefs(view: PublicView, truth: Truth): Labelled<SeenRef>[] {
  return refsOf(view).map((item) => ({ item, person: truth.personOfRef.get(item.ref) ?? -1 }));
}

function riddleOf<Item>(target: Item, person: number, candidates: readonly Labelled<Item>[]): Riddle<Item> {
  const right = new Set(candidates.filter((candidate) => candidate.person === person).map(({ item }) => item));
  return {
    target,
    candidates: candidates.map(({ item }) => item),
    isRight: (candidate) => right.has(candidate),
    half: halfOf(person),
  };
}

/**
 * Pairs of one person, and as many pairs of two persons of one half, drawn from the same list: who else is in a list
 * must not tell the two kinds apart.
 */
function pairsWithin<Item>(list: readonly Labelled<Item>[], dice: Dice): Pair<Item>[] {
  const same = list.flatMap((one, place) =>
    list.slice(place + 1).flatMap((other) => (other.person === one.person ? [pairOf(one, other)] : [])),
  );
  const different: Pair<Item>[] = [];
  for (let tries = 0; tries < 20 * same.length && different.length < same.length; tries++) {
    // Safe: both places are inside the list.
    const one = list[dice.between(0, list.length - 1)] as Labelled<Item>;
    const other = list[dice.between(0, list.length - 1)] as Labelled<Item>;
    if (one.person !== other.person && halfOf(one.person) === halfOf(other.person)) different.push(pairOf(one, other));
  }
  return [...sampleOf(same, different.length, dice), ...different];
}

/** Each pair of one person at two hospitals, and beside it the same one with others of that hospital. */
function pairsAcross(
  refs: readonly Labelled<SeenRef>[],
  isAsked: (one: SeenRef, other: SeenRef) => boolean,
  dice: Dice,
): Pair<SeenRef>[] {
  return refs.flatMap((one) => {
    const asked = refs.filter(({ item }) => item.hospital > one.item.hospital && isAsked(one.item, item));
    return [...groupBy(asked, ({ item }) => item.hospital).values()].flatMap((there) => {
      const same = there.filter(({ person }) => person === one.person);
      const others = there.filter(({ person }) => person !== one.person && halfOf(person) === halfOf(one.person));
      const strangers = same.length > 0 ? sampleOf(others, STRANGERS, dice) : [];
      return (strangers.length > 0 ? [...same, ...strangers] : []).map((other) => pairOf(one, other));
    });
  });
}

function pairOf<Item>(one: Labelled<Item>, other: Labelled<Item>): Pair<Item> {
  const isSame = one.person === other.person;
  return { one: one.item, other: other.item, isSame, half: halfOf(one.person) };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
