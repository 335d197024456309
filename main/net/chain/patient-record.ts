import { AppError } from '../../../preload/api/errors.ts';
import type { Digest } from '../../../preload/api/ids.ts';
import { headAfter } from '../../registry/head.ts';
import { decodeLog, type RegistryEvent, topicOf } from '../../registry/logs.ts';
import { readWorkstation } from '../../registry/reads.ts';
import { callAt, type Header, headerAt } from './calls.ts';
import { LogReader, type Stretch } from './log-reader.ts';
import type { Rpc } from './rpc.ts';

export interface RegistryPlace {
  /** Address of the contract. */
  readonly registry: string;
  readonly startBlock: number;
}

export interface RecordName {
  /** Address of the workstation that wrote it. */
  readonly workstation: string;
  /** 32 bytes, 0x-prefixed hex: who holds the tag key of the patient's epoch knows it. */
  readonly tag: string;
}

/** One record as the registry has it. */
export interface PatientRecord {
  readonly pointer: Digest;
  /** Its place in the workstation's stream. */
  readonly sequence: number;
  readonly isRemoved: boolean;
  /** The block this was proven at. */
  readonly blockNumber: number;
}

/**
 * The paper's `getPatientRecord` as a free read: the whole stream of the workstation is read and replayed, and counts only
 * if it arrives at the head that the contract stores. Who serves the log can neither leave the record out, nor change it,
 * nor bring back one that was removed (CON2); whom to believe about the head is the choice of the node (SYN12).
 * Null when the proven stream has no such record.
 * @throws AppError `chain.malformedResponse` with reason `headMismatch` when the events are not those the contract has seen,
 * `chain.unreachable` when the chain changes while it is read
 */
export async function getPatientRecord(
  rpc: Rpc,
  place: RegistryPlace,
  { workstation, tag }: RecordName,
): Promise<PatientRecord | null> {
  const head = await rpc.call(headerAt('latest'));
  if (!head) throw unreadable();
  const stream = await readStream(rpc, place, workstation, head);
  const question = readWorkstation(workstation);
  const [stored, still] = await rpc.callAll([
    callAt(place.registry, question.data, head.number),
    headerAt(head.number),
  ]);
  if (still?.hash !== head.hash) throw unreadable();
  requireProven(stream, question.decode(stored));
  const found = stream.find((event) => event.kind === 'RecordAdded' && event.args.tag === tag);
  if (!found) return null;
  const isRemoved = stream.some((event) => event.kind === 'RecordRemoved' && event.args.tag === tag);
  const { pointer, sequence } = found.args;
  return { pointer, sequence, isRemoved, blockNumber: head.number };
}

type StreamEvent = Extract<RegistryEvent, { kind: 'RecordAdded' | 'RecordRemoved' }>;

async function readStream(
  rpc: Rpc,
  { registry, startBlock }: RegistryPlace,
  workstation: string,
  head: Header,
): Promise<StreamEvent[]> {
  const kinds = [topicOf('RecordAdded'), topicOf('RecordRemoved')];
  const reader = new LogReader(registry, startBlock, [kinds, [`0x${workstation.slice(2).padStart(64, '0')}`]]);
  const stream: StreamEvent[] = [];
  let stretch: Stretch = { fromBlock: startBlock, after: null, head };
  while (stretch.fromBlock <= head.number) {
    const step = await reader.read(rpc, stretch);
    if (!step) throw unreadable();
    for (const event of step.logs.map(decodeLog)) {
      const isOfStream = event.kind === 'RecordAdded' || event.kind === 'RecordRemoved';
      if (!isOfStream || event.args.workstation !== workstation) throw notProven();
      stream.push(event);
    }
    stretch = { fromBlock: step.toBlock + 1, after: { number: step.toBlock, hash: step.toBlockHash }, head };
  }
  return stream;
}

function requireProven(stream: readonly StreamEvent[], stored: { sequence: number; head: string }): void {
  const head = headAfter(stream.map(({ kind, args }) => ({ kind, ...args })));
  const isInOrder = stream.every(({ args }, index) => args.sequence === index);
  if (!isInOrder || stream.length !== stored.sequence || head !== stored.head) throw notProven();
}

function notProven(): AppError {
  const details = { reason: 'headMismatch' };
  return new AppError('chain.malformedResponse', 'The records are not those the registry has seen', { details });
}

function unreadable(): AppError {
  return new AppError('chain.unreachable', 'The chain changed while it was read', {
    details: { reason: 'reorganised' },
  });
}
