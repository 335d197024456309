import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryIntent } from '../../../../main/registry/intents.ts';
import { enqueue } from '../../../../main/vault/operations/outbox-entry.ts';
import { signQueued } from '../../../../main/vault/operations/signing.ts';
import { listOutbox } from '../../../../main/vault/store/queries/outbox-sending.ts';
import {
  getNextNonce,
  listOpenTransactions,
  markTransaction,
  type TransactionRow,
} from '../../../../main/vault/store/queries/transactions.ts';
import { PatientRef } from '../../../../preload/api/ids.ts';
import { testDigest } from '../../../fixtures/registry-chain.ts';
import { openTestVault, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

const READY = { chainCount: 0, isCaughtUp: true, areBlocksStored: true };
const REF = PatientRef.parse(`0x${'12'.repeat(20)}`);

describe('signing what is queued', () => {
  let vault: TestVault;

  beforeEach(async () => {
    vault = await openTestVault({ users: [TEST_USERS[0]] });
  });
  afterEach(() => vault.remove());

  function queueRecords(count: number): void {
    vault.context.db.transaction((db) => {
      for (let i = 0; i < count; i++) {
        const args = { tag: `0x${testDigest(i)}`, pointer: testDigest(i) };
        enqueue(vault.context, db, { kind: 'record', patientId: null, title: '', intent: { kind: 'record', args } });
      }
    });
  }

  function queueCall(lane: 0 | 1, intent: RegistryIntent): void {
    const entry = { lane, kind: lane === 0 ? 'revocation' : 'grant', patientId: null, title: '', intent } as const;
    vault.context.db.transaction((db) => enqueue(vault.context, db, entry));
  }

  const revocation = (nonce: number): RegistryIntent => ({
    kind: 'revokeAccess',
    args: { revocation: { patient: REF, nonce }, signature: `0x${'1b'.repeat(65)}` },
  });

  const open = () => listOpenTransactions(vault.context.db);
  const shapeOf = ({ nonce, firstSequence, recordCount }: TransactionRow) => ({ nonce, firstSequence, recordCount });
  const mark = (row: TransactionRow | undefined, state: TransactionRow['state']) =>
    vault.context.db.transaction((db) => markTransaction(db, row?.hash ?? '', state));

  it('[SYN8] puts up to 500 records into one transaction, numbered on', () => {
    queueRecords(1200);
    expect(signQueued(vault.context, READY)).toBe(2);
    expect(open().map(shapeOf)).toEqual([
      { nonce: 0, firstSequence: 0, recordCount: 500 },
      { nonce: 1, firstSequence: 500, recordCount: 500 },
    ]);
  });

  it('[SYN8] a few records wait for those on their way, and go when these are in a block', () => {
    queueRecords(3);
    expect(signQueued(vault.context, READY)).toBe(1);
    queueRecords(2);
    expect(signQueued(vault.context, READY)).toBe(0);
    mark(open()[0], 'mined');
    expect(signQueued(vault.context, READY)).toBe(1);
    expect(open().map(shapeOf)).toEqual([
      { nonce: 0, firstSequence: 0, recordCount: 3 },
      { nonce: 1, firstSequence: 3, recordCount: 2 },
    ]);
  });

  it('[SYN8] [R-04] revocations go first, and go when nothing else can', () => {
    queueRecords(1);
    queueCall(0, revocation(0));
    const blocked = { ...READY, areBlocksStored: false, isCaughtUp: false };
    expect(signQueued(vault.context, blocked)).toBe(1);
    expect(open().map(shapeOf)).toEqual([{ nonce: 0, firstSequence: null, recordCount: 0 }]);
    queueCall(0, revocation(1));
    expect(signQueued(vault.context, READY)).toBe(2);
    expect(open().map(({ firstSequence }) => firstSequence)).toEqual([null, null, 0]);
  });

  it('[CON5] no record is signed before the log is read to its end, or while one out of turn is on its way', () => {
    queueRecords(1);
    expect(signQueued(vault.context, { ...READY, isCaughtUp: false })).toBe(0);
    expect(signQueued(vault.context, READY)).toBe(1);
    queueRecords(500);
    expect(signQueued(vault.context, READY)).toBe(1);
    // The first was refused: the second, numbered after it, will be refused too.
    mark(open()[0], 'reverted');
    queueRecords(500);
    expect(signQueued(vault.context, READY)).toBe(0);
  });

  it('[SYN6] takes the nonce of a transaction that was dropped, and never one the chain has used', () => {
    queueRecords(1);
    signQueued(vault.context, READY);
    const [dropped] = open();
    mark(dropped, 'dropped');
    queueRecords(1);
    expect(signQueued(vault.context, READY)).toBe(1);
    expect(open().map(({ nonce }) => nonce)).toEqual([0]);
    expect(open()[0]?.hash).not.toBe(dropped?.hash);
    expect(getNextNonce(vault.context.db, 0)).toBe(1);
    expect(getNextNonce(vault.context.db, 7)).toBe(7);
  });

  it('[SYN5] stores the signed bytes with the entries they settle before anything is sent', () => {
    queueRecords(2);
    signQueued(vault.context, READY);
    const [transaction] = open();
    expect(transaction).toMatchObject({ state: 'signed', raw: expect.stringMatching(/^0x02[0-9a-f]+$/) });
    const entries = listOutbox(vault.context.db, 10);
    expect(entries.map(({ state, transactionHash }) => ({ state, transactionHash }))).toEqual(
      Array(2).fill({ state: 'signed', transactionHash: transaction?.hash }),
    );
  });

  it('keeps at most sixteen on their way, so that an urgent one is never far behind', () => {
    queueRecords(500 * 20);
    expect(signQueued(vault.context, READY)).toBe(16);
    expect(signQueued(vault.context, READY)).toBe(0);
    queueCall(0, revocation(0));
    expect(signQueued(vault.context, READY)).toBe(1);
  });
});
