import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryIntent } from '../../../../main/registry/intents.ts';
import { enqueue, type OutboxIntent } from '../../../../main/vault/operations/outbox-entry.ts';
import { signQueued } from '../../../../main/vault/operations/signing.ts';
import type { OutboxKind } from '../../../../main/vault/store/queries/outbox.ts';
import { hasDueOutbox, listOutbox } from '../../../../main/vault/store/queries/outbox-sending.ts';
import { LEAVING_TOGETHER, NOBODY_WAITS } from '../../../../main/vault/store/queries/outbox-waiting.ts';
import { HospitalId, PatientRef } from '../../../../preload/api/ids.ts';
import { OUTBOX_KINDS } from '../../../../preload/api/sync.ts';
import { noteRegistered } from '../../../fixtures/noted-log.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { testDigest } from '../../../fixtures/registry-chain.ts';
import { openTestVault, TEST_START, TEST_USERS, type TestVault, testPolicy } from '../../../fixtures/vault.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const READY = { chainCount: 0, isCaughtUp: true, areBlocksStored: true };
const REF = PatientRef.parse(`0x${'12'.repeat(20)}`);

/** Somebody whose registration is in the log, so that a new key may follow. */
const KNOWN = PatientRef.parse(`0x${'34'.repeat(20)}`);

const STRANGER = PatientRef.parse(`0x${'9a'.repeat(20)}`);

const ADD_PATIENT: RegistryIntent = { kind: 'addPatient', args: { patient: REF, keyring: testDigest(1) } };
const RECORD: OutboxIntent = { kind: 'record', args: { tag: `0x${testDigest(2)}`, pointer: testDigest(3) } };
const INTENTS: Record<OutboxKind, OutboxIntent> = {
  registration: ADD_PATIENT,
  keyring: { kind: 'rotateEpoch', args: { patient: REF, epoch: 2, keyring: testDigest(4) } },
  keyChange: {
    kind: 'keyChange',
    args: {
      rotation: { patient: KNOWN, key: `0x${'56'.repeat(20)}`, nonce: 0, deadline: 2_000_000_000 },
      from: KNOWN,
      firstNonce: 0,
      signatures: [`0x${'1b'.repeat(65)}`],
    },
  },
  recovery: { kind: 'proposeRecovery', args: { patient: KNOWN, key: `0x${'78'.repeat(20)}` } },
  recoveryEnd: { kind: 'finishRecovery', args: { patient: KNOWN } },
  recoveryStop: {
    kind: 'cancelRecovery',
    args: {
      cancellation: { patient: KNOWN, key: `0x${'78'.repeat(20)}`, readyAt: 2_000_000_000 },
      signature: `0x${'1b'.repeat(65)}`,
    },
  },
  demographics: RECORD,
  record: RECORD,
  amendment: RECORD,
  request: { kind: 'requestAccess', args: { to: HospitalId.parse(2), request: testDigest(5) } },
  refusal: { kind: 'requestAccess', args: { to: HospitalId.parse(2), request: testDigest(9) } },
  grant: grantFor(REF, 2, TEST_START + 14 * DAY_MS),
  revocation: {
    kind: 'revokeAccess',
    args: { revocation: { patient: STRANGER, nonce: 0 }, signature: `0x${'1b'.repeat(65)}` },
  },
  auditAnchor: { kind: 'anchorAudit', args: { head: `0x${testDigest(6)}`, report: testDigest(7) } },
};

/** A patient's consent to what this hospital may read somewhere else, or another one here. */
function grantFor(patient: PatientRef, grantee: number, deadlineMs: number): OutboxIntent {
  const deadline = deadlineMs / 1000;
  const scope = `0x${'00'.repeat(24)}` as const;
  const terms = { grantee: HospitalId.parse(grantee), scope, envelope: testDigest(8), expiresAt: deadline };
  const grant = { patient, ...terms, nonce: 0, deadline };
  return { kind: 'grantAccess', args: { grant, signature: `0x${'1b'.repeat(65)}` } };
}

function policyWith(publishEveryMinutes: number) {
  const policy = testPolicy();
  return testPolicy({ chain: { ...policy.chain, publishEveryMinutes } });
}

describe('[R-36] a rhythm of half an hour', () => {
  let vault: TestVault;

  // TEST_START is eight o'clock: the interval ends at half past.
  const halfPast = TEST_START + 30 * MINUTE_MS;

  beforeEach(async () => {
    vault = await openTestVault({ users: [TEST_USERS[0]], policy: policyWith(30) });
    vault.clock.advance(10 * MINUTE_MS);
    noteRegistered(vault, KNOWN);
  });
  afterEach(() => vault.remove());

  function queue(...kinds: readonly OutboxKind[]): void {
    vault.context.db.transaction((db) => {
      for (const kind of kinds) {
        const lane = kind === 'revocation' || kind === 'recoveryStop' ? 0 : 1;
        enqueue(vault.context, db, { lane, kind, patientId: null, title: '', intent: INTENTS[kind] });
      }
    });
  }

  const signed = () => {
    const { context } = vault;
    signQueued(context, READY);
    return listOutbox(context.db, 50)
      .filter(({ state }) => state === 'signed')
      .map(({ kind }) => kind)
      .sort();
  };

  it('keeps registrations, keys, keyrings and records until the interval is over, and nothing else', () => {
    queue(...OUTBOX_KINDS);
    const waitsForNobody = OUTBOX_KINDS.filter((kind) => !LEAVING_TOGETHER.includes(kind)).sort();
    expect(waitsForNobody).toEqual([
      'auditAnchor',
      'grant',
      'recovery',
      'recoveryEnd',
      'recoveryStop',
      'refusal',
      'request',
      'revocation',
    ]);
    expect(signed()).toEqual(waitsForNobody);
    vault.clock.advance(20 * MINUTE_MS - 1);
    expect(signed()).toEqual(waitsForNobody);
    vault.clock.advance(1);
    expect(signed()).toEqual([...OUTBOX_KINDS].sort());
  });

  it('keeps the second consent of one sitting, which nobody waits for, unless it would come too late', async () => {
    const { context } = vault;
    const { patient } = await vault.call('patients.register', { demographics: aPerson() });
    const { id: patientId } = patient;
    const own = context.policy.hospital.id;
    const late = halfPast + DAY_MS + 1000;
    const consent = (title: string, ref: PatientRef, grantee: number, deadlineMs: number) => {
      const intent = grantFor(ref, grantee, deadlineMs);
      context.db.transaction((db) => enqueue(context, db, { kind: 'grant', patientId, title, intent }));
    };
    consent('the first', REF, own, late);
    consent('again for the first pseudonym', REF, own, late);
    consent('to another hospital', KNOWN, own + 1, late);
    consent('for a day', KNOWN, own, late - 1000);
    consent('the second', KNOWN, own, late);
    const items = await vault.call('sync.items', {});
    const waiting = items.filter(({ kind, leavesAt }) => kind === 'grant' && leavesAt !== null);
    expect(waiting.map(({ title }) => title)).toEqual(['the second']);
  });

  it('has nothing to do with the chain while everything waits', () => {
    queue('record');
    const span = { fromMs: TEST_START, untilMs: halfPast, reader: null };
    expect(hasDueOutbox(vault.context.db, span)).toBe(false);
    expect(hasDueOutbox(vault.context.db, NOBODY_WAITS)).toBe(true);
  });

  it('[A5] goes on after a crash, and what the end of the interval found locked leaves afterwards', async () => {
    queue('record');
    vault.drop();
    await vault.reopen();
    expect(signed()).toEqual([]);
    vault.drop();
    vault.clock.advance(60 * MINUTE_MS);
    await vault.reopen();
    queue('amendment');
    expect(signed()).toEqual(['record']);
  });

  it('[A8] says when the next batch leaves, and counts it as waiting until then', async () => {
    queue('record', 'request');
    expect(await vault.call('sync.status', {})).toMatchObject({ waiting: 2, sent: 0, nextBatchAt: halfPast });
    const items = await vault.call('sync.items', {});
    expect(items.map(({ kind, state, leavesAt }) => ({ kind, state, leavesAt }))).toEqual([
      { kind: 'request', state: 'saved', leavesAt: null },
      { kind: 'record', state: 'saved', leavesAt: halfPast },
    ]);
    vault.clock.advance(20 * MINUTE_MS);
    expect(await vault.call('sync.status', {})).toMatchObject({ waiting: 2, nextBatchAt: null });
    expect((await vault.call('sync.items', {})).map(({ leavesAt }) => leavesAt)).toEqual([null, null]);
  });

  it('[S06] sends what waits when a person says "Sync now", also after a restart; what is saved later waits', async () => {
    queue('record');
    expect(await vault.call('sync.now', {})).toMatchObject({ waiting: 1, nextBatchAt: null });
    vault.drop();
    await vault.reopen();
    vault.clock.advance(1);
    queue('amendment');
    expect(signed()).toEqual(['record']);
    expect(await vault.call('sync.status', {})).toMatchObject({ waiting: 2, nextBatchAt: halfPast });
  });

  it('[A8] keeps nothing back for longer because a clock was wrong', () => {
    vault.clock.advance(400 * 24 * 60 * MINUTE_MS);
    queue('record');
    vault.clock.advance(-400 * 24 * 60 * MINUTE_MS);
    expect(signed()).toEqual(['record']);
  });
});

describe('[R-36] without a rhythm', () => {
  it('everything leaves at once', async () => {
    const vault = await openTestVault({ users: [TEST_USERS[0]], policy: policyWith(0) });
    const { context } = vault;
    const entry = { kind: 'registration', patientId: null, title: '', intent: ADD_PATIENT } as const;
    context.db.transaction((db) => enqueue(context, db, entry));
    expect(await vault.call('sync.status', {})).toMatchObject({ waiting: 1, nextBatchAt: null });
    expect(signQueued(context, READY)).toBe(1);
    vault.remove();
  });
});
