import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCard, openCard } from '../../../../main/vault/crypto/card.ts';
import { newPatientRoot } from '../../../../main/vault/crypto/patient-root.ts';
import { keysAt } from '../../../../main/vault/operations/patient-identity.ts';
import { requirePatient } from '../../../../main/vault/services/patient-view.ts';
import type { PatientId } from '../../../../preload/api/ids.ts';
import { registerWithCard } from '../../../fixtures/card-holder.ts';
import { noteNewKey, noteRegistered } from '../../../fixtures/noted-log.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';
import { openTestVault, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

const PIN = '482915';

describe('[KEY9] a card made elsewhere, whose key another patient of this hospital names as theirs', () => {
  let vault: TestVault;
  let owner: PatientId;
  let thief: PatientId;
  let card: { code: string; pin: string };
  let newKey: string;

  beforeEach(async () => {
    vault = await openTestVault({ users: [TEST_USERS[0]] });
    const { context } = vault;
    owner = (await registerWithCard(vault, aPerson({ given: 'Owner' }), PIN)).patient.id;
    thief = (await registerWithCard(vault, aPerson({ given: 'Thief' }), PIN)).patient.id;
    for (const id of [owner, thief]) noteRegistered(vault, refOf(id));
    const root = newPatientRoot(seededRandom('made elsewhere'));
    const { code } = await makeCard(root, PIN, context.keys.cardSecret, context.random);
    card = { code, pin: PIN };
    newKey = keysAt(context, root, context.policy.hospital.id).key;
  });
  afterEach(() => vault.remove());

  const refOf = (id: PatientId) => requirePatient(vault.context.db, id).ref;
  const sealKeyOf = (id: PatientId) => requirePatient(vault.context.db, id).sealPublicKey;
  const nameTheKey = (id: PatientId) => noteNewKey(vault, refOf(id), newKey);
  const identify = () => vault.call('patients.identify', card);

  it('opens nobody’s chart, and both say that it was shown', async () => {
    const before = [owner, thief].map(sealKeyOf);
    nameTheKey(thief);
    nameTheKey(owner);
    await expect(identify()).rejects.toMatchObject({ code: 'card.ambiguous' });
    expect([owner, thief].map(sealKeyOf)).toEqual(before);
    for (const patientId of [owner, thief]) {
      const [last] = await vault.call('audit.whoLooked', { patientId });
      expect(last).toMatchObject({ action: 'cardAmbiguous', subject: requirePatient(vault.context.db, patientId).mrn });
    }
  });

  it('is the owner’s where the owner came with it before', async () => {
    nameTheKey(owner);
    expect(await identify()).toMatchObject({ patient: { id: owner } });
    nameTheKey(thief);
    expect(await identify()).toMatchObject({ patient: { id: owner } });
  });

  it('is the owner’s where it was made here, also with no key that signs for it', async () => {
    const made = await vault.call('patients.recoverKey', {
      patientId: owner,
      code: null,
      pin: PIN,
      reason: 'Both cards are lost',
    });
    const { context } = vault;
    const root = await openCard(made?.code ?? '', PIN, context.keys.cardSecret);
    newKey = keysAt(context, root, context.policy.hospital.id).key;
    nameTheKey(thief);
    noteNewKey(vault, refOf(owner), newKey, 'PatientKeyRecovered');
    card = { code: made?.code ?? '', pin: PIN };
    for (const _time of [1, 2]) expect(await identify()).toMatchObject({ patient: { id: owner } });
  });
});
