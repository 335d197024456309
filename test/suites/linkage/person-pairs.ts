import { unpackTerms } from '../../../main/registry/grant-terms.ts';
import { grantOf } from '../../../main/registry/typed-data.ts';
import { alike, commonPrefix, distance, type Words, wordsOf } from './bits.ts';
import type { Feature } from './linker.ts';
import type { PublicEvent, PublicView } from './public-view.ts';

interface Consent {
  readonly grantee: number;
  readonly time: number;
  readonly sender: string;
}

/** A pseudonym as the log shows it. */
export interface SeenRef {
  readonly ref: string;
  readonly hospital: number;
  /** The workstation that registered it. */
  readonly sender: string;
  readonly time: number;
  /** The interval it was published in, 0 where there is none. */
  readonly round: number;
  readonly roundSeconds: number;
  /** Place among what its workstation registered in that round, from 0 to 1. */
  readonly place: number;
  readonly refWords: Words;
  readonly keyringWords: Words;
  readonly consents: readonly Consent[];
  /** Consents that ended, and epochs that began. */
  readonly changes: number;
}

export function refsOf({ events, rhythmMinutes }: PublicView): SeenRef[] {
  const roundSeconds = rhythmMinutes * 60;
  const added = events.filter((event) => event.kind === 'PatientAdded');
  const roundOf = (time: number) => (roundSeconds === 0 ? 0 : Math.floor(time / roundSeconds));
  const consents = new Map<string, Consent[]>();
  const changes = new Map<string, number>();
  for (const event of events) {
    const consent = consentOf(event);
    if (consent) consents.set(consent.patient, [...(consents.get(consent.patient) ?? []), consent]);
    const changed = changeOf(event);
    if (changed) changes.set(changed, (changes.get(changed) ?? 0) + 1);
  }
  return added.map(({ args, blockTime, sender }) => {
    const round = roundOf(blockTime);
    const peers = added.filter((other) => other.sender === sender && roundOf(other.blockTime) === round);
    return {
      ref: args.patient,
      hospital: Number(args.hospital),
      sender,
      time: blockTime,
      round,
      roundSeconds,
      place: roundSeconds === 0 ? 0 : peers.findIndex((peer) => peer.args.patient === args.patient) / peers.length,
      refWords: wordsOf(args.patient),
      keyringWords: wordsOf(args.keyring),
      consents: consents.get(args.patient) ?? [],
      changes: changes.get(args.patient) ?? 0,
    };
  });
}

function consentOf(event: PublicEvent): (Consent & { readonly patient: string }) | null {
  if (event.kind !== 'AccessGranted') return null;
  const { grantId, terms } = event.args;
  return {
    patient: grantOf(grantId).patient,
    grantee: Number(unpackTerms(terms).grantee),
    time: event.blockTime,
    sender: event.sender,
  };
}

function changeOf(event: PublicEvent): string | null {
  if (event.kind === 'EpochRotated') return event.args.patient;
  return event.kind === 'AccessRevoked' ? grantOf(event.args.grantId).patient : null;
}

/** What one has consented to that the hospital of the other may read, each way, beside the other's registration. */
function consentsAcross(one: SeenRef, other: SeenRef): { readonly consent: Consent; readonly reader: SeenRef }[] {
  const towards = (giver: SeenRef, reader: SeenRef) =>
    giver.consents.filter(({ grantee }) => grantee === reader.hospital).map((consent) => ({ consent, reader }));
  return [...towards(one, other), ...towards(other, one)];
}

/** Two consents to one third hospital, as somebody gives who is at its desk. */
function consentsToThird(one: SeenRef, other: SeenRef): (readonly [Consent, Consent])[] {
  return one.consents.flatMap((mine) =>
    other.consents.filter(({ grantee }) => grantee === mine.grantee).map((theirs) => [mine, theirs] as const),
  );
}

/** Longer than everything lasts: said of what never happened. */
const NEVER_SECONDS = 10_000_000;

function logOfNearest(seconds: readonly number[]): number {
  return Math.log1p(seconds.reduce((nearest, apart) => Math.min(nearest, Math.abs(apart)), NEVER_SECONDS));
}

const afterConsent = (one: SeenRef, other: SeenRef) =>
  consentsAcross(one, other).map(({ consent, reader }) => reader.time - consent.time);

type Across = ReturnType<typeof consentsAcross>[number];

/**
 * The reader was registered at the visit of the consent, for all one can see: in the hour before it, or, with a rhythm,
 * in the first round after it.
 */
function isOneVisit({ consent, reader }: Across): boolean {
  if (reader.roundSeconds === 0) return consent.time >= reader.time && consent.time - reader.time < 3600;
  return Math.floor(consent.time / reader.roundSeconds) === reader.round - 1;
}

function isOneDesk({ consent, reader }: Across): boolean {
  return consent.sender === reader.sender;
}

function areClose([mine, theirs]: readonly [Consent, Consent]): boolean {
  return Math.abs(mine.time - theirs.time) < 3600;
}

/** Both let the same third hospital read within an hour: what one person does who is at its desk. */
function isOneSitting(one: SeenRef, other: SeenRef): boolean {
  return consentsToThird(one, other).some(areClose);
}

/** 1 where all were sent by the workstation in question, −1 where none was, 0 where there is nothing to compare. */
function balance(isSame: readonly boolean[]): number {
  return isSame.length === 0 ? 0 : isSame.reduce((sum, same) => sum + (same ? 1 : -1), 0) / isSame.length;
}

/** Everything about two pseudonyms at different hospitals that could tell whether they are of one person. */
export const PERSON_FEATURES: readonly Feature<SeenRef>[] = [
  { group: 'identifiers', name: 'bits of refs', of: (one, other) => alike(one.refWords, other.refWords) },
  { group: 'identifiers', name: 'prefix of refs', of: (one, other) => commonPrefix(one.refWords, other.refWords) },
  { group: 'identifiers', name: 'distance of refs', of: (one, other) => distance(one.refWords, other.refWords) },
  { group: 'identifiers', name: 'bits of keyrings', of: (one, other) => alike(one.keyringWords, other.keyringWords) },
  {
    group: 'identifiers',
    name: 'prefix of keyrings',
    of: (one, other) => commonPrefix(one.keyringWords, other.keyringWords),
  },
  { group: 'order', name: 'places in their rounds', of: (one, other) => Math.abs(one.place - other.place) },
  {
    group: 'counts',
    name: 'number of consents',
    of: (one, other) => Math.abs(one.consents.length - other.consents.length),
  },
  { group: 'counts', name: 'consents both ways', of: (one, other) => consentsAcross(one, other).length },
  { group: 'counts', name: 'consents to a third', of: (one, other) => Math.min(consentsToThird(one, other).length, 2) },
  { group: 'counts', name: 'ends and epochs', of: (one, other) => Math.abs(one.changes - other.changes) },
  {
    group: 'sender',
    name: 'the consent came through the desk that registered',
    of: (one, other) => balance(consentsAcross(one, other).map(isOneDesk)),
  },
  {
    group: 'sender',
    name: 'both consents came through one desk of a third',
    of: (one, other) => balance(consentsToThird(one, other).map(([mine, theirs]) => mine.sender === theirs.sender)),
  },
  {
    group: 'time',
    name: 'time between registrations',
    of: (one, other) => Math.log1p(Math.abs(one.time - other.time)),
  },
  {
    group: 'time',
    name: 'time from consent to registration',
    of: (one, other) => logOfNearest(afterConsent(one, other)),
  },
  {
    group: 'time',
    name: 'registered at the visit of the consent',
    of: (one, other) => Number(consentsAcross(one, other).some(isOneVisit)),
  },
  {
    group: 'time',
    name: 'time between consents to a third',
    of: (one, other) => logOfNearest(consentsToThird(one, other).map(([mine, theirs]) => mine.time - theirs.time)),
  },
  {
    group: 'time',
    name: 'consents to a third within the hour',
    of: (one, other) => Number(isOneSitting(one, other)),
  },
  {
    group: 'combined',
    name: 'registered at the visit of the consent, through one desk',
    of: (one, other) => Number(consentsAcross(one, other).some((across) => isOneVisit(across) && isOneDesk(across))),
  },
  {
    group: 'combined',
    name: 'consents to a third within the hour, through one desk',
    of: (one, other) =>
      Number(consentsToThird(one, other).some((both) => areClose(both) && both[0].sender === both[1].sender)),
  },
];
