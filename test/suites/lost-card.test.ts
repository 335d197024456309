import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPatient } from '../../main/registry/reads.ts';
import { openCard } from '../../main/vault/crypto/card.ts';
import { keysAt } from '../../main/vault/operations/patient-identity.ts';
import { requirePatient } from '../../main/vault/services/patient-view.ts';
import type { GrantView } from '../../preload/api/consent.ts';
import type { PatientId } from '../../preload/api/ids.ts';
import type { PatientCard } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { giveAccess, problemsAt, type SharedPatient, saveProblem, shareAPatient } from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const NEW_PIN = '730164';
const PHRASE = 'the goat eats my yellow hat';
const refused = (code: string) => expect.objectContaining({ code });

describe.skipIf(anvilMissing)('[S17] [KEY9] a patient of two hospitals who lost the card', () => {
  let world: TwoHospitals;
  let patient: SharedPatient;
  let recovery: PatientCard;
  let card: PatientCard;
  let grant: GrantView;

  beforeAll(async () => {
    world = await startTwoHospitals();
    patient = await shareAPatient(world);
    await saveProblem(world.a, patient.atA, 'Asthma');
    await world.a.allConfirmed();
    grant = await giveAccess(world, patient);
    await world.b.allConfirmed();
    await eventually(async () => expect(await problemsAt(world.b, patient.atB)).toEqual(['Asthma']));
  });
  afterEach(() => {
    expect([...world.a.vault.bugs, ...world.b.vault.bugs]).toEqual([]);
  });
  afterAll(async () => {
    await world?.stop();
  });

  const shown = () => ({ code: card.code, pin: NEW_PIN });
  const identify = (at: TestHospital, presented: { code: string; pin: string }) =>
    at.call('patients.identify', presented);
  const refAt = (at: TestHospital, id: PatientId) => requirePatient(at.vault.context.db, id).ref;
  const onChain = (at: TestHospital, id: PatientId) => world.chain.read(readPatient(refAt(at, id)));
  const actionsAt = async (at: TestHospital, patientId: PatientId) =>
    (await at.call('audit.whoLooked', { patientId })).map(({ action }) => action);
  const replace = (presented: { code: string; pinOrPhrase: string }) =>
    world.a.call('patients.replaceCard', { patientId: patient.atA, pin: NEW_PIN, ...presented });

  it('has a recovery card at home: the same key behind a phrase, which the daily PIN does not open', async () => {
    const { a } = world;
    recovery = await a.call('patients.makeRecoveryCard', {
      patientId: patient.atA,
      ...patient.card,
      phrase: ' The goat eats my  yellow hat',
    });
    expect(recovery.kind).toBe('recovery');
    const { cardSecret } = a.vault.context.keys;
    const root = await openCard(patient.card.code, patient.card.pin, cardSecret);
    expect(await openCard(recovery.code, PHRASE, cardSecret)).toEqual(root);
    await expect(identify(a, { code: recovery.code, pin: patient.card.pin })).rejects.toEqual(refused('card.wrongPin'));
    expect(await actionsAt(a, patient.atA)).toContain('recoveryCardIssued');
  });

  it('gets another card for it, offline; the old one counts until the new one is in hand', async () => {
    const { a } = world;
    await a.offline();
    await expect(replace({ code: recovery.code, pinOrPhrase: 'the goat eats my green hat' })).rejects.toEqual(
      refused('card.wrongPin'),
    );
    const unclaimed = await replace({ code: recovery.code, pinOrPhrase: PHRASE });
    expect(await identify(a, patient.card)).toMatchObject({ patient: { id: patient.atA } });
    card = await replace({ code: recovery.code, pinOrPhrase: PHRASE });
    expect(card).toMatchObject({ kind: 'daily' });
    await a.call('patients.handOver', { patientId: patient.atA, label: card.label });
    for (const old of [patient.card, { code: unclaimed.code, pin: NEW_PIN }]) {
      await expect(identify(a, old)).rejects.toEqual(refused('card.replaced'));
    }
    await expect(replace({ code: recovery.code, pinOrPhrase: PHRASE })).rejects.toEqual(refused('card.replaced'));
    expect(await identify(a, shown())).toMatchObject({
      patient: { id: patient.atA },
      knownAt: [{ name: world.b.name }],
    });
    expect(await actionsAt(a, patient.atA)).toEqual(expect.arrayContaining(['keyChanged', 'cardRefused']));
  });

  it('is somebody with one new key at both hospitals as soon as the chain has it', async () => {
    const { a, b } = world;
    await a.online();
    await a.allConfirmed();
    const root = await openCard(card.code, NEW_PIN, a.vault.context.keys.cardSecret);
    for (const [at, id] of [
      [a, patient.atA],
      [b, patient.atB],
    ] as const) {
      expect(await onChain(at, id)).toMatchObject({ key: keysAt(at.vault.context, root, at.id).key });
    }
    const changes = (await a.call('sync.items', {})).filter(({ kind }) => kind === 'keyChange');
    expect(changes.map(({ state, patient: of }) => [state, of?.id])).toEqual(Array(2).fill(['confirmed', patient.atA]));
    expect(changes.map(({ title }) => title).filter((title) => title.includes(b.name))).toHaveLength(1);
  });

  it('is refused with the old card at the other hospital too', async () => {
    const { b } = world;
    await eventually(() => expect(identify(b, patient.card)).rejects.toEqual(refused('card.replaced')));
    expect(await actionsAt(b, patient.atB)).toContain('cardRefused');
  });

  it('keeps the consent: the other hospital reads on, what was there and what comes', async () => {
    const { a, b } = world;
    await saveProblem(a, patient.atA, 'Gout');
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma', 'Gout']));
    const { grants } = await b.call('consent.overview', { patientId: patient.atB });
    expect(grants).toMatchObject([{ id: grant.id, state: 'active' }]);
  });

  it('[KEY6] cannot open the keys at the other hospital from here before the card was shown there', async () => {
    const { a, b } = world;
    await a.call('consent.findHospitals', { patientId: patient.atA, ...shown() });
    const { id: requestId } = await a.call('consent.ask', {
      patientId: patient.atA,
      hospitalId: b.id,
      categories: ['problem'],
      days: 3,
      purpose: 'Follow-up',
    });
    const approve = () => a.call('consent.approve', { requestId, ...shown() });
    await expect(approve()).rejects.toEqual(refused('consent.keyringOfOldCard'));
    expect(await identify(b, shown())).toMatchObject({ patient: { id: patient.atB } });
    expect(await actionsAt(b, patient.atB)).toContain('keyChanged');
    await b.allConfirmed();
    await eventually(approve);
    await a.allConfirmed();
    await saveProblem(b, patient.atB, 'Eczema');
    await eventually(async () => expect(await problemsAt(a, patient.atA)).toContain('Eczema'));
  });

  it('[S14] [S16] gives and ends consents with the new card, at either desk', async () => {
    const { a, b } = world;
    const given = await giveAccess(world, { ...patient, card: shown() }, ['allergy']);
    await b.allConfirmed();
    await a.call('consent.revoke', { patientId: patient.atA, grantId: grant.id, ...shown() });
    await a.allConfirmed();
    await eventually(async () => {
      const { grants } = await b.call('consent.overview', { patientId: patient.atB });
      const states = Object.fromEntries(grants.map(({ id, state }) => [id, state]));
      expect(states).toMatchObject({ [grant.id]: 'revoked', [given.id]: 'active' });
    });
  });

  it('replaces a card that somebody else may have seen, with that card and its PIN, killed in between', async () => {
    const { a } = world;
    const before = card;
    await replace({ code: card.code, pinOrPhrase: NEW_PIN });
    a.kill();
    await a.reopen();
    expect(await identify(a, shown())).toMatchObject({ patient: { id: patient.atA } });
    card = await replace({ code: card.code, pinOrPhrase: NEW_PIN });
    // Nobody says that it is in hand: its owner comes with it.
    expect(await identify(a, shown())).toMatchObject({ patient: { id: patient.atA } });
    await expect(identify(a, { code: before.code, pin: NEW_PIN })).rejects.toEqual(refused('card.replaced'));
    a.kill();
    await a.reopen();
    await a.allConfirmed();
    await eventually(async () =>
      expect(await identify(world.b, shown())).toMatchObject({ patient: { id: patient.atB } }),
    );
  });
});
