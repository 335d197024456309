import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPatient } from '../../main/registry/reads.ts';
import { requirePatient } from '../../main/vault/services/patient-view.ts';
import { getCustodyRoot } from '../../main/vault/store/queries/patients.ts';
import type { GrantView } from '../../preload/api/consent.ts';
import type { PatientId } from '../../preload/api/ids.ts';
import type { PatientCard } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { aPerson } from '../fixtures/people.ts';
import { askForAccess, problemsAt, saveProblem } from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const PIN = '482913';

describe.skipIf(anvilMissing)('[KEY5] a patient who claims the key after a stay in hospital', () => {
  let world: TwoHospitals;
  let atA: PatientId;
  let atB: PatientId;
  let card: PatientCard;
  let grant: GrantView;

  beforeAll(async () => {
    world = await startTwoHospitals();
  });
  afterEach(() => {
    expect([...world.a.vault.bugs, ...world.b.vault.bugs]).toEqual([]);
  });
  afterAll(async () => {
    await world?.stop();
  });

  const shown = () => ({ code: card.code, pin: PIN });
  const refAtA = () => requirePatient(world.a.vault.context.db, atA).ref;

  it('is registered and has records while the hospital keeps the key', async () => {
    const { a } = world;
    const { patient } = await a.call('patients.register', { demographics: aPerson() });
    atA = patient.id;
    await saveProblem(a, atA, 'Asthma');
    await a.online();
    await a.allConfirmed();
  });

  it('takes a card: one key change and one keyring, and what was in custody is gone', async () => {
    const { a } = world;
    card = await a.call('patients.issueCard', { patientId: atA, pin: PIN });
    await a.call('patients.handOver', { patientId: atA, label: card.label });
    expect(getCustodyRoot(a.vault.context.db, atA)).toBeNull();
    await a.allConfirmed();
    const kinds = (await a.call('sync.items', {})).map(({ kind }) => kind);
    expect(kinds.slice(0, 2).sort()).toEqual(['keyChange', 'keyring']);
    expect(await world.chain.read(readPatient(refAtA()))).toMatchObject({ epoch: 2, nonce: 1 });
    expect(await world.chain.read(readPatient(refAtA()))).not.toMatchObject({ key: refAtA() });
  });

  it('is known by it at the other hospital, which finds the pseudonym behind the new key', async () => {
    const { a, b } = world;
    await b.online();
    const { patient } = await b.call('patients.register', { demographics: aPerson(), existingCard: shown() });
    atB = patient.id;
    await b.allConfirmed();
    await eventually(async () => {
      const found = await b.call('consent.findHospitals', { patientId: atB, ...shown() });
      expect(found.map(({ hospitalId }) => hospitalId)).toEqual([a.id]);
    });
  });

  it('[KEY6] [S14] approves at the desk of the other hospital: the card opens what is older than itself', async () => {
    const { a, b } = world;
    await saveProblem(a, atA, 'Gout');
    const { id } = await askForAccess(world, { atA, atB, card: shown() });
    grant = await eventually(() => b.call('consent.approve', { requestId: id, ...shown() }));
    await b.allConfirmed();
    await eventually(async () => expect(await problemsAt(b, atB)).toEqual(['Asthma', 'Gout']));
  });

  it('[S16] ends the consent with it', async () => {
    const { a, b } = world;
    await eventually(() => a.call('consent.revoke', { patientId: atA, grantId: grant.id, ...shown() }));
    await a.allConfirmed();
    await eventually(async () => expect(await problemsAt(b, atB)).toEqual([]));
  });
});
