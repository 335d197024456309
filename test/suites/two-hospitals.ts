import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GrantView } from '../../preload/api/consent.ts';
import type { PatientCard, PatientView } from '../../preload/api/patients.ts';
import { registerWithCard } from '../fixtures/card-holder.ts';
import type { EvmClient } from '../fixtures/evm-node.ts';
import { aPerson } from '../fixtures/people.ts';
import { deployRegistry, type RegistryChain } from '../fixtures/registry-chain.ts';
import { eventually, type TwoHospitals, twoHospitalsOn } from '../fixtures/two-hospitals.ts';

const PIN = '482913';

/** The whole story of two hospitals that share a patient, on a real node of `client`. */
export function testTwoHospitals(client: EvmClient): void {
  describe.skipIf(client.missing)(`two hospitals, one patient, on ${client.name}`, () => {
    let world: TwoHospitals<RegistryChain>;
    let atA: PatientView;
    let atB: PatientView;
    let card: PatientCard;
    let grant: GrantView;

    beforeAll(async () => {
      world = await twoHospitalsOn(await deployRegistry(await client.start()));
    });
    afterAll(async () => {
      await world?.stop();
    });

    it('[S01] [A4] saves a patient and records without a network', async () => {
      const { a } = world;
      ({ patient: atA, card } = await registerWithCard(a, aPerson(), PIN));
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

    it('[S21] receives what is recorded after the consent', async () => {
      const { a, b } = world;
      await a.call('records.save', {
        patientId: atA.id,
        entry: { type: 'Observation', at: '2026-05-13T08:00:00Z', systolic: 131, diastolic: 84 },
      });
      await eventually(async () => {
        const { vitals } = await b.call('records.chart', { patientId: atB.id });
        expect(vitals[0]?.points.map(({ first }) => first)).toEqual([128, 131]);
      });
    });

    it('[S18] tells the patient who looked, also at the other hospital', async () => {
      const { a, b } = world;
      await b.call('sync.now', {});
      const lines = await eventually(async () => {
        const all = await a.call('audit.whoLooked', { patientId: atA.id });
        expect(all.filter(({ hospital, action }) => hospital.name === b.name && action === 'viewed')).not.toEqual([]);
        return all;
      });
      expect(lines.find(({ hospital }) => hospital.name === b.name)).toMatchObject({
        who: 'Ana Silva',
        role: 'clerk',
        action: 'viewed',
        patientId: atA.id,
      });
      expect(lines.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['accessAsked', 'accessGranted', 'registered', 'recordAdded']),
      );
    });

    it('[S16] [R-24] after the revocation the other hospital reads nothing, neither old nor new, and says why', async () => {
      const { a, b } = world;
      const revoked = await a.call('consent.revoke', {
        patientId: atA.id,
        grantId: grant.id,
        code: card.code,
        pin: PIN,
      });
      expect(revoked).toMatchObject({ direction: 'given', state: 'revoked' });
      await a.call('records.save', {
        patientId: atA.id,
        entry: { type: 'Observation', at: '2026-05-14T08:00:00Z', systolic: 140, diastolic: 90 },
      });
      await a.allConfirmed();
      const chart = await eventually(async () => {
        const now = await b.call('records.chart', { patientId: atB.id });
        expect(now.notShown).toMatchObject([{ hospital: { name: a.name }, reason: 'revoked' }]);
        return now;
      });
      expect(chart).toMatchObject({ allergies: [], vitals: [], results: [] });
      expect(chart.notShown[0]?.at).toEqual(expect.any(Number));
      await eventually(async () => {
        const whoLooked = await b.call('audit.whoLooked', { patientId: atB.id });
        expect(whoLooked.map(({ action }) => action)).toContain('sharedRecordsRemoved');
      });
    });

    it('[KEY8] a later consent opens the past again, and the new epoch', async () => {
      const { a, b } = world;
      const { id: requestId } = await b.call('consent.ask', {
        patientId: atB.id,
        hospitalId: a.id,
        categories: ['observation'],
        days: 1,
        purpose: 'Second opinion',
      });
      const patientId = atA.id;
      await eventually(async () => {
        const { requests } = await a.call('consent.overview', { patientId });
        expect(requests.map(({ id }) => id)).toContain(requestId);
      });
      grant = await a.call('consent.approve', { requestId, code: card.code, pin: PIN });
      expect(grant).toMatchObject({ direction: 'given', state: 'active' });
      await eventually(async () => {
        const { vitals } = await b.call('records.chart', { patientId: atB.id });
        expect(vitals[0]?.points.map(({ first }) => first)).toEqual([128, 131, 140]);
      });
      const { allergies, notShown } = await b.call('records.chart', { patientId: atB.id });
      expect(allergies).toEqual([]);
      expect(notShown).toMatchObject([{ reason: 'notInScope', count: 3 }]);
    });

    const { passTime } = client;
    const why = passTime ? '' : ' (skipped: blocks carry the time of day)';
    it.skipIf(!passTime)(
      `[S15] [SYN10] on the day after the last one nothing is left to read, as the chain counts days${why}`,
      async () => {
        const { a, b, chain } = world;
        await b.offline();
        await passTime?.(chain.node, 25 * 60 * 60);
        await b.online();
        const chart = await eventually(async () => {
          const now = await b.call('records.chart', { patientId: atB.id });
          expect(now.notShown).toMatchObject([{ hospital: { name: a.name }, reason: 'expired', at: grant.expiresAt }]);
          return now;
        });
        expect(chart.vitals).toEqual([]);
        await eventually(async () => {
          const { grants } = await a.call('consent.overview', { patientId: atA.id });
          expect(grants.map(({ state }) => state)).toEqual(['expired', 'revoked']);
        });
      },
    );

    it('leaves no work in the background behind that nobody expected', () => {
      expect([...world.a.vault.bugs, ...world.b.vault.bugs]).toEqual([]);
    });
  });
}
