import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getLatestEpoch } from '../../../../main/vault/store/queries/epochs.ts';
import { listOutbox, markOutboxFailed } from '../../../../main/vault/store/queries/outbox-sending.ts';
import { CATEGORIES } from '../../../../preload/api/categories.ts';
import { AppError } from '../../../../preload/api/errors.ts';
import { GrantId, HospitalId, RequestId } from '../../../../preload/api/ids.ts';
import { anvilMissing } from '../../../fixtures/anvil.ts';
import { registerWithCard } from '../../../fixtures/card-holder.ts';
import { aPerson } from '../../../fixtures/people.ts';
import {
  askForAccess,
  giveAccess,
  problemsAt,
  type SharedPatient,
  saveProblem,
  shareAPatient,
} from '../../../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TwoHospitals } from '../../../fixtures/two-hospitals.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const refused = (code: string) => expect.objectContaining({ code });

describe.skipIf(anvilMissing)('consent', () => {
  let world: TwoHospitals;
  let patient: SharedPatient;
  /** A card of somebody else, who is registered at both hospitals too. */
  let stranger: SharedPatient;

  beforeAll(async () => {
    world = await startTwoHospitals();
    patient = await shareAPatient(world);
    const demographics = aPerson({ family: 'Okello', given: 'John', birthDate: null });
    const { patient: other, card } = await registerWithCard(world.a, demographics, '111111');
    stranger = { atA: other.id, atB: other.id, card: { code: card.code, pin: '111111' } };
  });
  afterEach(() => {
    expect([...world.a.vault.bugs, ...world.b.vault.bugs]).toEqual([]);
  });
  afterAll(async () => {
    await world?.stop();
  });

  const bothOnline = async () => {
    await world.a.online();
    await world.b.online();
  };

  it('[KEY4] a card opens only what is its own, and only with its PIN', async () => {
    const { b } = world;
    const patientId = patient.atB;
    const find = (code: string, pin: string) => b.call('consent.findHospitals', { patientId, code, pin });
    await expect(find(stranger.card.code, stranger.card.pin)).rejects.toEqual(refused('card.wrongPatient'));
    await expect(find(patient.card.code, '000000')).rejects.toEqual(refused('card.wrongPin'));
    await expect(find('WKC1:NOTACARDNOTACARDNOTACARD', '000000')).rejects.toEqual(refused('card.unreadable'));
  });

  it('asks only hospitals where the card showed the person to be', async () => {
    const { b } = world;
    const request = { patientId: patient.atB, categories: ['problem' as const], days: 1, purpose: 'Follow-up' };
    for (const hospitalId of [b.id, HospitalId.parse(77)]) {
      await expect(b.call('consent.ask', { ...request, hospitalId })).rejects.toEqual(
        refused('consent.unknownHospital'),
      );
    }
  });

  it('[S14] shows who, what, what not, and until when, before the card is asked for', async () => {
    const { b } = world;
    const request = await askForAccess(world, patient, ['observation', 'allergy'], 30);
    const view = await b.call('consent.approval', { requestId: request.id });
    expect(view).toMatchObject({
      request: { id: request.id, requestedBy: 'Ana Silva', purpose: 'Follow-up', days: 30 },
      willSee: ['allergy', 'observation'],
      willNotSee: CATEGORIES.filter((category) => category !== 'allergy' && category !== 'observation'),
    });
    expect(view.expiresAt).toBeGreaterThanOrEqual(request.askedAt + 30 * DAY_MS - 1000);
    await b.call('consent.refuse', { requestId: request.id });
  });

  it('a refused request opens nothing, and is answered once', async () => {
    const { b } = world;
    const { id: requestId } = await askForAccess(world, patient);
    expect(await b.call('consent.refuse', { requestId })).toMatchObject({ state: 'refused' });
    const approve = b.call('consent.approve', { requestId, ...patient.card });
    await expect(approve).rejects.toEqual(refused('consent.closed'));
    await expect(b.call('consent.refuse', { requestId })).rejects.toEqual(refused('consent.closed'));
    const unknown = RequestId.parse('01890000-0000-7000-8000-000000000001');
    await expect(b.call('consent.approval', { requestId: unknown })).rejects.toEqual(refused('request.notFound'));
  });

  it('nobody else approves, and a refused card changes nothing', async () => {
    const { b } = world;
    const { id: requestId } = await askForAccess(world, patient);
    const before = (await b.call('consent.overview', { patientId: patient.atB })).grants;
    const approve = b.call('consent.approve', { requestId, ...stranger.card });
    await expect(approve).rejects.toEqual(refused('card.wrongPatient'));
    const after = await b.call('consent.overview', { patientId: patient.atB });
    expect(after.grants).toEqual(before);
    expect(after.requests.find(({ id }) => id === requestId)?.state).toBe('pending');
    await b.call('consent.refuse', { requestId });
  });

  it('[A4] [KEY6] without a network the desk that asks cannot approve, and says what is missing', async () => {
    const { b } = world;
    const { id: requestId } = await askForAccess(world, patient);
    await b.offline();
    const approve = b.call('consent.approve', { requestId, ...patient.card });
    await expect(approve).rejects.toEqual(refused('consent.keyringUnavailable'));
    expect(await b.call('consent.requests', {})).toContainEqual(
      expect.objectContaining({ id: requestId, state: 'pending' }),
    );
    await bothOnline();
    await b.call('consent.refuse', { requestId });
  });

  it('[A4] [S14] the desk that is asked approves offline, and the grant arrives when there is a network', async () => {
    const { a, b } = world;
    await saveProblem(a, patient.atA, 'Asthma');
    const { id: requestId } = await askForAccess(world, patient);
    await eventually(async () => {
      const requests = await a.call('consent.requests', {});
      expect(requests.map(({ id }) => id)).toContain(requestId);
    });
    await a.offline();
    const grant = await a.call('consent.approve', { requestId, ...patient.card });
    expect(grant).toMatchObject({ direction: 'given', state: 'active', syncState: 'saved' });
    const items = await a.call('sync.items', {});
    const titles = items.filter(({ kind }) => kind === 'grant').map(({ title }) => title);
    expect(titles).toEqual([`${a.name} → ${b.name}`]);
    await a.online();
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
    const { grants, requests } = await b.call('consent.overview', { patientId: patient.atB });
    expect(grants).toMatchObject([{ id: grant.id, direction: 'held', state: 'active', syncState: 'confirmed' }]);
    expect(requests.find(({ id }) => id === requestId)).toMatchObject({ state: 'approved' });
  });

  it('[KEY8] revoking one consent starts a new epoch, and another one of the same hospital reads on', async () => {
    const { a, b } = world;
    const second = await giveAccess(world, patient, ['allergy']);
    await eventually(async () => {
      const { grants } = await a.call('consent.overview', { patientId: patient.atA });
      expect(grants.map(({ id }) => id)).toContain(second.id);
    });
    const [first] = (await b.call('consent.overview', { patientId: patient.atB })).grants.filter(
      ({ id }) => id !== second.id,
    );
    if (!first) throw new Error('the first consent is gone');
    const { patientId, epoch } = latestEpoch();
    await a.call('consent.revoke', { patientId, grantId: first.id, ...patient.card });
    await saveProblem(a, patientId, 'Gout');
    await a.call('records.save', { patientId, entry: { type: 'AllergyIntolerance', substance: { text: 'Latex' } } });
    expect(latestEpoch().epoch).toBe(epoch + 1);
    await eventually(async () => {
      const chart = await b.call('records.chart', { patientId: patient.atB });
      expect(chart.allergies.map(({ title }) => title)).toEqual(['Latex']);
      expect(chart.problems).toEqual([]);
    });
    await saveProblem(a, patientId, 'Anaemia');
    expect(latestEpoch().epoch).toBe(epoch + 1);
  });

  it('[KEY8] a consent that becomes known after a new epoch began gets the keys it missed', async () => {
    const { a, b, chain } = world;
    await chain.anvil.rpc('evm_setAutomine', false);
    await giveAccess(world, patient, ['problem']);
    await a.offline();
    await chain.anvil.rpc('evm_setAutomine', true);
    await chain.anvil.rpc('evm_mine');
    const { patientId, epoch } = latestEpoch();
    const [known] = (await a.call('consent.overview', { patientId })).grants.filter(({ state }) => state === 'active');
    if (!known) throw new Error('no consent is active');
    await a.call('consent.revoke', { patientId, grantId: known.id, ...patient.card });
    await saveProblem(a, patientId, 'Migraine');
    expect(latestEpoch().epoch).toBe(epoch + 1);
    await a.online();
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toContain('Migraine'));
    expect(latestEpoch().epoch).toBe(epoch + 2);
  });

  it('[S16] what has ended, or is not the patient’s, is not revoked again', async () => {
    const { b } = world;
    const { grants } = await b.call('consent.overview', { patientId: patient.atB });
    const ended = grants.find(({ state }) => state === 'revoked');
    if (!ended) throw new Error('nothing was revoked');
    const revoke = (grantId: GrantId, card: SharedPatient['card']) =>
      b.call('consent.revoke', { patientId: patient.atB, grantId, ...card });
    await expect(revoke(ended.id, patient.card)).rejects.toEqual(refused('consent.closed'));
    const unknown = GrantId.parse(`0x${'ab'.repeat(32)}`);
    await expect(revoke(unknown, patient.card)).rejects.toEqual(refused('request.notFound'));
    const active = grants.find(({ state }) => state === 'active');
    if (!active) throw new Error('nothing is active');
    await expect(revoke(active.id, stranger.card)).rejects.toEqual(refused('card.wrongPatient'));
  });

  it('[CON3] a consent taken back before it left never reaches the chain, and its number is not used again', async () => {
    const { a, b } = world;
    const { id: first } = await askForAccess(world, patient, ['medication']);
    const { id: second } = await askForAccess(world, patient, ['immunization']);
    await eventually(async () => {
      const asked = (await a.call('consent.requests', {})).map(({ id }) => id);
      expect(asked).toEqual(expect.arrayContaining([first, second]));
    });
    await a.offline();
    const grant = await a.call('consent.approve', { requestId: first, ...patient.card });
    await a.call('consent.revoke', { patientId: patient.atA, grantId: grant.id, ...patient.card });
    const kinds = listOutbox(a.vault.context.db, 50).filter(({ state }) => state === 'queued');
    expect(kinds.map(({ kind }) => kind)).toEqual(['revocation']);
    const other = await a.call('consent.approve', { requestId: second, ...patient.card });
    expect(other.id).not.toBe(grant.id);
    await a.online();
    await a.allConfirmed();
    await eventually(async () => {
      const { grants } = await b.call('consent.overview', { patientId: patient.atB });
      expect(grants).toContainEqual(expect.objectContaining({ id: other.id, state: 'active' }));
    });
    await b.allConfirmed();
  });

  it('[S18] reports looks in one transaction, and not again before some minutes have passed', async () => {
    const { b } = world;
    const anchors = () => listOutbox(b.vault.context.db, 500).filter(({ kind }) => kind === 'auditAnchor').length;
    await b.call('records.chart', { patientId: patient.atB });
    await b.call('sync.now', {});
    const before = anchors();
    expect(before).toBeGreaterThan(0);
    await b.call('audit.printed', { patientId: patient.atB, what: 'chart' });
    await b.call('audit.printed', { patientId: patient.atB, what: 'consentSlip' });
    await b.vault.context.sync.tryNow();
    expect(anchors()).toBe(before + 1);
    await b.call('sync.now', {});
    expect(anchors()).toBe(before + 1);
  });

  it('[S06] a failed entry is tried again when a person says so', async () => {
    const { a } = world;
    await a.offline();
    await saveProblem(a, patient.atA, 'Cataract');
    const [item] = await a.call('sync.items', {});
    if (!item) throw new Error('nothing is waiting');
    await expect(a.call('sync.retry', { outboxId: item.id })).rejects.toEqual(refused('sync.notRetryable'));
    const error = new AppError('chain.reverted', 'Refused', { details: { error: 'WorkstationNotEnrolled' } }).toView();
    a.vault.context.db.transaction((db) => markOutboxFailed(db, item.id, JSON.stringify(error), Date.now()));
    expect(await a.call('sync.status', {})).toMatchObject({ attention: 1 });
    expect((await a.call('sync.items', {}))[0]).toMatchObject({
      id: item.id,
      state: 'attention',
      error,
      canRetry: true,
    });
    expect(await a.call('sync.retry', { outboxId: item.id })).toMatchObject({ state: 'saved', error: null });
    await a.online();
    await a.allConfirmed();
  });

  function latestEpoch() {
    const epoch = getLatestEpoch(world.a.vault.context.db, patient.atA);
    if (!epoch) throw new Error('the patient has no epoch');
    return epoch;
  }
});
