import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryIntent } from '../../../../main/registry/intents.ts';
import { enqueue } from '../../../../main/vault/operations/outbox-entry.ts';
import { signQueued } from '../../../../main/vault/operations/signing.ts';
import type { OutboxKind } from '../../../../main/vault/store/queries/outbox.ts';
import { listOutbox } from '../../../../main/vault/store/queries/outbox-sending.ts';
import {
  getNextNonce,
  listOpenTransactions,
  markTransaction,
  type TransactionRow,
} from '../../../../main/vault/store/queries/transactions.ts';
import { Digest, HospitalId, PatientId, PatientRef } from '../../../../preload/api/ids.ts';
import { testDigest } from '../../../fixtures/registry-chain.ts';
import { openTestVault, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

const READY = { chainCount: 0, isCaughtUp: true, areBlocksStored: true };
/** A digest that is found at one place of a transaction only. */
const uniqueDigest = (name: string) => Digest.parse(createHash('sha256').update(name).digest('hex'));
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

  /** Records of these people, found in a batch again by their tags. */
  function queueRecordsOf(records: readonly { readonly person: number; readonly tag: string }[]): void {
    vault.context.db.transaction((db) => {
      for (const { person, tag } of records) {
        const patientId = PatientId.parse(`00000000-0000-7000-8000-${String(person).padStart(12, '0')}`);
        const intent = { kind: 'record', args: { tag: `0x${tag}`, pointer: uniqueDigest(tag) } } as const;
        enqueue(vault.context, db, { kind: 'record', patientId, title: '', intent });
      }
    });
  }

  function queueCall(
    lane: 0 | 1,
    intent: RegistryIntent,
    kind: OutboxKind = lane === 0 ? 'revocation' : 'grant',
  ): void {
    const entry = { lane, kind, patientId: null, title: '', intent };
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

  it('[R-36] mixes the records of a batch across patients; those of one patient stay in order', () => {
    const people = [0, 1].map((person) => Array.from({ length: 200 }, (_, i) => uniqueDigest(`${person} ${i}`)));
    queueRecordsOf(people.flatMap((tags, person) => tags.map((tag) => ({ person, tag }))));
    signQueued(vault.context, READY);
    const raw = open()[0]?.raw ?? '';
    const places = people.map((tags) => tags.map((tag) => raw.indexOf(tag)));
    for (const of of places) expect(of).toEqual([...of].sort((one, other) => one - other));
    const order = places.flatMap((of, person) => of.map((place) => ({ place, person })));
    order.sort((one, other) => one.place - other.place);
    const alike = order.filter(({ person }, i) => person === order[i + 1]?.person).length;
    // Saved one after the other all but one neighbour would be alike; mixed it is every second, within five deviations.
    expect(alike).toBeGreaterThan(150);
    expect(alike).toBeLessThan(250);
  });

  it('[R-36] mixes across batches too, so that the first batch is not what was saved first', () => {
    const tags = Array.from({ length: 600 }, (_, i) => uniqueDigest(`${i}`));
    queueRecordsOf(tags.map((tag, person) => ({ person, tag })));
    signQueued(vault.context, READY);
    const raw = open()[0]?.raw ?? '';
    const late = tags.slice(500).filter((tag) => raw.includes(tag));
    expect(late.length).toBeGreaterThan(50);
  });

  it('[R-36] registrations leave mixed, behind what somebody waits for', () => {
    const keyrings = Array.from({ length: 12 }, (_, i) => uniqueDigest(`${i}`));
    for (const keyring of keyrings)
      queueCall(1, { kind: 'addPatient', args: { patient: REF, keyring } }, 'registration');
    queueCall(1, { kind: 'requestAccess', args: { to: HospitalId.parse(2), request: testDigest(99) } }, 'request');
    expect(signQueued(vault.context, READY)).toBe(13);
    const [first, ...others] = open().map(({ raw }) => raw);
    expect(first).toContain(testDigest(99));
    const order = others.map((raw) => keyrings.findIndex((keyring) => raw.includes(keyring)));
    expect([...order].sort((one, other) => one - other)).toEqual([...keyrings.keys()]);
    expect(order).not.toEqual([...keyrings.keys()]);
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
