import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPatient, readRecovery } from '../../main/registry/reads.ts';
import { requirePatient } from '../../main/vault/services/patient-view.ts';
import type { PatientId } from '../../preload/api/ids.ts';
import type { PatientCard } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { RECOVERY_WAIT } from '../fixtures/registry-chain.ts';
import { giveAccess, problemsAt, type SharedPatient, saveProblem, shareAPatient } from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const NEW_PIN = '730164';
const REASON = 'Passport shown, known on the ward';
const refused = (code: string) => expect.objectContaining({ code });

describe.skipIf(anvilMissing)('[KEY9] a patient who has neither the card nor a recovery card', () => {
  let world: TwoHospitals;
  let a: TestHospital;
  let patient: SharedPatient;
  let card: PatientCard;

  beforeAll(async () => {
    world = await startTwoHospitals();
    a = world.a;
    patient = await shareAPatient(world);
    await saveProblem(a, patient.atA, 'Asthma');
    await giveAccess(world, patient);
    await eventually(async () => expect(await problemsAt(world.b, patient.atB)).toEqual(['Asthma']));
  });
  afterEach(() => {
    expect([...a.vault.bugs, ...world.b.vault.bugs]).toEqual([]);
  });
  afterAll(async () => {
    await world?.stop();
  });

  const ref = () => requirePatient(a.vault.context.db, patient.atA).ref;
  const recover = async () => {
    const made = await a.call('patients.recoverKey', { patientId: patient.atA, pin: NEW_PIN, reason: REASON });
    if (!made) throw new Error('a card was to be made');
    return made;
  };
  const handOver = () => a.call('patients.handOver', { patientId: patient.atA, label: card.label });
  const stop = () => a.call('patients.stopRecovery', { patientId: patient.atA, ...patient.card });
  const identify = (shown: { code: string; pin: string }) => a.call('patients.identify', shown);
  const withNewCard = () => ({ code: card.code, pin: NEW_PIN });
  const view = async () => (await a.call('patients.get', { patientId: patient.atA })).recovery;
  const actions = async () => (await a.call('audit.whoLooked', { patientId: patient.atA })).map(({ action }) => action);
  const untilState = (state: string) =>
    eventually(async () => {
      const recovery = await view();
      expect(recovery?.state).toBe(state);
      return recovery;
    });
  const afterTheWait = async () => {
    await world.chain.anvil.rpc('evm_increaseTime', RECOVERY_WAIT + 1);
    await world.chain.anvil.rpc('evm_mine');
  };

  it('gets a card for a reason; before it is in hand nothing is proposed', async () => {
    card = await recover();
    expect(await view()).toBeNull();
    const looks = await a.call('audit.whoLooked', { patientId: patient.atA });
    expect(looks.find(({ action }) => action === 'cardIssued')?.subject).toContain(REASON);
    await expect(identify(withNewCard())).rejects.toEqual(refused('card.notYet'));
  });

  it('[A4] may be stopped before it has left: the registry never hears of it', async () => {
    await a.offline();
    await handOver();
    expect(await view()).toEqual({ state: 'announced', readyAt: null });
    await stop();
    expect(await view()).toBeNull();
    await expect(stop()).rejects.toEqual(refused('recovery.none'));
    await expect(identify(withNewCard())).rejects.toEqual(refused('card.replaced'));
    await a.online();
    await a.allConfirmed();
    expect(await world.chain.read(readRecovery(ref()))).toBeNull();
  });

  it('is not proposed any more once another card is in hand', async () => {
    await a.offline();
    card = await recover();
    await handOver();
    const { atA: patientId } = patient;
    const { code, pin: pinOrPhrase } = patient.card;
    const found = await a.call('patients.replaceCard', { patientId, code, pinOrPhrase, pin: patient.card.pin });
    await a.call('patients.handOver', { patientId, label: found.label });
    expect(await view()).toBeNull();
    patient = { ...patient, card: { code: found.code, pin: patient.card.pin } };
    await a.online();
    await a.allConfirmed();
    expect(await world.chain.read(readRecovery(ref()))).toBeNull();
  });

  it('waits in the registry, said with the day, and the old card stops it there', async () => {
    card = await recover();
    await handOver();
    await handOver();
    const waiting = await untilState('waiting');
    await a.allConfirmed();
    const pending = await world.chain.read(readRecovery(ref()));
    expect(waiting?.readyAt).toBe((pending?.readyAt ?? 0) * 1000);
    expect((await a.call('sync.items', {})).filter(({ kind }) => kind === 'recovery')).toHaveLength(1);
    await expect(identify(withNewCard())).rejects.toEqual(refused('card.notYet'));
    expect(await identify(patient.card)).toMatchObject({ patient: { id: patient.atA } });

    await stop();
    await expect(stop()).rejects.toEqual(refused('recovery.none'));
    await a.allConfirmed();
    expect(await view()).toBeNull();
    expect(await world.chain.read(readRecovery(ref()))).toBeNull();
    expect(await actions()).toEqual(expect.arrayContaining(['recoveryProposed', 'recoveryStopped']));
    await afterTheWait();
    await expect(identify(withNewCard())).rejects.toEqual(refused('card.replaced'));
  });

  it('[SYN5] counts after the wait by itself, also when the workstation was killed meanwhile', async () => {
    card = await recover();
    await handOver();
    await untilState('waiting');
    a.kill();
    await afterTheWait();
    await a.reopen();
    await eventually(async () => expect(await identify(withNewCard())).toMatchObject({ patient: { id: patient.atA } }));
    await a.allConfirmed();
    expect(await view()).toBeNull();
    expect(await world.chain.read(readPatient(ref()))).not.toMatchObject({ key: ref() });
    await expect(identify(patient.card)).rejects.toEqual(refused('card.replaced'));
    expect(await actions()).toContain('keyChanged');
  });

  it('keeps consents, and gives new ones with the new card', async () => {
    const { b } = world;
    await saveProblem(a, patient.atA, 'Gout');
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma', 'Gout']));
    const [grant] = (await a.call('consent.overview', { patientId: patient.atA })).grants;
    if (!grant) throw new Error('there is a consent');
    await a.call('consent.revoke', { patientId: patient.atA, grantId: grant.id, ...withNewCard() });
    await a.allConfirmed();
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual([]));
  });

  it('is the same card at the other hospital, which has it wait too', async () => {
    const { b } = world;
    const stranger = { patient: null, knownAt: [{ name: a.name }] };
    expect(await b.call('patients.identify', withNewCard())).toMatchObject(stranger);
    const recoverAt = (at: TestHospital, patientId: PatientId) =>
      at.call('patients.recoverKey', { patientId, ...withNewCard(), reason: REASON });
    await expect(recoverAt(a, patient.atA)).rejects.toEqual(refused('card.wrongPatient'));
    expect(await recoverAt(b, patient.atB)).toBeNull();
    await expect(recoverAt(b, patient.atB)).rejects.toEqual(refused('card.wrongPatient'));
    await eventually(async () => {
      const { recovery } = await b.call('patients.get', { patientId: patient.atB });
      expect(recovery?.state).toBe('waiting');
    });
    await expect(b.call('patients.identify', withNewCard())).rejects.toEqual(refused('card.notYet'));
    await afterTheWait();
    await eventually(async () => {
      const known = await b.call('patients.identify', withNewCard());
      expect(known).toMatchObject({ patient: { id: patient.atB }, knownAt: [{ name: a.name }] });
    });
    await expect(b.call('patients.identify', patient.card)).rejects.toEqual(refused('card.replaced'));
  });

  it('is not what a patient needs whose key the hospital keeps', async () => {
    const { patient: other } = await a.call('patients.register', {
      demographics: { family: 'Custody', given: 'Kept', sex: 'male', birthDate: null },
    });
    const recovering = a.call('patients.recoverKey', { patientId: other.id, pin: NEW_PIN, reason: REASON });
    await expect(recovering).rejects.toEqual(refused('recovery.none'));
  });
});
