import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealAccessRequest } from '../../main/vault/crypto/access-request-object.ts';
import { sha256 } from '../../main/vault/crypto/digest.ts';
import { RETRY_MS } from '../../main/vault/operations/sealed-objects.ts';
import { sql } from '../../main/vault/store/sql.ts';
import { type Digest, RequestId } from '../../preload/api/ids.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { testDigest, testKey } from '../fixtures/registry-chain.ts';
import {
  askForAccess,
  giveAccess,
  problemsAt,
  type SharedPatient,
  saveProblem,
  shareAPatient,
} from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TwoHospitals } from '../fixtures/two-hospitals.ts';

/** Well before what was tried in vain is tried again by itself. */
const AT_ONCE_MS = 0.8 * RETRY_MS;

describe.skipIf(anvilMissing)('the inbox, disturbed', () => {
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

  /** Everything that is derived from the log, without when it was tried. */
  function derived() {
    const { db } = world.b.vault.context;
    return {
      logs: db.all(sql`SELECT block_number, log_index, block_hash, kind, body FROM chain_logs`),
      inbox: db.all(sql`SELECT digest, kind, block_number, log_index, state FROM inbox`),
      keys: db.all(sql`SELECT grant_id, epoch, purpose, key FROM held_keys`),
      tags: db.all(sql`SELECT grant_id, epoch, workstation, counter, tag FROM awaited_tags`),
      records: db.all(sql`SELECT pointer, grant_id, state, resource FROM shared_records ORDER BY pointer`),
    };
  }

  it('[SYN7] [R-06] what was derived equals what a replay of the whole log derives', async () => {
    const { a, b, chain } = world;
    await saveProblem(a, patient.atA, 'Asthma');
    await giveAccess(world, patient);
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
    await b.allConfirmed();
    const before = derived();
    expect(before.records).not.toEqual([]);
    await b.net?.handlers.followLogs({ fromBlock: chain.startBlock, after: null });
    await eventually(() => expect(derived()).toEqual(before));
    expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']);
  });

  it('[SYN7] [R-06] a reorganisation that takes out a grant given elsewhere takes the access away, and brings it back', async () => {
    const { a, b, chain } = world;
    await saveProblem(a, patient.atA, 'Asthma');
    await a.allConfirmed();
    await b.offline();
    const snapshot = await chain.anvil.rpc<string>('evm_snapshot');
    await b.online();
    const { id: requestId } = await askForAccess(world, patient);
    // At the desk of the other hospital: what is signed here counts before the chain has it, and after.
    await eventually(() => a.call('consent.approve', { requestId, ...patient.card }));
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
    await chain.anvil.rpc('evm_setAutomine', false);
    await chain.anvil.rpc('evm_revert', snapshot);
    await eventually(async () => {
      expect(await problemsAt(b, patient.atB)).toEqual([]);
      expect(derived()).toMatchObject({ keys: [], records: [] });
    });
    await chain.anvil.rpc('evm_setAutomine', true);
    await eventually(async () => {
      await chain.anvil.rpc('evm_mine');
      expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']);
    });
  });

  it('[S21] [R-16] names what has not arrived while the other hospital is away, and shows it when it is back', async () => {
    const { a, b, chain } = world;
    await giveAccess(world, patient);
    await b.allConfirmed();
    await chain.anvil.rpc('evm_setAutomine', false);
    await saveProblem(a, patient.atA, 'Asthma');
    await eventually(async () => {
      const items = await a.call('sync.items', {});
      expect(items.filter(({ state }) => state === 'sent')).toHaveLength(1);
    });
    await a.offline();
    await chain.anvil.rpc('evm_setAutomine', true);
    await chain.anvil.rpc('evm_mine');
    await eventually(async () => {
      const { notShown } = await b.call('records.chart', { patientId: patient.atB });
      const hospital = expect.objectContaining({ name: a.name });
      expect(notShown).toContainEqual(expect.objectContaining({ reason: 'notArrived', count: 1, hospital }));
    });
    await a.online();
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
  });

  it('[CON2] shows a gap when a record was passed over, and closes it when the record comes', async () => {
    const { a, b, chain } = world;
    await giveAccess(world, patient);
    await eventually(async () => {
      const { notShown } = await b.call('records.chart', { patientId: patient.atB });
      expect(notShown).toMatchObject([{ reason: 'notInScope', count: 1 }]);
    });
    await a.offline();
    await saveProblem(a, patient.atA, 'Asthma');
    await saveProblem(a, patient.atA, 'Gout');
    const last = a.vault.context.db.get<{ tag: string; pointer: Digest }>(
      sql`SELECT tag, pointer FROM record_versions ORDER BY rowid DESC LIMIT 1`,
    );
    if (!last) throw new Error('nothing was recorded');
    const entry = { tag: `0x${last.tag}`, pointer: last.pointer };
    await chain.write(testKey('workstation 0'), { kind: 'addPatientRecord', args: { sequence: 1, ...entry } });
    await eventually(async () => {
      const { notShown } = await b.call('records.chart', { patientId: patient.atB });
      expect(notShown).toContainEqual(expect.objectContaining({ reason: 'notArrived', count: 2 }));
    });
    // No hospital publishes a record before it serves it; this one was. B looks again when A has it, not a moment before.
    await b.offline();
    await a.online();
    await a.allConfirmed();
    await b.online();
    await eventually(async () => {
      expect(await problemsAt(b, patient.atB)).toEqual(['Asthma', 'Gout']);
      const { notShown } = await b.call('records.chart', { patientId: patient.atB });
      expect(notShown.map(({ reason }) => reason)).not.toContain('notArrived');
    }, AT_ONCE_MS);
  });

  it('[CON2] a log that was not told whole is noticed with the next record, and read again', async () => {
    const { a, b } = world;
    await giveAccess(world, patient);
    await b.allConfirmed();
    await saveProblem(a, patient.atA, 'Asthma');
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
    b.vault.context.db.transaction((db) => {
      db.run(sql`DELETE FROM chain_logs WHERE kind = 'RecordAdded' AND sequence = 1`);
      db.run(sql`DELETE FROM shared_records`);
    });
    await saveProblem(a, patient.atA, 'Gout');
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma', 'Gout']));
    expect(await b.call('sync.status', {})).toMatchObject({ chain: { state: 'ok' } });
  });

  it('[CON2] a record that a node altered is noticed by the head of its workstation, and read again', async () => {
    const { a, b } = world;
    await giveAccess(world, patient);
    await saveProblem(a, patient.atA, 'Asthma');
    await a.allConfirmed();
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
    const streams = () => b.vault.context.db.all<object>(sql`SELECT sequence, proven_sequence FROM stream_heads`);
    await eventually(() => expect(streams()).toContainEqual({ sequence: 2, proven_sequence: 2 }));
    const pointers = () =>
      b.vault.context.db.all<object>(
        sql`SELECT pointer FROM chain_logs WHERE sequence IS NOT NULL ORDER BY block_number`,
      );
    const honest = pointers();
    // As if a node had told it so before anything was replayed.
    b.vault.context.db.transaction((db) => {
      db.run(sql`UPDATE chain_logs SET pointer = ${testDigest(666)} WHERE kind = 'RecordAdded' AND sequence = 1`);
      db.run(sql`DELETE FROM stream_heads`);
    });
    expect(pointers()).not.toEqual(honest);
    await b.call('sync.now', {});
    await eventually(async () => {
      expect(pointers()).toEqual(honest);
      expect(streams()).toContainEqual({ sequence: 2, proven_sequence: 2 });
      expect(await b.call('sync.status', {})).toMatchObject({ chain: { state: 'ok', error: null } });
    });
    expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']);
  });

  it('[A7] an object that says something else than its event is refused, and holds up nothing', async () => {
    const { a, b, chain } = world;
    const { keys, db } = b.vault.context;
    const link = db.get<{ ref: never }>(sql`SELECT ref FROM patient_links`);
    if (!link) throw new Error('B does not know of A');
    const forged = sealAccessRequest(
      {
        requestId: RequestId.parse('01890000-0000-7000-8000-000000000001'),
        subjectRef: link.ref,
        // A trusts its own requests: B pretends to be A.
        fromHospital: a.id,
        toHospital: a.id,
        requestedBy: 'Somebody',
        purpose: 'Curiosity',
        categories: ['problem'],
        days: 1,
        askedAt: 1,
      },
      { to: a.vault.context.keys.hospitalSeal.publicKey, from: keys.hospitalSeal.publicKey },
    );
    const junk = new Uint8Array([1, 2, 3]);
    await b.net?.handlers.putBlocks({
      blocks: [
        { ...forged, codec: 'dag-cbor' },
        { digest: sha256(junk), bytes: junk, codec: 'dag-cbor' },
      ],
    });
    for (const request of [forged.digest, sha256(junk), testDigest(9)]) {
      await chain.write(testKey('workstation 1'), { kind: 'requestAccess', args: { to: a.id, request } });
    }
    const { id } = await eventually(() => askForAccess(world, patient));
    await eventually(async () => {
      const requests = await a.call('consent.requests', {});
      expect(requests.map((request) => request.id)).toEqual([id]);
      const states = a.vault.context.db.all(sql`SELECT state FROM inbox ORDER BY block_number, log_index`);
      expect(states).toMatchObject([
        { state: 'refused' },
        { state: 'refused' },
        { state: 'wanted' },
        { state: 'understood' },
      ]);
    });
  });
});
