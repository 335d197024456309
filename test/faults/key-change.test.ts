import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../main/registry/addresses.ts';
import type { RegistryIntent } from '../../main/registry/intents.ts';
import { readPatient } from '../../main/registry/reads.ts';
import { type RegistryDomain, signGuardianChoice, signKeyRotation } from '../../main/registry/typed-data.ts';
import { openCard } from '../../main/vault/crypto/card.ts';
import { identityAt, keysAt } from '../../main/vault/operations/patient-identity.ts';
import { currentKeyOf } from '../../main/vault/operations/patient-keys.ts';
import { signQueued } from '../../main/vault/operations/signing.ts';
import { getCustodyRoot, getPatient } from '../../main/vault/store/queries/patients.ts';
import { sql } from '../../main/vault/store/sql.ts';
import type { PatientRef } from '../../preload/api/ids.ts';
import type { PatientCard, PatientView } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { aPerson } from '../fixtures/people.ts';
import { testDigest, testKey } from '../fixtures/registry-chain.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const PIN = '482913';
const YEAR_2096 = 3_999_999_999;

describe.skipIf(anvilMissing)('[KEY5] [KEY9] a claimed key on its way to the chain, interrupted', () => {
  let world: TwoHospitals;
  let a: TestHospital;
  let patient: PatientView;
  let custodyRoot: Uint8Array;
  let ref: PatientRef;

  beforeEach(async () => {
    world = await startTwoHospitals();
    a = world.a;
    ({ patient } = await a.call('patients.register', { demographics: aPerson() }));
    custodyRoot = getCustodyRoot(a.vault.context.db, patient.id) ?? new Uint8Array();
    ref = refNow();
  });
  afterEach(async () => {
    const bugs = [...a.vault.bugs];
    await world.stop();
    expect(bugs).toEqual([]);
  });

  const refNow = () => getPatient(a.vault.context.db, patient.id)?.ref ?? ref;
  const issue = () => a.call('patients.issueCard', { patientId: patient.id, pin: PIN });
  const handOver = ({ label }: PatientCard) => a.call('patients.handOver', { patientId: patient.id, label });
  const identify = ({ code }: PatientCard) => a.call('patients.identify', { code, pin: PIN });
  const keyOn = async ({ code }: PatientCard) =>
    keysAt(a.vault.context, await openCard(code, PIN, a.vault.context.keys.cardSecret), a.id).key;
  const onChain = () => world.chain.read(readPatient(ref));
  const keyChanges = async () => (await a.call('sync.items', {})).filter(({ kind }) => kind === 'keyChange');

  async function registered(): Promise<void> {
    await a.online();
    await a.allConfirmed();
  }

  async function claim(): Promise<PatientCard> {
    const card = await issue();
    await handOver(card);
    return card;
  }

  function signAll(chainCount: number) {
    return signQueued(a.vault.context, { chainCount, isCaughtUp: true, areBlocksStored: true });
  }

  async function transactionCount(): Promise<number> {
    const { address } = a.vault.context.keys.workstation;
    return Number(await world.chain.node.rpc<string>('eth_getTransactionCount', address, 'latest'));
  }

  /** The key in custody says something under the next number, at a desk nobody here knows of. */
  async function sayElsewhere(intent: (domain: RegistryDomain, signingKey: Uint8Array) => RegistryIntent) {
    const { signingKey } = keysAt(a.vault.context, custodyRoot, a.id);
    const { succeeded } = await world.chain.write(testKey('workstation 1'), intent(world.chain, signingKey));
    expect(succeeded).toBe(true);
  }

  function chooseGuardiansElsewhere() {
    const choice = { patient: ref, guardians: `0x${testDigest(1)}`, nonce: 0, deadline: YEAR_2096 };
    return sayElsewhere(({ chainId, registry }, signingKey) => ({
      kind: 'chooseGuardians',
      args: { choice, signature: signGuardianChoice({ chainId, registry }, choice, signingKey) },
    }));
  }

  function changeKeyElsewhere() {
    const rotation = { patient: ref, key: addressOf(testKey('another card')), nonce: 0, deadline: YEAR_2096 };
    return sayElsewhere(({ chainId, registry }, signingKey) => ({
      kind: 'rotatePatientKey',
      args: { rotation, signature: signKeyRotation({ chainId, registry }, rotation, signingKey) },
    }));
  }

  it('before the registration has left: the key in custody never reaches the chain', async () => {
    const card = await claim();
    expect(refNow()).toBe(await keyOn(card));
    await registered();
    expect(await keyChanges()).toEqual([]);
    expect(await world.chain.read(readPatient(ref))).toBeNull();
    ref = refNow();
    expect(await onChain()).toMatchObject({ epoch: 1, nonce: 0, key: await keyOn(card) });
    expect(await identify(card)).toMatchObject({ patient: { id: patient.id } });
  });

  it('afterwards: the patient stays who they are, another key signs, and the one in custody is dead', async () => {
    await registered();
    const card = await claim();
    expect(refNow()).toBe(ref);
    expect(() => identityAt(a.vault.context, custodyRoot, a.id)).toThrow(
      expect.objectContaining({ code: 'card.replaced' }),
    );
    await a.allConfirmed();
    expect(await onChain()).toMatchObject({ epoch: 2, nonce: 1, key: await keyOn(card) });
    expect(await identify(card)).toMatchObject({ patient: { id: patient.id } });
    expect(() => identityAt(a.vault.context, custodyRoot, a.id)).toThrow(
      expect.objectContaining({ code: 'card.replaced' }),
    );
    expect(await keyChanges()).toMatchObject([{ state: 'confirmed' }]);
  });

  it('[A6] killed in the middle of handing over: nothing happened, and it is done again', async () => {
    await registered();
    const card = await issue();
    a.vault.context.db.transaction((db) =>
      db.run(sql`
      CREATE TRIGGER planted BEFORE INSERT ON outbox WHEN NEW.kind = 'keyring'
      BEGIN SELECT RAISE(ABORT, 'planted failure'); END`),
    );
    await expect(handOver(card)).rejects.toThrow('planted failure');
    a.kill();
    await a.reopen();
    a.vault.context.db.transaction((db) => db.run(sql`DROP TRIGGER planted`));
    expect(getCustodyRoot(a.vault.context.db, patient.id)).toEqual(custodyRoot);
    expect(await keyChanges()).toEqual([]);
    await handOver(card);
    expect(getCustodyRoot(a.vault.context.db, patient.id)).toBeNull();
    await a.allConfirmed();
    expect(await onChain()).toMatchObject({ key: await keyOn(card) });
  });

  it('[SYN5] waits until the registration is in the log, though it was signed before', async () => {
    expect(signAll(0)).toBe(2);
    const card = await claim();
    expect(refNow()).toBe(ref);
    expect(signAll(0)).toBe(1);
    expect(await keyChanges()).toMatchObject([{ state: 'saved', transactionHash: null }]);
    a.kill();
    await a.reopen();
    await registered();
    expect(await onChain()).toMatchObject({ epoch: 2, nonce: 1, key: await keyOn(card) });
  });

  it('[SYN5] killed after it was signed: the same bytes are sent once', async () => {
    await registered();
    await a.offline();
    const card = await claim();
    signAll(await transactionCount());
    const [signed] = await keyChanges();
    expect(signed?.transactionHash).not.toBeNull();
    a.kill();
    await a.reopen();
    await registered();
    expect(await keyChanges()).toMatchObject([{ state: 'confirmed', transactionHash: signed?.transactionHash }]);
    expect(await onChain()).toMatchObject({ key: await keyOn(card) });
  });

  it('takes the number whose turn it is when it leaves', async () => {
    await registered();
    await a.offline();
    const card = await claim();
    await chooseGuardiansElsewhere();
    await registered();
    expect(await onChain()).toMatchObject({ nonce: 2, key: await keyOn(card) });
  });

  it('[CON5] refused because its number was gone, it is signed anew under the next one', async () => {
    await registered();
    await a.offline();
    const card = await claim();
    signAll(await transactionCount());
    const [first] = await keyChanges();
    await chooseGuardiansElsewhere();
    await registered();
    const [second] = await keyChanges();
    expect(second?.transactionHash).not.toBe(first?.transactionHash);
    expect(await onChain()).toMatchObject({ nonce: 2, key: await keyOn(card) });
  });

  it('[SYN7] [R-06] a reorganisation takes it back to the way, and confirmed again', async () => {
    await registered();
    const snapshot = await world.chain.anvil.rpc<string>('evm_snapshot');
    const card = await claim();
    await a.allConfirmed();
    await world.chain.anvil.rpc('evm_revert', snapshot);
    await world.chain.anvil.rpc('evm_mine');
    await eventually(async () => expect(await onChain()).toMatchObject({ nonce: 1, key: await keyOn(card) }));
    await a.allConfirmed();
    expect(await identify(card)).toMatchObject({ patient: { id: patient.id } });
  });

  it('is refused where the key changed elsewhere since the card was made', async () => {
    await registered();
    const card = await issue();
    await changeKeyElsewhere();
    await eventually(() => expect(currentKeyOf(a.vault.context.db, ref)).not.toBe(ref));
    await expect(handOver(card)).rejects.toMatchObject({ code: 'card.replaced' });
    await expect(identify(card)).rejects.toMatchObject({ code: 'card.replaced' });
    expect(await keyChanges()).toEqual([]);
  });

  it('[S06] [A8] where somebody else changed the key first, it needs a person, and this card is not theirs', async () => {
    await registered();
    await a.offline();
    const card = await claim();
    await changeKeyElsewhere();
    await a.online();
    const item = await eventually(async () => {
      const [change] = await keyChanges();
      expect(change?.state).toBe('attention');
      return change;
    });
    expect(item?.error).toMatchObject({ code: 'chain.reverted', details: { error: 'SignatureSignerMismatch' } });
    await expect(identify(card)).rejects.toMatchObject({ code: 'card.replaced' });
  });
});
