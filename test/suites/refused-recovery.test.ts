import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../main/registry/addresses.ts';
import { readRecovery } from '../../main/registry/reads.ts';
import { requirePatient } from '../../main/vault/services/patient-view.ts';
import { WorkstationAddress } from '../../preload/api/ids.ts';
import type { PatientCard } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { RECOVERY_WAIT, testKey } from '../fixtures/registry-chain.ts';
import { type SharedPatient, shareAPatient } from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const NEW_PIN = '730164';
const REASON = 'Passport shown, known on the ward';
const WORKSTATION = testKey('workstation 0');
const OTHER_WORKSTATION = testKey('other workstation of A');
const refused = (code: string) => expect.objectContaining({ code });

describe.skipIf(anvilMissing)('[KEY9] a recovery of which the registry refuses a step', () => {
  let world: TwoHospitals;
  let a: TestHospital;
  let b: TestHospital;
  let patient: SharedPatient;

  beforeAll(async () => {
    world = await startTwoHospitals();
    ({ a, b } = world);
    patient = await shareAPatient(world);
    const workstation = WorkstationAddress.parse(addressOf(OTHER_WORKSTATION));
    await world.chain.fund(workstation);
    const administrator = testKey(`administrator ${addressOf(WORKSTATION).slice(2, 10)}`);
    await world.chain.write(administrator, { kind: 'enrolWorkstation', args: { workstation } });
  });
  afterEach(() => {
    expect([...a.vault.bugs, ...b.vault.bugs]).toEqual([]);
  });
  afterAll(async () => {
    await world?.stop();
  });

  const ref = () => requirePatient(a.vault.context.db, patient.atA).ref;
  const shown = ({ code }: PatientCard) => ({ code, pin: NEW_PIN });
  const view = async () => (await a.call('patients.get', { patientId: patient.atA })).recovery;
  const untilState = (state: string) => eventually(async () => expect(await view()).toMatchObject({ state }));
  const identify = (at: TestHospital, card: { code: string; pin: string }) => at.call('patients.identify', card);
  const stop = (card: { code: string; pin: string }) =>
    a.call('patients.stopRecovery', { patientId: patient.atA, ...card });
  const stepsOf = async (kind: string) =>
    (await a.call('sync.items', {})).filter((item) => item.kind === kind).map(({ state }) => state);
  const untilSteps = (kind: string, states: string[]) =>
    eventually(async () => expect(await stepsOf(kind)).toEqual(states));
  const recoverAt = async (at: TestHospital, patientId: SharedPatient['atA']) => {
    const card = await at.call('patients.recoverKey', { patientId, pin: NEW_PIN, reason: REASON });
    if (!card) throw new Error('a card was to be made');
    await at.call('patients.handOver', { patientId, label: card.label });
    return card;
  };
  const afterTheWait = async () => {
    await world.chain.anvil.rpc('evm_increaseTime', RECOVERY_WAIT + 1);
    await world.chain.anvil.rpc('evm_mine');
  };

  it('is stopped by the old card also when the hospital proposed another one before the stop arrived', async () => {
    const { chain } = world;
    await recoverAt(a, patient.atA);
    await untilState('waiting');
    await a.allConfirmed();
    await a.offline();
    await stop(patient.card);
    expect(await view()).toMatchObject({ state: 'stopping' });
    const key = addressOf(testKey('another new card')).toLowerCase();
    const proposal = { kind: 'proposeRecovery', args: { patient: ref(), key } } as const;
    expect(await chain.write(OTHER_WORKSTATION, proposal)).toMatchObject({ succeeded: true });
    const pending = await chain.read(readRecovery(ref()));
    await a.online();
    await untilSteps('recoveryStop', ['attention']);
    expect(pending).toMatchObject({ key });
    expect(await view()).toEqual({ state: 'waiting', readyAt: (pending?.readyAt ?? 0) * 1000 });

    await stop(patient.card);
    expect(await view()).toMatchObject({ state: 'stopping' });
    await expect(stop(patient.card)).rejects.toEqual(refused('recovery.none'));
    await eventually(async () => expect(await view()).toBeNull());
    expect(await chain.read(readRecovery(ref()))).toBeNull();
  });

  it('is overtaken by a card signed for elsewhere, and the next one is finished all the same', async () => {
    const { chain } = world;
    const overtaken = await recoverAt(a, patient.atA);
    await untilState('waiting');
    await expect(identify(a, shown(overtaken))).rejects.toEqual(refused('card.notYet'));
    // Its last step cannot leave for want of money until the other hospital's has arrived.
    await chain.anvil.rpc('anvil_setBalance', addressOf(WORKSTATION), '0x0');
    await afterTheWait();
    await untilState('ending');
    await untilSteps('recoveryEnd', ['saved']);
    const { code, pin: pinOrPhrase } = patient.card;
    const found = await b.call('patients.replaceCard', { patientId: patient.atB, code, pinOrPhrase, pin: NEW_PIN });
    await b.call('patients.handOver', { patientId: patient.atB, label: found.label });
    await b.allConfirmed();
    await eventually(async () =>
      expect(await identify(a, shown(found))).toMatchObject({ patient: { id: patient.atA } }),
    );
    await expect(identify(a, shown(overtaken))).rejects.toEqual(refused('card.replaced'));
    await chain.fund(addressOf(WORKSTATION));
    await untilSteps('recoveryEnd', ['attention']);

    const card = await recoverAt(a, patient.atA);
    await untilState('waiting');
    await afterTheWait();
    await eventually(async () =>
      expect(await identify(a, shown(card))).toMatchObject({ patient: { id: patient.atA } }),
    );
    await expect(identify(a, shown(found))).rejects.toEqual(refused('card.replaced'));
    patient = { ...patient, card: shown(card) };
  });

  it('may be proposed again with the card of elsewhere whose recovery was stopped', async () => {
    const elsewhere = await recoverAt(b, patient.atB);
    await eventually(async () => {
      const { recovery } = await b.call('patients.get', { patientId: patient.atB });
      expect(recovery?.state).toBe('waiting');
    });
    await afterTheWait();
    await eventually(async () =>
      expect(await identify(b, shown(elsewhere))).toMatchObject({ patient: { id: patient.atB } }),
    );
    const propose = () =>
      a.call('patients.recoverKey', { patientId: patient.atA, ...shown(elsewhere), reason: REASON });
    await propose();
    await untilState('waiting');
    await stop(patient.card);
    await eventually(async () => expect(await view()).toBeNull());
    await expect(identify(a, shown(elsewhere))).rejects.toEqual(refused('card.replaced'));

    await a.offline();
    await propose();
    expect(await view()).toEqual({ state: 'announced', readyAt: null });
    await expect(identify(a, shown(elsewhere))).rejects.toEqual(refused('card.notYet'));
    await expect(propose()).rejects.toEqual(refused('card.wrongPatient'));
    const toRegistrar = (kind: 'pause' | 'unpause') => world.chain.write(world.chain.registrarKey, { kind, args: {} });
    await toRegistrar('pause');
    await a.online();
    await eventually(async () => expect(await stepsOf('recovery')).toContain('attention'));
    expect(await view()).toEqual({ state: 'announced', readyAt: null });
    await toRegistrar('unpause');
    const again = (await a.call('sync.items', {})).find(({ kind, canRetry }) => kind === 'recovery' && canRetry);
    if (!again) throw new Error('the proposal was refused');
    await a.call('sync.retry', { outboxId: again.id });
    await untilState('waiting');
    await afterTheWait();
    await eventually(async () =>
      expect(await identify(a, shown(elsewhere))).toMatchObject({ patient: { id: patient.atA } }),
    );
  });
});
