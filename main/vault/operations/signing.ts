import type { RecordEntry, RegistryIntent } from '../../registry/intents.ts';
import { signTransaction } from '../../registry/transactions.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import { countUsedNumbers, getNextSequence } from '../store/queries/chain-logs.ts';
import { updateKeyChangeNumber } from '../store/queries/key-changes.ts';
import type { OutboxLane } from '../store/queries/outbox.ts';
import { listDueOutbox, markOutboxSigned, type OutboxRow } from '../store/queries/outbox-sending.ts';
import { LEAVING_TOGETHER } from '../store/queries/outbox-waiting.ts';
import { getNextNonce, insertTransaction, isNonceTaken, listOpenTransactions } from '../store/queries/transactions.ts';
import { keyChangeCall } from './key-change.ts';
import type { OutboxIntent } from './outbox-entry.ts';
import { waitingSpan } from './publication-rhythm.ts';
import { mixedAcrossOwners } from './random-order.ts';

/** Records that travel in one transaction (SYN8): beyond this the share of the base cost is lost in the noise. */
export const BATCH_RECORDS = 500;
/** Transactions on their way at once; the rest waits, so that an urgent one is never far behind. */
const MAX_OPEN = 16;

/** What has to be known before anything may be signed. */
export interface SigningTurn {
  /** The nonce the chain expects of this workstation next. */
  readonly chainCount: number;
  /** The log has been read to its end, so that the number of this workstation's next record is known. */
  readonly isCaughtUp: boolean;
  /** Every block a record or a request names is in the block store. */
  readonly areBlocksStored: boolean;
}

/** One transaction to be, and the entries it settles. */
interface Draft {
  readonly intent: RegistryIntent;
  readonly rows: readonly OutboxRow[];
  readonly records: { readonly first: number; readonly count: number } | null;
}

/**
 * Signs what is queued, the urgent lane first, in one transaction with the nonces it takes (SYN6): after a crash the
 * same bytes are sent again, never others. Returns how many transactions were signed.
 */
export function signQueued(context: VaultContext, turn: SigningTurn): number {
  return context.db.transaction((db) => {
    const room = MAX_OPEN - listOpenTransactions(db).length;
    const drafts = [
      ...draftUrgent(context, db),
      ...(turn.areBlocksStored ? draftOrdinary(context, db, turn, room) : []),
    ];
    for (const draft of drafts) sign(context, db, draft, turn.chainCount);
    return drafts.length;
  });
}

/** Revocations need no block and no sequence: nothing holds them up. */
function draftUrgent(context: VaultContext, db: ReadableDb): Draft[] {
  return due(context, db, 0, 100).map((entry) => draftCall(db, entry));
}

/**
 * What somebody waits for in the order it was asked for, then the others in an order that says nothing: neighbours in
 * a block or a batch are no more likely to be of one patient than any two.
 */
function draftOrdinary(context: VaultContext, db: ReadableDb, turn: SigningTurn, room: number): Draft[] {
  if (room <= 0) return [];
  const entries = due(context, db, 1, room * BATCH_RECORDS);
  const isTogether = (entry: Queued) => LEAVING_TOGETHER.includes(entry.row.kind) || isReadHere(context, entry);
  const ownerOf = ({ row }: Queued) => row.patientId ?? row.id;
  const together = mixedAcrossOwners(entries.filter(isTogether), ownerOf, context.random);
  const calls = [...entries.filter((entry) => !isTogether(entry)), ...together.filter((entry) => !isRecord(entry))];
  const records = turn.isCaughtUp ? draftRecords(context, db, together.filter(isRecord)) : [];
  return [...calls.map((entry) => draftCall(db, entry)), ...records].slice(0, room);
}

function draftCall(db: ReadableDb, { row, intent }: Queued): Draft {
  return { intent: asCall(db, intent), rows: [row], records: null };
}

/** A consent to this hospital's reading: it reads already. */
function isReadHere({ policy }: VaultContext, { intent }: Queued): boolean {
  return intent.kind === 'grantAccess' && intent.args.grant.grantee === policy.hospital.id;
}

function isRecord({ intent }: Queued): boolean {
  return intent.kind === 'record';
}

function draftRecords(context: VaultContext, db: ReadableDb, entries: readonly Queued[]): Draft[] {
  const drafts: Draft[] = [];
  let stream = streamOf(context, db);
  for (let start = 0; start < entries.length && stream; start += BATCH_RECORDS) {
    const batch = entries.slice(start, start + BATCH_RECORDS);
    // A few records wait while others are on their way: they travel with whatever comes until then.
    if (stream.isBusy && batch.length < BATCH_RECORDS) break;
    const intent = recordsIntent(
      stream.next,
      batch.map(({ intent }) => asRecord(intent)),
    );
    drafts.push({ intent, rows: batch.map(({ row }) => row), records: { first: stream.next, count: batch.length } });
    stream = { next: stream.next + batch.length, isBusy: true };
  }
  return drafts;
}

/**
 * The number of this workstation's next record, counted from the log and what is on its way; null while something on
 * its way is out of turn and will be refused.
 */
function streamOf(context: VaultContext, db: ReadableDb): { next: number; isBusy: boolean } | null {
  let next = getNextSequence(db, context.keys.workstation.address);
  let isBusy = false;
  for (const { firstSequence, recordCount, state } of listOpenTransactions(db)) {
    if (firstSequence === null || firstSequence + recordCount <= next) continue;
    if (firstSequence !== next) return null;
    next += recordCount;
    isBusy ||= state !== 'mined';
  }
  return { next, isBusy };
}

function recordsIntent(firstSequence: number, entries: readonly RecordEntry[]): RegistryIntent {
  const [first] = entries;
  if (first && entries.length === 1) return { kind: 'addPatientRecord', args: { sequence: firstSequence, ...first } };
  return { kind: 'addPatientRecords', args: { firstSequence, entries } };
}

function sign(context: VaultContext, db: WritableDb, { intent, rows, records }: Draft, chainCount: number): void {
  const { chainId, registry } = context.policy.chain;
  const { privateKey } = context.keys.workstation;
  const nonce = getNextNonce(db, chainCount);
  const envelope = { chainId, registry, nonce, ...feesOf(context, isNonceTaken(db, nonce)) };
  const { hash, raw } = signTransaction(envelope, intent, privateKey);
  const at = context.now();
  insertTransaction(db, {
    hash,
    raw,
    nonce,
    firstSequence: records?.first ?? null,
    recordCount: records?.count ?? 0,
    state: 'signed',
    createdAt: at,
  });
  for (const row of rows) {
    markOutboxSigned(db, row.id, hash, at);
    if (intent.kind === 'rotatePatientKey') updateKeyChangeNumber(db, row.id, intent.args.rotation.nonce);
  }
}

/** One that takes the place of another pays an eighth and a few wei more: nodes ask for that, and its hash is new. */
function feesOf({ policy, random }: VaultContext, isReplacement: boolean) {
  const [few = 0] = isReplacement ? random(1) : [];
  const raised = (fee: string) => (isReplacement ? (BigInt(fee) * 9n) / 8n + BigInt(few) + 1n : BigInt(fee));
  const { maxFeePerGas, maxPriorityFeePerGas } = policy.chain;
  return { maxFeePerGas: raised(maxFeePerGas), maxPriorityFeePerGas: raised(maxPriorityFeePerGas) };
}

interface Queued {
  readonly row: OutboxRow;
  readonly intent: OutboxIntent;
}

function due(context: VaultContext, db: ReadableDb, lane: OutboxLane, limit: number): Queued[] {
  return listDueOutbox(db, lane, waitingSpan(context), limit).map((row) => ({ row, intent: intentOf(row) }));
}

export function intentOf(row: OutboxRow): OutboxIntent {
  // Safe: `enqueue` is the only writer of the column, and it takes this very type.
  return JSON.parse(row.intent) as OutboxIntent;
}

function asCall(db: ReadableDb, intent: OutboxIntent): RegistryIntent {
  if (intent.kind === 'record') throw new Error('a record travels in a batch');
  if (intent.kind !== 'keyChange') return intent;
  return keyChangeCall(intent.args, countUsedNumbers(db, intent.args.rotation.patient));
}

function asRecord(intent: OutboxIntent): RecordEntry {
  if (intent.kind !== 'record') throw new Error('only records travel in a batch');
  return intent.args;
}
