import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GrantView } from '../../preload/api/consent.ts';
import { anvil, anvilMissing } from '../fixtures/anvil.ts';
import {
  askForAccess,
  giveAccess,
  problemsAt,
  type SharedPatient,
  saveProblem,
  shareAPatient,
} from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const DAY_S = 24 * 60 * 60;

describe.skipIf(anvilMissing)('[A4] a patient approves at the desk of the reader while the chain stands still', () => {
  let world: TwoHospitals;
  let patient: SharedPatient;
  let grant: GrantView;

  beforeAll(async () => {
    world = await startTwoHospitals();
    patient = await shareAPatient(world);
    await saveProblem(world.a, patient.atA, 'Asthma');
    await world.a.allConfirmed();
    await stopBlocks();
  });
  afterEach(() => {
    expect([...world.a.vault.bugs, ...world.b.vault.bugs]).toEqual([]);
  });
  afterAll(() => world?.stop());

  const stopBlocks = () => world.chain.node.rpc('evm_setAutomine', false);
  const buildBlock = () => world.chain.node.rpc('evm_mine');
  const grantsAtA = async () => {
    const { grants } = await world.a.call('consent.overview', { patientId: patient.atA });
    return grants.map(({ state }) => state);
  };
  const readsAtB = (...titles: string[]) =>
    eventually(async () => expect(await problemsAt(world.b, patient.atB)).toEqual(titles));

  it('[A8] reads at once, and says that the chain has not confirmed it', async () => {
    grant = await giveAccess(world, patient);
    expect(grant).toMatchObject({ state: 'active', syncState: 'saved' });
    await readsAtB('Asthma');
    expect(await grantsAtA()).toEqual([]);
  });

  it('[A5] goes on reading after a restart', async () => {
    await world.b.reopen();
    await readsAtB('Asthma');
  });

  it('[S14] [S18] is known to the keeper, with whoever looked, when the chain goes on', async () => {
    await buildBlock();
    await eventually(async () => expect(await grantsAtA()).toEqual(['active']));
    await readsAtB('Asthma');
  });

  it('[S16] ends at once what the chain has not seen yet', async () => {
    const { b } = world;
    await b.call('consent.revoke', { patientId: patient.atB, grantId: grant.id, ...patient.card });
    await eventually(buildAndSettle);
    grant = await giveAccess(world, patient);
    await readsAtB('Asthma');
    await b.call('consent.revoke', { patientId: patient.atB, grantId: grant.id, ...patient.card });
    expect(await problemsAt(b, patient.atB)).toEqual([]);
    await eventually(buildAndSettle);
    expect(await problemsAt(b, patient.atB)).toEqual([]);
  });

  it('[S06] of two consents given at two desks at once the second is refused, and its request is open again', async () => {
    const { a, b } = world;
    const asked = await askForAccess(world, patient, ['allergy']);
    await eventually(async () => {
      await buildBlock();
      const { requests } = await a.call('consent.overview', { patientId: patient.atA });
      expect(requests.map(({ id }) => id)).toContain(asked.id);
    });
    grant = await giveAccess(world, patient);
    await eventually(async () => expect(await isSent(b)).toBe(true));
    await a.call('consent.approve', { requestId: asked.id, ...patient.card });
    await eventually(async () => expect(await isSent(a)).toBe(true));
    await eventually(async () => {
      await buildBlock();
      const { grants, requests } = await a.call('consent.overview', { patientId: patient.atA });
      expect(grants.find(({ id }) => id === grant.id)).toMatchObject({ categories: ['problem'], state: 'active' });
      expect(requests.find(({ id }) => id === asked.id)).toMatchObject({ state: 'pending' });
    });
    await saveProblem(a, patient.atA, 'Gout');
    await eventually(async () => {
      await buildBlock();
      expect(await problemsAt(b, patient.atB)).toEqual(['Asthma', 'Gout']);
    });
    await b.call('consent.revoke', { patientId: patient.atB, grantId: grant.id, ...patient.card });
    await eventually(buildAndSettle);
  });

  it('[S15] ends by itself where the chain takes it no more, and says so', async () => {
    const { b, chain } = world;
    const late = await giveAccess(world, patient);
    await readsAtB('Asthma', 'Gout');
    await anvil.passTime?.(chain.node, 15 * DAY_S);
    await readsAtB();
    await eventually(async () => {
      const { grants } = await b.call('consent.overview', { patientId: patient.atB });
      expect(grants.find(({ id }) => id === late.id)).toMatchObject({ state: 'refused' });
    });
    const { notShown } = await b.call('records.chart', { patientId: patient.atB });
    expect(notShown).toMatchObject([{ reason: 'refused' }]);
  });

  async function isSent(hospital: TestHospital): Promise<boolean> {
    const items = await hospital.call('sync.items', {});
    return items.some(({ kind, state }) => kind === 'grant' && state === 'sent');
  }

  async function buildAndSettle(): Promise<void> {
    await buildBlock();
    const items = await world.b.call('sync.items', {});
    expect(items.filter(({ state }) => state !== 'confirmed')).toEqual([]);
  }
});
