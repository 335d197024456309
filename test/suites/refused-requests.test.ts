import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealAccessRequest, sealRefusal } from '../../main/vault/crypto/access-request-object.ts';
import type { SealedBlock } from '../../main/vault/crypto/object-codec.ts';
import { getPatientLink } from '../../main/vault/store/queries/patient-links.ts';
import { sql } from '../../main/vault/store/sql.ts';
import { type HospitalId, RequestId } from '../../preload/api/ids.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { testKey } from '../fixtures/registry-chain.ts';
import { askForAccess, giveAccess, type SharedPatient, shareAPatient } from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../fixtures/two-hospitals.ts';

describe.skipIf(anvilMissing)('[S14] a request the patient refused', () => {
  let world: TwoHospitals;
  let patient: SharedPatient;

  beforeEach(async () => {
    world = await startTwoHospitals();
    patient = await shareAPatient(world);
  });
  afterEach(async () => {
    const bugs = [...world.a.vault.bugs, ...world.b.vault.bugs];
    await world.stop();
    expect(bugs).toEqual([]);
  });

  async function stateAt(hospital: TestHospital, requestId: RequestId) {
    const requests = await hospital.call('consent.requests', {});
    return requests.find(({ id }) => id === requestId)?.state;
  }

  const sees = (hospital: TestHospital, requestId: RequestId, state: string) =>
    eventually(async () => expect(await stateAt(hospital, requestId)).toBe(state));

  async function asked(): Promise<RequestId> {
    const { id } = await askForAccess(world, patient);
    await sees(world.a, id, 'pending');
    return id;
  }

  /** What the inbox of A made of the sealed objects it was told of, in the order of the log. */
  const inboxOfA = () =>
    world.a.vault.context.db.all(sql`SELECT kind, state FROM inbox WHERE kind = 'request'
      ORDER BY block_number, log_index`);

  async function refusalsAuditedAt(hospital: TestHospital) {
    const lines = await hospital.call('audit.whoLooked', { patientId: patient.atA });
    return lines.filter(({ action }) => action === 'accessRefused');
  }

  const putBlock = (block: SealedBlock) =>
    world.b.net?.handlers.putBlocks({ blocks: [{ ...block, codec: 'dag-cbor' }] });

  /** A refusal of this request, sealed by somebody who knows its number, and named on chain by `workstation`. */
  async function announce(workstation: string, refusal: SealedBlock, to: HospitalId): Promise<void> {
    await putBlock(refusal);
    await world.chain.write(testKey(workstation), { kind: 'requestAccess', args: { to, request: refusal.digest } });
  }

  function refusalOf(requestId: RequestId): SealedBlock {
    const sealKey = world.a.vault.context.keys.hospitalSeal.publicKey;
    return sealRefusal({ answer: 'refused', requestId }, { to: sealKey, from: sealKey });
  }

  function requestOfB(requestId: RequestId): SealedBlock {
    const { a, b } = world;
    const { db, keys } = b.vault.context;
    const link = getPatientLink(db, patient.atB, a.id);
    if (!link) throw new Error('B does not know of A');
    const request = {
      requestId,
      subjectRef: link.ref,
      fromHospital: b.id,
      toHospital: a.id,
      requestedBy: 'Ana Silva',
      purpose: 'Follow-up',
      categories: ['problem' as const],
      days: 1,
      askedAt: Date.now(),
    };
    const to = a.vault.context.keys.hospitalSeal.publicKey;
    return sealAccessRequest(request, { to, from: keys.hospitalSeal.publicKey });
  }

  it('at the desk that asks is closed at the desk that is asked', async () => {
    const { a, b } = world;
    const requestId = await asked();
    await b.call('consent.refuse', { requestId });
    await sees(a, requestId, 'refused');
    const approve = a.call('consent.approve', { requestId, ...patient.card });
    await expect(approve).rejects.toMatchObject({ code: 'consent.closed' });
    expect(await refusalsAuditedAt(a)).toMatchObject([{ subject: b.name, who: 'Wardkeep' }]);
  });

  it('at the desk that is asked is known at the desk that asks', async () => {
    const requestId = await asked();
    await world.a.call('consent.refuse', { requestId });
    await sees(world.b, requestId, 'refused');
  });

  it('[A4] [A8] offline is told when there is a network, and until then counts as saved only', async () => {
    const { a, b } = world;
    const requestId = await asked();
    await b.allConfirmed();
    await b.offline();
    expect(await b.call('consent.refuse', { requestId })).toMatchObject({ state: 'refused', syncState: 'saved' });
    expect(await stateAt(a, requestId)).toBe('pending');
    await b.online();
    await sees(a, requestId, 'refused');
    await b.allConfirmed();
    const [request] = await b.call('consent.requests', {});
    expect(request).toMatchObject({ state: 'refused', syncState: 'confirmed' });
  });

  it('before it was sent arrives as refused', async () => {
    const { a, b } = world;
    await b.offline();
    const { id } = await askForAccess(world, patient);
    await b.call('consent.refuse', { requestId: id });
    await b.online();
    await sees(a, id, 'refused');
  });

  it('[SYN7] is read again after a replay of the log, once', async () => {
    const { a, b, chain } = world;
    const requestId = await asked();
    await b.call('consent.refuse', { requestId });
    await sees(a, requestId, 'refused');
    const readAt = () => a.vault.context.db.all(sql`SELECT tried_at FROM inbox WHERE state = 'understood'`);
    const before = readAt();
    await a.net?.handlers.followLogs({ fromBlock: chain.startBlock, after: null });
    await eventually(() => {
      expect(readAt()).toHaveLength(2);
      expect(readAt()).not.toEqual(before);
    });
    expect(await stateAt(a, requestId)).toBe('refused');
    expect(await refusalsAuditedAt(a)).toHaveLength(1);
  });

  it('[A7] is not closed by a third hospital that learned its number', async () => {
    await world.chain.admitHospital(testKey('workstation 2'));
    const requestId = await asked();
    await announce('workstation 2', refusalOf(requestId), world.a.id);
    await eventually(() => expect(inboxOfA()).toContainEqual({ kind: 'request', state: 'refused' }));
    expect(await stateAt(world.a, requestId)).toBe('pending');
  });

  it('[A7] that nobody made is refused and holds up nothing', async () => {
    await announce('workstation 1', refusalOf(RequestId.parse('01890000-0000-7000-8000-000000000001')), world.a.id);
    await asked();
    expect(inboxOfA()).toEqual([
      { kind: 'request', state: 'refused' },
      { kind: 'request', state: 'understood' },
    ]);
  });

  it('[A5] waits for the request when that arrives later', async () => {
    const { a, chain } = world;
    const requestId = RequestId.parse('01890000-0000-7000-8000-000000000002');
    const request = requestOfB(requestId);
    await chain.write(testKey('workstation 1'), {
      kind: 'requestAccess',
      args: { to: a.id, request: request.digest },
    });
    await announce('workstation 1', refusalOf(requestId), a.id);
    const tried = () => a.vault.context.db.all(sql`SELECT state FROM inbox WHERE tried_at IS NOT NULL`);
    await eventually(() => expect(tried()).toEqual([{ state: 'wanted' }, { state: 'wanted' }]));
    await putBlock(request);
    await sees(a, requestId, 'refused');
  });

  it('after it was approved stays approved', async () => {
    const { a, b } = world;
    const { id: grantId } = await giveAccess(world, patient);
    const [request] = await b.call('consent.requests', {});
    if (!request) throw new Error('nothing was asked');
    await sees(a, request.id, 'approved');
    await announce('workstation 1', refusalOf(request.id), a.id);
    await eventually(() => expect(inboxOfA()).toHaveLength(2));
    await eventually(() => expect(inboxOfA()).not.toContainEqual({ kind: 'request', state: 'wanted' }));
    expect(await stateAt(a, request.id)).toBe('approved');
    const { grants } = await a.call('consent.overview', { patientId: patient.atA });
    expect(grants).toMatchObject([{ id: grantId, state: 'active' }]);
  });

  it('at one desk and approved at the other at once is approved: what the patient signed holds', async () => {
    const { a, b, chain } = world;
    const requestId = await asked();
    await chain.node.rpc('evm_setAutomine', false);
    await a.call('consent.refuse', { requestId });
    await b.call('consent.approve', { requestId, ...patient.card });
    await chain.node.rpc('evm_setAutomine', true);
    await eventually(async () => {
      await chain.node.rpc('evm_mine');
      expect(await stateAt(a, requestId)).toBe('approved');
    });
    await a.allConfirmed();
    expect(await stateAt(b, requestId)).toBe('approved');
  });
});
