import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCard, openCard } from '../../../../main/vault/crypto/card.ts';
import { openKeyringAsHospital, openKeyringAsPatient } from '../../../../main/vault/crypto/keyring.ts';
import { newPatientRoot } from '../../../../main/vault/crypto/patient-root.ts';
import { startNextEpoch } from '../../../../main/vault/operations/epoch-rotation.ts';
import { keysAt } from '../../../../main/vault/operations/patient-identity.ts';
import { requirePatient } from '../../../../main/vault/services/patient-view.ts';
import { deleteChainLogsFrom } from '../../../../main/vault/store/queries/chain-logs.ts';
import { type EpochRow, listEpochs } from '../../../../main/vault/store/queries/epochs.ts';
import { getPendingBlock } from '../../../../main/vault/store/queries/pending-blocks.ts';
import type { PatientId } from '../../../../preload/api/ids.ts';
import { registerWithCard } from '../../../fixtures/card-holder.ts';
import { noteNewKey, noteRegistered } from '../../../fixtures/noted-log.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

const PIN = '482915';

describe('[KEY8] [KEY9] the keys of a patient whose card was replaced at another hospital', () => {
  let vault: TestVault;
  let patientId: PatientId;
  let oldRoot: Uint8Array;
  let newRoot: Uint8Array;

  beforeEach(async () => {
    vault = await openTestVault({ users: [TEST_USERS[0]] });
    const { patient, card } = await registerWithCard(vault, aPerson(), PIN);
    patientId = patient.id;
    oldRoot = await openCard(card.code, PIN, vault.context.keys.cardSecret);
    newRoot = newPatientRoot(vault.context.random);
    noteRegistered(vault, ref());
  });
  afterEach(() => vault.remove());

  const ref = () => requirePatient(vault.context.db, patientId).ref;
  const keysOf = (root: Uint8Array) => keysAt(vault.context, root, vault.context.policy.hospital.id);
  const replaceElsewhere = () => noteNewKey(vault, ref(), keysOf(newRoot).key);
  const epochs = () => listEpochs(vault.context.db, patientId);
  const keyringOf = ({ keyring }: EpochRow) => getPendingBlock(vault.context.db, keyring)?.bytes ?? new Uint8Array();

  function nextEpoch(): EpochRow {
    const { context } = vault;
    const [last] = epochs().slice(-1);
    if (!last) throw new Error('a registered patient has an epoch');
    return context.db.transaction((db) => startNextEpoch(context, db, last));
  }

  function openedWith(root: Uint8Array, epoch: EpochRow) {
    const { sealPublicKey: publicKey, sealPrivateKey: privateKey } = keysOf(root);
    return openKeyringAsPatient(keyringOf(epoch), { publicKey, privateKey }).map(({ epoch: number }) => number);
  }
  const save = () => vault.call('records.save', { patientId, entry: { type: 'Condition', code: { text: 'Asthma' } } });
  const notDecryptable = expect.objectContaining({ code: 'crypto.notDecryptable' });

  it('are sealed to neither card until the new one is shown here, and nobody sees that', () => {
    const before = nextEpoch();
    expect(openedWith(oldRoot, before)).toEqual([1, 2]);
    replaceElsewhere();
    const after = nextEpoch();
    for (const root of [oldRoot, newRoot]) expect(() => openedWith(root, after)).toThrow(notDecryptable);
    expect(openKeyringAsHospital(keyringOf(after), vault.context.keys.hospitalSeal)).toMatchObject({ epoch: 3 });
    expect(keyringOf(after).length).toBe(keyringOf(before).length);
  });

  it('are new ones for the next record, once: the keyring there is opens with the old card', async () => {
    await save();
    expect(epochs()).toHaveLength(1);
    const change = replaceElsewhere();
    await save();
    await save();
    expect(epochs()).toHaveLength(2);
    vault.context.db.transaction((db) => deleteChainLogsFrom(db, change));
    await save();
    const [, , third] = epochs();
    expect(third && openedWith(oldRoot, third)).toEqual([1, 2, 3]);
  });

  it('open with the new card, all of them, once it was shown here', async () => {
    replaceElsewhere();
    nextEpoch();
    const { cardSecret } = vault.context.keys;
    const { code } = await makeCard(newRoot, PIN, cardSecret, vault.context.random);
    expect(await vault.call('patients.identify', { code, pin: PIN })).toMatchObject({ patient: { id: patientId } });
    const [third] = epochs().slice(-1);
    expect(third && openedWith(newRoot, third)).toEqual([1, 2, 3]);
    expect(openedWith(newRoot, nextEpoch())).toEqual([1, 2, 3, 4]);
    expect(() => third && openedWith(oldRoot, third)).toThrow(notDecryptable);
  });
});
