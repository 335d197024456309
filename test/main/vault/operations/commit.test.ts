import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absentSync } from '../../../../main/vault/operations/absent-sync.ts';
import { commitOperation } from '../../../../main/vault/operations/commit.ts';
import { enqueue } from '../../../../main/vault/operations/outbox-entry.ts';
import { setCounter } from '../../../../main/vault/store/queries/counters.ts';
import { sql } from '../../../../main/vault/store/sql.ts';
import { Digest, HospitalId } from '../../../../preload/api/ids.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

let vault: TestVault;
let woken = 0;

beforeAll(async () => {
  vault = await openTestVault({
    surroundings: { startSync: () => ({ ...absentSync(0), wake: () => void woken++ }) },
  });
});
afterAll(() => vault.remove());

const audit = { action: 'searched', subject: 'a test', patientId: null } as const;

const counts = () =>
  vault.context.db.get(sql`
    SELECT (SELECT count(*) FROM operations) AS operations, (SELECT count(*) FROM audit) AS audit,
      (SELECT count(*) FROM outbox) AS outbox, (SELECT value FROM counters WHERE name = 'reportedAuditAt') AS effect`);

describe('[SYN1] [A6] an operation', () => {
  it('commits its effect, its audit and its outbox entries together, then tells the screens and the sender', () => {
    const before = counts() as Record<string, number>;
    const [events, wakes] = [vault.events.length, woken];
    const id = commitOperation(vault.context, { kind: 'test', patientId: null, audit, changes: ['drafts'] }, (db) => {
      expect(vault.events).toHaveLength(events);
      setCounter(db, 'reportedAuditAt', 7);
      return enqueue(vault.context, db, {
        kind: 'request',
        patientId: null,
        title: 'a test',
        intent: {
          kind: 'requestAccess',
          args: { to: HospitalId.parse(2), request: Digest.parse('ab'.repeat(32)) },
        },
      });
    });
    expect(counts()).toEqual({
      operations: (before.operations ?? 0) + 1,
      audit: (before.audit ?? 0) + 1,
      outbox: (before.outbox ?? 0) + 1,
      effect: 7,
    });
    expect(vault.events.slice(events)).toEqual([{ event: 'data.changed', payload: { topics: ['drafts', 'audit'] } }]);
    expect(woken).toBe(wakes + 1);
    const row = vault.context.db.get(sql`SELECT lane, kind, by_name, intent, state FROM outbox WHERE id = ${id}`);
    expect(row).toEqual({
      lane: 1,
      kind: 'request',
      by_name: 'Ana Silva',
      intent: JSON.stringify({ kind: 'requestAccess', args: { to: 2, request: 'ab'.repeat(32) } }),
      state: 'queued',
    });
  });

  it('that fails leaves nothing, and tells nobody', () => {
    const before = counts();
    const [events, wakes] = [vault.events.length, woken];
    const failing = () =>
      commitOperation(vault.context, { kind: 'test', patientId: null, audit }, (db) => {
        setCounter(db, 'reportedAuditAt', 8);
        throw new Error('half-way');
      });
    expect(failing).toThrow('half-way');
    expect(counts()).toEqual(before);
    expect(vault.events).toHaveLength(events);
    expect(woken).toBe(wakes);
  });

  it('without an audit entry does not happen', () => {
    const before = counts();
    const silent = () =>
      commitOperation(vault.context, { kind: 'silent', patientId: null, audit: [] }, (db) =>
        setCounter(db, 'reportedAuditAt', 9),
      );
    expect(silent).toThrow('no audit entry');
    expect(counts()).toEqual(before);
  });
});
