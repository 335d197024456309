import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RecordEntry } from '../../main/registry/intents.ts';
import { intentOf } from '../../main/vault/operations/signing.ts';
import { getNextSequence } from '../../main/vault/store/queries/chain-logs.ts';
import { listDueOutbox } from '../../main/vault/store/queries/outbox-sending.ts';
import { NOBODY_WAITS } from '../../main/vault/store/queries/outbox-waiting.ts';
import type { GrantView } from '../../preload/api/consent.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { giveAccess, problemsAt, type SharedPatient, saveProblem, shareAPatient } from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const WEEK_MINUTES = 7 * 24 * 60;
const WEEK_MS = WEEK_MINUTES * 60_000;

describe.skipIf(anvilMissing)('[R-36] a hospital that publishes once a week', () => {
  let world: TwoHospitals;
  let patient: SharedPatient;
  let grant: GrantView;

  const realNow = Date.now;
  /** The middle of next week, so that no interval ends by itself. */
  let nowShiftMs = Math.ceil(realNow() / WEEK_MS) * WEEK_MS + WEEK_MS / 2 - realNow();
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + nowShiftMs);
  const endOfWeek = () => Math.ceil(Date.now() / WEEK_MS) * WEEK_MS;

  beforeAll(async () => {
    world = await startTwoHospitals();
    patient = await shareAPatient(world);
    // IT's to decide, and read when something is about to leave.
    world.a.vault.context.policy.chain.publishEveryMinutes = WEEK_MINUTES;
  });
  afterEach(() => {
    expect([...world.a.vault.bugs, ...world.b.vault.bugs]).toEqual([]);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await world?.stop();
  });

  const openItems = async () => {
    const items = await world.a.call('sync.items', {});
    return items.filter(({ state }) => state !== 'confirmed').map(({ kind, leavesAt }) => ({ kind, leavesAt }));
  };

  it('[A8] keeps a record until the week is over, while a consent goes at once', async () => {
    const { a, b } = world;
    await saveProblem(a, patient.atA, 'Asthma');
    grant = await giveAccess(world, patient);
    await b.allConfirmed();
    await eventually(async () => {
      const { grants } = await a.call('consent.overview', { patientId: patient.atA });
      expect(grants).toMatchObject([{ state: 'active' }]);
    });
    expect(await openItems()).toEqual([{ kind: 'record', leavesAt: endOfWeek() }]);
    expect(await a.call('sync.status', {})).toMatchObject({ waiting: 1, sent: 0, nextBatchAt: endOfWeek() });
    expect(await problemsAt(b, patient.atB)).toEqual([]);
  });

  it('[S06] sends it before that when somebody says so', async () => {
    const { a, b } = world;
    await a.call('sync.now', {});
    await a.allConfirmed();
    await eventually(async () => expect(await problemsAt(b, patient.atB)).toEqual(['Asthma']));
  });

  it('sends everything of the week when it is over, also what was saved before the workstation was locked', async () => {
    const { a, b } = world;
    for (const text of ['Gout', 'Migraine']) await saveProblem(a, patient.atA, text);
    await a.reopen();
    await saveProblem(a, patient.atA, 'Anaemia');
    expect(await openItems()).toEqual(Array(3).fill({ kind: 'record', leavesAt: endOfWeek() }));
    nowShiftMs += WEEK_MS;
    await a.allConfirmed();
    await eventually(async () =>
      expect(await problemsAt(b, patient.atB)).toEqual(['Anaemia', 'Asthma', 'Gout', 'Migraine']),
    );
  });

  it('[CON2] is read the same whatever the order inside a batch', async () => {
    const { a, b, chain } = world;
    const { patientId, entry } = { patientId: patient.atA, entry: { type: 'Condition' as const } };
    const [line] = await saveProblem(a, patientId, 'Eczema');
    if (!line) throw new Error('a record was saved');
    for (const [version, text] of ['Eczema, both hands', 'Eczema, healed'].entries()) {
      const change = { basedOnVersion: version + 1, entry: { ...entry, code: { text } }, reason: 'Seen again' };
      await a.call('records.amend', { recordId: line.id, ...change });
    }
    await saveProblem(a, patientId, 'Vertigo');
    const { db, keys } = a.vault.context;
    const entries = listDueOutbox(db, 1, NOBODY_WAITS, 10).map((row) => intentOf(row).args as RecordEntry);
    expect(entries).toHaveLength(4);
    const firstSequence = getNextSequence(db, keys.workstation.address);
    const batch = { kind: 'addPatientRecords', args: { firstSequence, entries: entries.reverse() } } as const;
    expect((await chain.write(keys.workstation.privateKey, batch)).succeeded).toBe(true);
    await eventually(async () =>
      expect(await problemsAt(b, patient.atB)).toEqual([
        'Anaemia',
        'Asthma',
        'Eczema, healed',
        'Gout',
        'Migraine',
        'Vertigo',
      ]),
    );
    const { versions } = await b.call('records.get', { recordId: line.id });
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    const { items } = await b.call('records.timeline', { patientId: patient.atB });
    expect(items.map(({ title }) => title)).toEqual([
      'Vertigo',
      'Eczema, healed',
      'Anaemia',
      'Migraine',
      'Gout',
      'Asthma',
    ]);
  });

  it('[SYN8] [S16] a revocation waits for nothing', async () => {
    const { a, b } = world;
    await saveProblem(a, patient.atA, 'Insomnia');
    await a.call('consent.revoke', { patientId: patient.atA, grantId: grant.id, ...patient.card });
    await eventually(async () => {
      expect(await problemsAt(b, patient.atB)).toEqual([]);
      const open = await openItems();
      expect(open).toContainEqual({ kind: 'record', leavesAt: endOfWeek() });
      expect(open.map(({ kind }) => kind)).not.toContain('revocation');
    });
  });
});
