import { alike, commonPrefix, distance, type Words, wordsOf } from './bits.ts';
import type { Feature } from './linker.ts';
import type { PublicView } from './public-view.ts';

/** A record as the log shows it. */
export interface SeenRecord {
  readonly pointer: string;
  readonly sender: string;
  readonly time: number;
  readonly sequence: number;
  readonly transaction: string;
  /** Place among the records of its transaction, and how many these are. */
  readonly place: number;
  readonly size: number;
  readonly tagWords: Words;
  readonly pointerWords: Words;
}

export function recordsOf({ events }: PublicView): SeenRecord[] {
  const added = events.filter((event) => event.kind === 'RecordAdded');
  const sizes = new Map<string, number>();
  for (const { transactionHash } of added) sizes.set(transactionHash, (sizes.get(transactionHash) ?? 0) + 1);
  const firsts = new Map<string, number>();
  return added.map(({ args, transactionHash, blockTime, sender }) => {
    const first = firsts.get(transactionHash) ?? args.sequence;
    firsts.set(transactionHash, first);
    return {
      pointer: args.pointer,
      sender,
      time: blockTime,
      sequence: args.sequence,
      transaction: transactionHash,
      place: args.sequence - first,
      size: sizes.get(transactionHash) ?? 1,
      tagWords: wordsOf(args.tag),
      pointerWords: wordsOf(args.pointer),
    };
  });
}

const isTogether = (one: SeenRecord, other: SeenRecord) => one.transaction === other.transaction;
const secondsApart = (one: SeenRecord, other: SeenRecord) => Math.abs(one.time - other.time);
const within = (seconds: number) => (one: SeenRecord, other: SeenRecord) => Number(secondsApart(one, other) <= seconds);

/** Everything about two records of one workstation that could tell whether they are of one person. */
export const RECORD_FEATURES: readonly Feature<SeenRecord>[] = [
  { group: 'identifiers', name: 'bits of tags', of: (one, other) => alike(one.tagWords, other.tagWords) },
  { group: 'identifiers', name: 'bits of pointers', of: (one, other) => alike(one.pointerWords, other.pointerWords) },
  {
    group: 'identifiers',
    name: 'bits of tag and pointer',
    of: (one, other) => Math.max(alike(one.tagWords, other.pointerWords), alike(other.tagWords, one.pointerWords)),
  },
  { group: 'identifiers', name: 'prefix of tags', of: (one, other) => commonPrefix(one.tagWords, other.tagWords) },
  {
    group: 'identifiers',
    name: 'prefix of pointers',
    of: (one, other) => commonPrefix(one.pointerWords, other.pointerWords),
  },
  { group: 'identifiers', name: 'distance of tags', of: (one, other) => distance(one.tagWords, other.tagWords) },
  {
    group: 'identifiers',
    name: 'distance of pointers',
    of: (one, other) => distance(one.pointerWords, other.pointerWords),
  },
  {
    group: 'order',
    name: 'places between, of all in the transaction',
    of: (one, other) => Math.abs(one.place / one.size - other.place / other.size),
  },
  {
    group: 'order',
    name: 'neighbouring places',
    of: (one, other) => Number(Math.abs(one.place - other.place) === 1),
  },
  { group: 'time', name: 'time between', of: (one, other) => Math.log1p(secondsApart(one, other)) },
  { group: 'time', name: 'within ten minutes', of: within(600) },
  { group: 'time', name: 'within an hour', of: within(3600) },
  { group: 'time', name: 'within a day', of: within(86_400) },
  {
    group: 'time',
    name: 'distance in the stream',
    of: (one, other) => Math.log(Math.abs(one.sequence - other.sequence)),
  },
  { group: 'time', name: 'same transaction', of: (one, other) => Number(isTogether(one, other)) },
  {
    group: 'time',
    name: 'few in the same transaction',
    of: (one, other) => (isTogether(one, other) ? 1 / one.size : 0),
  },
  {
    group: 'combined',
    name: 'neighbours in one transaction',
    of: (one, other) => Number(isTogether(one, other) && Math.abs(one.place - other.place) === 1),
  },
];
