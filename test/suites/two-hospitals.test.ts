import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GrantView } from '../../preload/api/consent.ts';
import type { PatientCard, PatientView } from '../../preload/api/patients.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { aPerson } from '../fixtures/people.ts';
import { eventually, startTwoHospitals, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const PIN = '482913';

describe.skipIf(anvilMissing)('two hospitals, one patient', () => {
  let world: TwoHospitals;
  let atA: PatientView;
  let atB: PatientView;
  let card: PatientCard;
  let grant: GrantView;

  beforeAll(async () => {
    world = await startTwoHospitals();
  });
  afterAll(async () => {
    await world?.stop();
  });

  it('[S01] [A4] saves a patient and records without a network', async () => {
    const { a } = world;
    const registered = await a.call('patients.register', { demographics: aPerson(), newPin: PIN });
    atA = registered.patient;
    if (!registered.card) throw new Error('no card');
    card = registered.card;
    const patientId = atA.id;
    await a.call('records.save', {
      patientId,
      entry: { type: 'AllergyIntolerance', substance: { text: 'Penicillin' }, reaction: 'Rash' },
    });
    await a.call('records.save', { patientId, entry: { type: 'Condition', code: { text: 'Type 2 diabetes' } } });
    await a.call('records.save', {
      patientId,
      entry: { type: 'Observation', at: '2026-05-12T08:00:00Z', systolic: 128, diastolic: 82 },
    });
    expect(await a.call('sync.status', {})).toMatchObject({ waiting: 5, sent: 0, attention: 0 });
    expect((await a.call('patients.get', { patientId })).state).toBe('saved');
  });

  it('[SYN5] [SYN8] sends what is waiting as soon as there is a network, and says confirmed when the log shows it', async () => {
    const { a } = world;
    await a.online();
    await a.allConfirmed();
    expect((await a.call('patients.get', { patientId: atA.id })).state).toBe('confirmed');
    expect(await a.call('sync.status', {})).toMatchObject({
      waiting: 0,
      sent: 0,
      attention: 0,
      chain: { state: 'ok' },
    });
  });

  it('[KEY4] finds where else a person is registered when the card is presented', async () => {
    const { a, b } = world;
    await b.online();
    const registered = await b.call('patients.register', {
      demographics: aPerson(),
      existingCard: { code: card.code, pin: PIN },
    });
    atB = registered.patient;
    await b.allConfirmed();
    const found = await eventually(async () => {
      const hospitals = await b.call('consent.findHospitals', { patientId: atB.id, code: card.code, pin: PIN });
      expect(hospitals).toHaveLength(1);
      return hospitals;
    });
    expect(found).toEqual([{ hospitalId: a.id, name: a.name }]);
    const chart = await b.call('records.chart', { patientId: atB.id });
    expect(chart.notShown).toEqual([
      { hospital: found[0], reason: 'noConsent', count: null, categories: [], at: null },
    ]);
  });

  it('[S14] asks, and the patient approves at the desk of the hospital that asks', async () => {
    const { a, b } = world;
    const request = await b.call('consent.ask', {
      patientId: atB.id,
      hospitalId: a.id,
      categories: ['observation', 'allergy'],
      days: 30,
      purpose: 'Follow-up',
    });
    expect(request).toMatchObject({ state: 'pending', syncState: 'saved', direction: 'outgoing' });
    const [incoming] = await eventually(async () => {
      const requests = await a.call('consent.requests', {});
      expect(requests).toHaveLength(1);
      return requests;
    });
    expect(incoming).toMatchObject({
      id: request.id,
      direction: 'incoming',
      patient: { id: atA.id },
      from: { name: b.name },
      requestedBy: 'Ana Silva',
      purpose: 'Follow-up',
      state: 'pending',
      syncState: 'confirmed',
    });
    grant = await b.call('consent.approve', { requestId: request.id, code: card.code, pin: PIN });
    expect(grant).toMatchObject({ direction: 'held', state: 'active', categories: ['observation', 'allergy'] });
    await b.allConfirmed();
  });

  it('[S15] [S21] reads exactly what the patient gave, and names the rest', async () => {
    const { a, b } = world;
    const chart = await eventually(async () => {
      const now = await b.call('records.chart', { patientId: atB.id });
      expect(now.notShown).toMatchObject([{ reason: 'notInScope', count: 2 }]);
      return now;
    });
    const source = { hospitalId: a.id, name: a.name };
    expect(chart.allergies).toMatchObject([{ title: 'Penicillin', source, state: null }]);
    expect(chart.problems).toEqual([]);
    expect(chart.vitals).toMatchObject([{ kind: 'bloodPressure', points: [{ first: 128, second: 82, source }] }]);
  });
});
