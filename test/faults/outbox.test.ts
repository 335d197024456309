import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWorkstation } from '../../main/registry/reads.ts';
import { signQueued } from '../../main/vault/operations/signing.ts';
import { listOpenTransactions } from '../../main/vault/store/queries/transactions.ts';
import type { PatientRef } from '../../preload/api/ids.ts';
import type { PatientView } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { aPerson } from '../fixtures/people.ts';
import { testDigest, testKey } from '../fixtures/registry-chain.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

/** Key of hospital A's workstation, as the fixture makes it. */
const WORKSTATION_A = testKey('workstation 0');

describe.skipIf(anvilMissing)('the outbox, interrupted', () => {
  let world: TwoHospitals;
  let a: TestHospital;
  let patient: PatientView;

  beforeEach(async () => {
    world = await startTwoHospitals();
    a = world.a;
    ({ patient } = await a.call('patients.register', { demographics: aPerson() }));
  });
  afterEach(async () => {
    const bugs = [...a.vault.bugs];
    await world.stop();
    expect(bugs).toEqual([]);
  });

  function saveRecord() {
    return a.call('records.save', {
      patientId: patient.id,
      entry: { type: 'Condition', code: { text: 'Type 2 diabetes' } },
    });
  }

  function signAll(chainCount = 0) {
    return signQueued(a.vault.context, { chainCount, isCaughtUp: true, areBlocksStored: true });
  }

  /** The chain holds these many entries of workstation A, each once. */
  async function expectOnChain(records: number) {
    const { sequence } = await world.chain.read(readWorkstation(a.vault.context.keys.workstation.address));
    expect(sequence).toBe(records);
  }

  it('[SYN5] [R-23] killed after signing, before sending: the same bytes are sent once', async () => {
    await saveRecord();
    expect(signAll()).toBe(2);
    const signed = listOpenTransactions(a.vault.context.db).map(({ hash }) => hash);
    a.kill();
    await a.reopen();
    await a.online();
    await a.allConfirmed();
    const items = await a.call('sync.items', {});
    expect([...new Set(items.map(({ transactionHash }) => transactionHash))].sort()).toEqual([...signed].sort());
    await expectOnChain(2);
  });

  it('[SYN5] [SYN9] killed while it is broadcast: sending goes on without the vault, which learns of it later', async () => {
    await world.chain.anvil.rpc('evm_setAutomine', false);
    await a.online();
    await eventually(async () => expect(await a.call('sync.status', {})).toMatchObject({ waiting: 0, sent: 2 }));
    a.kill();
    await world.chain.anvil.rpc('evm_setAutomine', true);
    await world.chain.anvil.rpc('evm_mine');
    await a.reopen();
    await a.allConfirmed();
    await expectOnChain(1);
  });

  it('[SYN5] [CON5] the network process lost what it was given: it is handed over again, with the same effect', async () => {
    await a.online();
    await a.allConfirmed();
    await world.chain.anvil.rpc('evm_setAutomine', false);
    await saveRecord();
    await eventually(async () => expect(await a.call('sync.status', {})).toMatchObject({ waiting: 0, sent: 1 }));
    await a.offline();
    rmSync(join(a.vault.profile, 'net', 'parcels'), { recursive: true });
    await world.chain.anvil.rpc('evm_setAutomine', true);
    await world.chain.anvil.rpc('evm_mine');
    await a.online();
    await a.allConfirmed();
    await expectOnChain(2);
  });

  it('[CON5] a batch that is out of turn is signed anew with the right number', async () => {
    const foreign = { tag: `0x${'0f'.repeat(32)}`, pointer: testDigest(7) };
    await world.chain.write(WORKSTATION_A, { kind: 'addPatientRecord', args: { sequence: 0, ...foreign } });
    signAll(1);
    await a.online();
    await a.allConfirmed();
    await expectOnChain(2);
  });

  it('[SYN6] a nonce that went to another transaction is given up, and the next is taken', async () => {
    const foreign = { tag: `0x${'0f'.repeat(32)}`, pointer: testDigest(7) };
    await world.chain.write(WORKSTATION_A, { kind: 'addPatientRecord', args: { sequence: 0, ...foreign } });
    signAll(0);
    await a.online();
    await a.allConfirmed();
    await expectOnChain(2);
  });

  it('[CON5] what another transaction brought about already counts as done', async () => {
    await a.online();
    await a.allConfirmed();
    await a.offline();
    await saveRecord();
    const row = a.vault.context.db.get<{ tag: string; pointer: ReturnType<typeof testDigest> }>({
      text: 'SELECT tag, pointer FROM record_versions ORDER BY at DESC LIMIT 1',
      values: [],
    });
    if (!row) throw new Error('the record is not there');
    signAll(2);
    const entry = { tag: `0x${row.tag}`, pointer: row.pointer };
    await world.chain.write(WORKSTATION_A, { kind: 'addPatientRecord', args: { sequence: 1, ...entry } });
    await a.online();
    await a.allConfirmed();
    await expectOnChain(2);
  });

  it('[S06] what the registry refuses for good needs a person, with the reason in words of the registry', async () => {
    await world.chain.write(testKey('workstation 1'), {
      kind: 'addPatient',
      args: { patient: patientRef(), keyring: testDigest(3) },
    });
    await a.online();
    const item = await eventually(async () => {
      const items = await a.call('sync.items', {});
      const failed = items.find(({ state }) => state === 'attention');
      if (!failed) throw new Error('nothing failed yet');
      return failed;
    });
    expect(item).toMatchObject({
      kind: 'registration',
      error: { code: 'chain.reverted', details: { error: 'PatientAlreadyAdded' } },
      canRetry: false,
    });
    await expect(a.call('sync.retry', { outboxId: item.id })).rejects.toMatchObject({ code: 'sync.notRetryable' });
  });

  it('[S06] without money for gas nothing is lost: it waits with the reason and goes on when there is some', async () => {
    const { address } = a.vault.context.keys.workstation;
    await world.chain.anvil.rpc('anvil_setBalance', address, '0x0');
    await a.online();
    await eventually(async () => {
      const items = await a.call('sync.items', {});
      const errors = items.map(({ error }) => error);
      const refused = { code: 'chain.refused', details: expect.objectContaining({ reason: 'insufficientFunds' }) };
      expect(errors).toContainEqual(expect.objectContaining(refused));
    });
    await world.chain.fund(address);
    await a.allConfirmed();
    await expectOnChain(1);
  });

  it('[SYN7] [R-06] a reorganisation takes it back to the way, and confirmed again', async () => {
    const snapshot = await world.chain.anvil.rpc<string>('evm_snapshot');
    await a.online();
    await a.allConfirmed();
    await world.chain.anvil.rpc('evm_revert', snapshot);
    await world.chain.anvil.rpc('evm_mine');
    await eventually(() => expectOnChain(1));
    await a.allConfirmed();
    await saveRecord();
    await a.allConfirmed();
    await expectOnChain(2);
  });

  function patientRef() {
    const row = a.vault.context.db.get<{ ref: PatientRef }>({ text: 'SELECT ref FROM patients', values: [] });
    if (!row) throw new Error('nobody is registered');
    return row.ref;
  }
});
