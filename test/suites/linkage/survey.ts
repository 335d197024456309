import { diceOf } from './dice.ts';
import { type Attack, attack, guess, only } from './linker.ts';
import type { Guessing } from './measures.ts';
import { PERSON_FEATURES } from './person-pairs.ts';
import type { PublicView, Truth } from './public-view.ts';
import { pairsInRounds, pairsInTransactions, personQuestions, recordQuestions } from './questions.ts';
import { RECORD_FEATURES } from './record-pairs.ts';

/** How well records of one workstation are told apart. */
export interface RecordSurvey {
  /** By the bits of tags and pointers: everything but time, as an order between transactions is time. */
  readonly identifiers: Attack;
  /** By the bits and the order, among those published in one transaction. */
  readonly together: Attack;
  readonly time: Attack;
  readonly everything: Attack;
  readonly guessed: Guessing;
}

/** How well pseudonyms of different hospitals are told apart. */
export interface PersonSurvey {
  /** By the bits of refs and keyrings, and the order in a round. */
  readonly identifiers: Attack;
  /** The same among those published in one round. */
  readonly together: Attack;
  /** By how often they appear. */
  readonly counts: Attack;
  /** By which workstation sent what. */
  readonly sender: Attack;
  readonly time: Attack;
  readonly everything: Attack;
  readonly guessed: Guessing;
}

export function surveyRecords(view: PublicView, truth: Truth): RecordSurvey {
  const dice = diceOf('records');
  const { pairs, riddles } = recordQuestions(view, truth, dice);
  const features = RECORD_FEATURES;
  return {
    identifiers: attack(only(features, 'identifiers'), pairs),
    together: attack(only(features, 'identifiers', 'order'), pairsInTransactions(view, truth, dice)),
    time: attack(only(features, 'time'), pairs),
    everything: attack(features, pairs),
    guessed: guess(features, pairs, riddles),
  };
}

export function surveyPersons(view: PublicView, truth: Truth): PersonSurvey {
  const dice = diceOf('persons');
  const { pairs, riddles } = personQuestions(view, truth, dice);
  const features = PERSON_FEATURES;
  const identifiers = only(features, 'identifiers', 'order');
  return {
    identifiers: attack(identifiers, pairs),
    together: attack(identifiers, pairsInRounds(view, truth, dice), pairs),
    counts: attack(only(features, 'counts'), pairs),
    sender: attack(only(features, 'sender'), pairs),
    time: attack(only(features, 'time'), pairs),
    everything: attack(features, pairs),
    guessed: guess(features, pairs, riddles),
  };
}
