import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Category } from '../../preload/api/categories.ts';
import type { GrantView } from '../../preload/api/consent.ts';
import type { RequestId } from '../../preload/api/ids.ts';
import type { PatientCard } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import {
  askForAccess,
  giveAccess,
  problemsAt,
  type SharedPatient,
  saveProblem,
  shareAPatient,
} from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const NEW_PIN = '730164';

/** Two desks without a network are told different things by the same patient, and learn of each other later. */
describe.skipIf(anvilMissing)('a patient between two desks', () => {
  let world: TwoHospitals;
  let patient: SharedPatient;

  beforeEach(async () => {
    world = await startTwoHospitals();
    patient = await shareAPatient(world);
    await saveProblem(world.a, patient.atA, 'Asthma');
    await world.a.allConfirmed();
  });
  afterEach(async () => {
    const bugs = [...world.a.vault.bugs, ...world.b.vault.bugs];
    await world.stop();
    expect(bugs).toEqual([]);
  });

  const idAt = (desk: TestHospital) => (desk === world.a ? patient.atA : patient.atB);
  const shown = ({ code }: PatientCard) => ({ code, pin: NEW_PIN });
  const offer = (desk: TestHospital, { code, pin }: SharedPatient['card']) =>
    desk.call('patients.replaceCard', { patientId: idAt(desk), code, pinOrPhrase: pin, pin: NEW_PIN });
  const handOver = (desk: TestHospital, { label }: PatientCard) =>
    desk.call('patients.handOver', { patientId: idAt(desk), label });
  const failedAt = async (desk: TestHospital) =>
    (await desk.call('sync.items', {})).filter(({ state }) => state === 'attention').map(({ kind }) => kind);

  async function replaceCard(desk: TestHospital): Promise<PatientCard> {
    const card = await offer(desk, patient.card);
    await handOver(desk, card);
    return card;
  }

  it('[S16] stops a consent with the new card where the old one was refused', async () => {
    const { a, b } = world;
    const { id: grantId } = await giveAccess(world, patient);
    await b.allConfirmed();
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
    await eventually(async () => {
      const { grants } = await a.call('consent.overview', { patientId: patient.atA });
      expect(grants).toMatchObject([{ state: 'active' }]);
    });
    await a.offline();
    await a.call('consent.revoke', { patientId: patient.atA, grantId, ...patient.card });
    const card = await replaceCard(b);
    await b.allConfirmed();
    await a.online();
    await eventually(async () => expect(await failedAt(a)).toEqual(['revocation']));
    const { grants } = await a.call('consent.overview', { patientId: patient.atA });
    expect(grants).toMatchObject([{ state: 'active', syncState: 'attention' }]);
    await a.call('consent.revoke', { patientId: patient.atA, grantId, ...shown(card) });
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual([]));
  });

  it('[KEY9] goes on with the card that was replaced first, also at the desk that was second', async () => {
    const { a, b } = world;
    const { id: grantId } = await giveAccess(world, patient);
    await b.allConfirmed();
    await eventually(async () => {
      const { grants } = await a.call('consent.overview', { patientId: patient.atA });
      expect(grants).toMatchObject([{ state: 'active' }]);
    });
    await a.offline();
    await replaceCard(a);
    const card = await replaceCard(b);
    await b.allConfirmed();
    await a.online();
    await eventually(async () => expect(await failedAt(a)).toEqual(['keyChange', 'keyChange']));
    await a.call('consent.revoke', { patientId: patient.atA, grantId, ...shown(card) });
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual([]));
    const next = await offer(a, { code: card.code, pin: NEW_PIN });
    await handOver(a, next);
    await eventually(async () =>
      expect(await b.call('patients.identify', shown(next))).toMatchObject({ patient: { id: patient.atB } }),
    );
  });

  it('[CON3] ends a consent that never left in its turn, and the next one is not ended with it', async () => {
    const { a, b } = world;
    const [first, second, third] = await askedOfA(['problem'], ['allergy'], ['medication']);
    await a.offline();
    await approveAtA(first, patient.card);
    const { id: grantId } = await approveAtA(second, patient.card);
    await a.call('consent.revoke', { patientId: patient.atA, grantId, ...patient.card });
    await approveAtA(third, patient.card);
    await a.online();
    await a.allConfirmed();
    const { grants } = await a.call('consent.overview', { patientId: patient.atA });
    expect(grants.map(({ categories, state }) => [categories, state])).toEqual([
      [['medication'], 'active'],
      [['allergy'], 'revoked'],
      [['problem'], 'active'],
    ]);
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
  });

  it('[SYN6] gives a number once, also when a card was made before the old one was used again', async () => {
    const { a } = world;
    const [first, second] = await askedOfA(['problem'], ['allergy']);
    const card = await offer(a, patient.card);
    await approveAtA(first, patient.card);
    await a.allConfirmed();
    await a.offline();
    await handOver(a, card);
    await approveAtA(second, shown(card));
    await a.online();
    await a.allConfirmed();
    const { grants } = await a.call('consent.overview', { patientId: patient.atA });
    expect(grants.map(({ state }) => state)).toEqual(['active', 'active']);
  });

  async function askedOfA(...scopes: Category[][]): Promise<[RequestId, RequestId, RequestId]> {
    const ids: RequestId[] = [];
    for (const categories of scopes) ids.push((await askForAccess(world, patient, categories)).id);
    await eventually(async () => {
      const { requests } = await world.a.call('consent.overview', { patientId: patient.atA });
      expect(requests.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    });
    // Safe: whoever asks for fewer takes no more.
    return ids as unknown as [RequestId, RequestId, RequestId];
  }

  function approveAtA(requestId: RequestId, card: SharedPatient['card']): Promise<GrantView> {
    return world.a.call('consent.approve', { requestId, ...card });
  }
});
