import { ErrorView } from '../../../preload/api/error-view.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { ParcelReport } from '../../links/net-link.ts';
import type { NetConnection, VaultContext } from '../services/context.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import { getChainCursor } from '../store/queries/chain-cursor.ts';
import { countUsedNumbers } from '../store/queries/chain-logs.ts';
import {
  listUnsettledOutbox,
  markOutboxBroadcast,
  markOutboxEffective,
  markOutboxFailed,
  markOutboxQueued,
  markOutboxRefused,
  markOutboxTried,
  type OutboxRow,
} from '../store/queries/outbox-sending.ts';
import { getTransaction, listOpenTransactions, markTransaction } from '../store/queries/transactions.ts';
import { findEffect } from './effect.ts';
import { isSignedFor } from './key-change.ts';
import { intentOf } from './signing.ts';

/**
 * Hands signed transactions to the network process in the order of their nonces. It knows which it has already, so
 * everything that is not known to be passed on is handed over again after a restart.
 */
export async function handOverSigned(context: VaultContext, net: NetConnection): Promise<void> {
  const transactions = listOpenTransactions(context.db)
    .filter(({ state }) => state === 'signed')
    .map(({ hash, raw }) => ({ hash, raw }));
  if (transactions.length === 0) return;
  const reports = await net.call.sendTransactions({ transactions: transactions.slice(0, 100) });
  applyReports(context, reports);
}

/** Asks what became of everything on its way: reports that came while nobody listened are not repeated. */
export async function recallParcels(context: VaultContext, net: NetConnection): Promise<void> {
  const open = listOpenTransactions(context.db);
  if (open.length === 0) return;
  const reports = await net.call.parcels({ hashes: open.map(({ hash }) => hash) });
  const known = new Set(reports.map(({ hash }) => hash));
  context.db.transaction((db) => {
    for (const { hash } of open) if (!known.has(hash)) markTransaction(db, hash, 'signed');
  });
  applyReports(context, reports);
}

/** Takes down what the network process says of transactions. That one took effect is read from the log alone. */
export function applyReports(context: VaultContext, reports: readonly ParcelReport[]): void {
  context.db.transaction((db) => {
    for (const report of reports) applyReport(context, db, report);
    settleRefused(context, db);
  });
}

function applyReport(context: VaultContext, db: WritableDb, report: ParcelReport): void {
  const { hash, state, error, blockNumber } = report;
  const transaction = getTransaction(db, hash);
  if (!transaction || !['signed', 'broadcast', 'mined'].includes(transaction.state)) return;
  if (state === 'failed') {
    const isNonceUsed = blockNumber !== null || error?.code === 'chain.nonceUsed';
    markTransaction(db, hash, isNonceUsed ? 'reverted' : 'dropped');
    markOutboxRefused(db, hash, toText(error ?? UNEXPLAINED), blockNumber);
    return;
  }
  markOutboxTried(db, hash, error && toText(error));
  if (state === 'queued') return;
  if (transaction.state === 'signed' || state !== 'broadcast') {
    markTransaction(db, hash, state === 'broadcast' ? 'broadcast' : 'mined');
  }
  markOutboxBroadcast(db, hash, context.now());
}

/**
 * Decides what a refusal means (CON5). The effect is in the log: done, by whichever transaction. A batch was out of
 * turn because one before it failed, its nonce went to another transaction, or a new key's number went to something
 * else the patient signed: it is signed anew. Anything else needs a person. Waits until the log has been read up to the
 * block that refused.
 */
export function settleRefused(context: VaultContext, db: WritableDb): void {
  const readUpTo = getChainCursor(db)?.blockNumber ?? -1;
  for (const row of listUnsettledOutbox(db)) {
    if (row.blockNumber !== null && row.blockNumber > readUpTo) continue;
    const effect = findEffect(context, db, intentOf(row));
    if (effect !== undefined) markOutboxEffective(db, row.id, effect, context.now());
    else if (isToBeSignedAnew(db, row)) markOutboxQueued(db, row.id, context.now());
    else markOutboxFailed(db, row.id, row.error ?? toText(UNEXPLAINED), context.now());
  }
}

/** Names of the registry's errors after which repeating the same call is pointless. */
const FINAL_REFUSALS: readonly string[] = [
  'GrantAlreadyOver',
  'GrantExpired',
  'PatientAlreadyAdded',
  'PatientEpochMismatch',
  'RecoveryByGuardiansPending',
  'RecoveryOtherPending',
  'RecoveryUnknown',
  'SignatureDeadlinePassed',
  'SignatureNonceMismatch',
];

/** Whether a person may have it tried again as it is. */
export function isRetryable(row: Pick<OutboxRow, 'kind' | 'state' | 'error'>): boolean {
  const name = refusalName(row);
  // A new key gets its number when it is signed, so another try is another number.
  const isFinal = FINAL_REFUSALS.includes(name) && !(row.kind === 'keyChange' && name === 'SignatureNonceMismatch');
  return row.state === 'failed' && !isFinal;
}

function isToBeSignedAnew(db: ReadableDb, row: OutboxRow): boolean {
  if (errorOf(row.error)?.code === 'chain.nonceUsed') return true;
  const name = refusalName(row);
  return name === 'WorkstationSequenceMismatch' || (name === 'SignatureNonceMismatch' && hasAnotherNumber(db, row));
}

/** The log shows the number used up, and the change was signed for the one whose turn it is now. */
function hasAnotherNumber(db: ReadableDb, row: OutboxRow): boolean {
  const intent = intentOf(row);
  if (intent.kind !== 'keyChange') return false;
  const { rotation } = intent.args;
  const turn = countUsedNumbers(db, rotation.patient);
  return turn !== rotation.nonce && isSignedFor(intent.args, turn);
}

function refusalName({ error }: Pick<OutboxRow, 'error'>): string {
  return String(errorOf(error)?.details.error ?? '');
}

export function errorOf(text: string | null): ErrorView | null {
  return text === null ? null : ErrorView.parse(JSON.parse(text));
}

const UNEXPLAINED = new AppError('chain.reverted', 'The registry refused it without saying why').toView();

export function toText(error: ErrorView): string {
  return JSON.stringify(error);
}
