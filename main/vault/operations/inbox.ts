import type { Digest, PatientRef } from '../../../preload/api/ids.ts';
import type { LogStep } from '../../links/net-link.ts';
import { unpackTerms } from '../../registry/grant-terms.ts';
import { decodeLog, type RegistryEvent } from '../../registry/logs.ts';
import { grantOf } from '../../registry/typed-data.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import { getChainCursor, upsertChainCursor } from '../store/queries/chain-cursor.ts';
import { deleteChainLogsFrom, hasGrantFrom, hasGrantTo, insertChainLog } from '../store/queries/chain-logs.ts';
import { deleteInboxFrom, type InboxKind, insertInbox } from '../store/queries/inbox.ts';
import { markOutboxConfirmed, markOutboxMined, markOutboxUnwound } from '../store/queries/outbox-sending.ts';
import { getPatientByRef } from '../store/queries/patients.ts';
import { getHospitalOfWorkstation } from '../store/queries/registry-members.ts';
import { deleteStreamHeadsBeyondLog } from '../store/queries/stream-heads.ts';
import {
  listOpenTransactions,
  markTransaction,
  markTransactionsConfirmed,
  markTransactionsUnwound,
} from '../store/queries/transactions.ts';
import { asWorkstation, toChainLogRow } from './log-row.ts';
import { settleRefused } from './parcels.ts';
import { findRecordsInBlocks, followNewWorkstation, rebuildSharedRecords } from './record-finding.ts';
import { requireCompleteStreams } from './stream-completeness.ts';

export interface StoredStep {
  /** Blocks are missing before it: nothing was stored, follow again from where the log ends. */
  readonly isGap: boolean;
  /** Something a person may see is different now. */
  readonly hasChanged: boolean;
}

/** The block from which the log is to be followed, and the last one that is held. */
export function followFrom({ db, policy }: VaultContext) {
  const cursor = getChainCursor(db);
  if (!cursor) return { fromBlock: policy.chain.startBlock, after: null };
  const { blockNumber, blockHash } = cursor;
  return { fromBlock: blockNumber + 1, after: { blockNumber, blockHash } };
}

/**
 * Stores one step of the registry's log with everything that follows from it at once, in one transaction (SYN7): what
 * a reorganisation undid is unwound first, own entries become mined or confirmed, sealed objects and records that
 * concern this hospital are put on the list of what to fetch.
 * Refuses with `chain.malformedResponse`, and then nothing was stored.
 */
export function storeStep(context: VaultContext, step: LogStep): StoredStep {
  const events = step.logs.map(decodeLog);
  const stored = context.db.transaction<StoredStep>((db) => {
    const { fromBlock } = followFrom({ ...context, db });
    if (step.fromBlock > fromBlock) return { isGap: true, hasChanged: false };
    if (step.fromBlock < fromBlock) unwind(context, db, step.fromBlock);
    requireCompleteStreams(db, events);
    for (const event of events) insertChainLog(db, toChainLogRow(event, step.toBlockTime));
    for (const event of events) noteSealedObject(context, db, event);
    findRecords(db, events, step);
    moveCursor(context, db, step);
    const settled = settleOwn(context, db, events, step.toBlock);
    return { isGap: false, hasChanged: settled > 0 || events.length > 0 || step.fromBlock < fromBlock };
  });
  if (!stored.isGap) context.sync.time.sawBlock(step.toBlockTime * 1000);
  return stored;
}

function unwind(context: VaultContext, db: WritableDb, fromBlock: number): void {
  deleteChainLogsFrom(db, fromBlock);
  deleteInboxFrom(db, fromBlock);
  markOutboxUnwound(db, fromBlock, context.now());
  markTransactionsUnwound(db);
  deleteStreamHeadsBeyondLog(db);
  rebuildSharedRecords(db);
}

/** Block time never goes back, whatever the chain does (SYN10). */
function moveCursor(context: VaultContext, db: WritableDb, step: LogStep): void {
  const cursor = getChainCursor(db);
  const isNewest = !cursor || step.toBlockTime > cursor.blockTime;
  upsertChainCursor(db, {
    blockNumber: step.toBlock,
    blockHash: step.toBlockHash,
    headBlock: step.headBlock,
    blockTime: isNewest ? step.toBlockTime : cursor.blockTime,
    seenAt: isNewest ? context.now() : cursor.seenAt,
    elapsedMs: isNewest ? 0 : cursor.elapsedMs,
  });
}

/** An own transaction whose events are here took effect; deep enough it is confirmed. Returns how many entries are. */
function settleOwn(context: VaultContext, db: WritableDb, events: readonly RegistryEvent[], toBlock: number): number {
  const blockOf = new Map(events.map((event) => [event.transactionHash, event.blockNumber]));
  for (const { hash } of listOpenTransactions(db)) {
    const blockNumber = blockOf.get(hash);
    if (blockNumber === undefined) continue;
    markTransaction(db, hash, 'mined');
    markOutboxMined(db, hash, blockNumber, context.now());
  }
  settleRefused(context, db);
  const confirmed = markOutboxConfirmed(db, toBlock - context.policy.chain.confirmations + 1, context.now());
  if (confirmed > 0) markTransactionsConfirmed(db);
  return confirmed;
}

function noteSealedObject(context: VaultContext, db: WritableDb, event: RegistryEvent): void {
  const found = sealedObject(context, db, event);
  if (found) insertInbox(db, { ...found, blockNumber: event.blockNumber, logIndex: event.logIndex });
}

/** The sealed object an event names, when this hospital is one of those it was sealed to. */
function sealedObject(context: VaultContext, db: ReadableDb, event: RegistryEvent) {
  const us = context.policy.hospital.id;
  switch (event.kind) {
    case 'AccessRequested':
      return event.args.to === us && object('request', event.args.request);
    case 'AccessGranted':
      return (
        (unpackTerms(event.args.terms).grantee === us || isOurs(db, grantOf(event.args.grantId).patient)) &&
        object('envelope', event.args.envelope)
      );
    case 'EpochRotated':
      return hasGrantFrom(db, event.args.patient, us) && object('keyring', event.args.keyring);
    case 'AuditAnchored': {
      const hospital = getHospitalOfWorkstation(db, asWorkstation(event.args.workstation));
      const mayReport = hospital !== undefined && hospital !== us && hasGrantTo(db, hospital);
      return mayReport && object('report', event.args.report);
    }
    default:
      return false;
  }
}

function object(kind: InboxKind, digest: Digest) {
  return { kind, digest };
}

function isOurs(db: ReadableDb, patient: PatientRef): boolean {
  return getPatientByRef(db, patient) !== undefined;
}

function findRecords(db: WritableDb, events: readonly RegistryEvent[], { fromBlock, toBlock }: LogStep): void {
  for (const event of events) {
    if (event.kind === 'WorkstationEnrolled') followNewWorkstation(db, event.args.hospital);
  }
  findRecordsInBlocks(db, fromBlock, toBlock);
}
