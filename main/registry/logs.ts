import { AppError } from '../../preload/api/errors.ts';
import { EVENTS_BY_TOPIC } from './generated/signatures.ts';
import { type Arguments, decodeWord, type Field, MalformedWord, wordAt } from './words.ts';

/** A row of `eth_getLogs`, with the numbers already parsed. */
export interface RegistryLog {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly logIndex: number;
  readonly transactionHash: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** Where on the chain something happened. */
export type LogPosition = Pick<RegistryLog, 'blockNumber' | 'blockHash' | 'logIndex' | 'transactionHash'>;

type Signatures = typeof EVENTS_BY_TOPIC;

/**
 * Everything the registry says, told apart by `kind`: the name of the event in `IHospitalRegistry.sol`, whose comments
 * say what the arguments mean.
 */
export type RegistryEvent = {
  [Topic in keyof Signatures]: LogPosition & {
    readonly kind: Signatures[Topic]['name'];
    readonly args: Arguments<Signatures[Topic]['inputs']>;
  };
}[keyof Signatures];

export type RegistryEventKind = RegistryEvent['kind'];

interface Signature {
  readonly name: string;
  readonly inputs: readonly Field[];
  readonly indexedCount: number;
  /** Length of the data with its prefix. */
  readonly dataDigits: number;
}

const signatures = new Map<string, Signature>(
  Object.entries(EVENTS_BY_TOPIC).map(([topic, { name, inputs }]) => {
    const fields: readonly Field[] = inputs;
    const indexedCount = fields.filter((field) => field.indexed).length;
    return [topic, { name, inputs: fields, indexedCount, dataDigits: 2 + 64 * (fields.length - indexedCount) }];
  }),
);

const topicsByKind = new Map<string, string>([...signatures].map(([topic, { name }]) => [name, topic]));

/** Topic 0 of an event, for a filter. */
export function topicOf(kind: RegistryEventKind): string {
  const topic = topicsByKind.get(kind);
  if (!topic) throw new Error(`the registry has no event ${kind}`);
  return topic;
}

/**
 * Decodes a log of the registry by slicing, which is possible because every event consists of one-word values: about a
 * million rows a second, so that catching up is never a matter of decoding.
 * @throws AppError `chain.malformedResponse` if the row is no event of the registry
 */
export function decodeLog(log: RegistryLog): RegistryEvent {
  const signature = signatures.get(log.topics[0] ?? '');
  if (!signature) throw malformed(log, 'unknown event');
  if (log.topics.length !== 1 + signature.indexedCount) throw malformed(log, 'wrong number of topics');
  if (log.data.length !== signature.dataDigits || !HEX.test(log.data)) throw malformed(log, 'wrong data');
  const { blockNumber, blockHash, logIndex, transactionHash } = log;
  const args = decodeArguments(signature, log);
  // Safe: kind and args were both built from the signature that the union derives this member from.
  return { kind: signature.name, args, blockNumber, blockHash, logIndex, transactionHash } as RegistryEvent;
}

const HEX = /^0x[0-9a-f]*$/;
const WORD = /^0x[0-9a-f]{64}$/;

function decodeArguments(signature: Signature, log: RegistryLog): Record<string, string | number | boolean> {
  const args: Record<string, string | number | boolean> = {};
  let nextTopic = 1;
  let nextWord = 0;
  for (const { name, type, indexed } of signature.inputs) {
    const word = indexed ? topicWord(log, nextTopic++) : wordAt(log.data, nextWord++, 2);
    try {
      args[name] = decodeWord(type, word);
    } catch (error) {
      if (error instanceof MalformedWord) throw malformed(log, `${name} is no ${type}`);
      throw error;
    }
  }
  return args;
}

function topicWord(log: RegistryLog, index: number): string {
  const topic = log.topics[index] ?? '';
  if (!WORD.test(topic)) throw malformed(log, 'wrong topic');
  return topic.slice(2);
}

function malformed(log: RegistryLog, reason: string): AppError {
  const { blockNumber, logIndex } = log;
  return new AppError('chain.malformedResponse', 'A log is no event of the registry', {
    details: { reason, blockNumber, logIndex },
  });
}
