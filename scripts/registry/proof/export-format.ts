import { z } from 'zod';
import { EVENTS_BY_TOPIC } from '../../../main/registry/generated/signatures.ts';
import type { RegistryEvent } from '../../../main/registry/logs.ts';
import { decodeWord, type Field, MalformedWord, type WordType } from '../../../main/registry/words.ts';

/*
 * An export is JSON lines: one header, every event in the chain's order, one end. It holds nothing that changes from one
 * reading to the next, so that two nodes that tell the same story give the same bytes.
 */

const hex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`));
const bareHex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const count = z.int().min(0);

export const Header = z.strictObject({
  format: z.literal('wardkeep.registry-export'),
  version: z.literal(1),
  chainId: z.int().min(1),
  registry: hex(20),
  /** The last block that was read. */
  block: count,
  blockHash: hex(32),
  blockTime: z.iso.datetime(),
});
export type Header = z.infer<typeof Header>;

/** An event; where it was, and what it said. */
export const EventLine = z.strictObject({
  block: count,
  index: count,
  transaction: hex(32),
  kind: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type EventLine = z.infer<typeof EventLine>;

/** What the registry stored after the last block: what the events have to lead to. */
export const End = z.strictObject({
  end: z.strictObject({
    events: count,
    registrar: hex(20),
    pendingRegistrar: hex(20).nullable(),
    recoveryWait: count,
    isPaused: z.boolean(),
    hospitalCount: count,
    patientCount: count,
    hospitals: z
      .array(z.strictObject({ hospital: count, administrator: hex(20).nullable(), sealKey: hex(32).nullable() }))
      .readonly(),
    workstations: z
      .array(
        z.strictObject({
          workstation: hex(20),
          hospital: count,
          status: z.enum(['unknown', 'enrolled', 'revoked']),
          sequence: count,
          head: hex(24),
        }),
      )
      .readonly(),
    /** SHA-256 of all lines before this one, line ends included. */
    digest: bareHex(32),
  }),
});
export type End = z.infer<typeof End>;

/** The line of an event. */
export function lineOf({ blockNumber, logIndex, transactionHash, kind, args }: RegistryEvent): EventLine {
  return { block: blockNumber, index: logIndex, transaction: transactionHash, kind, args };
}

const fieldsByKind = new Map<string, readonly Field[]>(
  Object.values(EVENTS_BY_TOPIC).map(({ name, inputs }) => [name, inputs]),
);

/** The event of a line, or null if the registry has no such event with such arguments. */
export function eventOf({ block, index, transaction, kind, args }: EventLine): RegistryEvent | null {
  const fields = fieldsByKind.get(kind);
  if (!fields || fields.length !== Object.keys(args).length) return null;
  if (!fields.every(({ name, type }) => isValue(type, args[name]))) return null;
  // Safe: kind and arguments are those of one event. A line does not keep the hash of its block.
  return {
    kind,
    args,
    blockNumber: block,
    logIndex: index,
    transactionHash: transaction,
    blockHash: '',
  } as RegistryEvent;
}

type Value = EventLine['args'][string];

/** Whether the codec of the chain's events would read this value, and no other, from some word. */
function isValue(type: WordType, value: Value | undefined): boolean {
  const word = value === undefined ? '' : wordOf(value);
  if (!WORD.test(word)) return false;
  try {
    return decodeWord(type, word) === value;
  } catch (error) {
    if (error instanceof MalformedWord) return false;
    throw error;
  }
}

const WORD = /^[0-9a-f]{64}$/;
const ADDRESS_DIGITS = 40;

/** Numbers and addresses stand at the right of a word, bytes at the left. */
function wordOf(value: Value): string {
  if (typeof value !== 'string') return Number(value).toString(16).padStart(64, '0');
  const digits = value.replace(/^0x/, '');
  return digits.length === ADDRESS_DIGITS ? digits.padStart(64, '0') : digits.padEnd(64, '0');
}
