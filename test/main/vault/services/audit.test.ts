import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../../main/vault/operations/audit-chain.ts';
import { Sql, sql } from '../../../../main/vault/store/sql.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

let vault: TestVault;

beforeAll(async () => {
  vault = await openTestVault();
  for (const given of ['One', 'Two', 'Three', 'Four']) {
    await vault.call('patients.register', {
      demographics: aPerson({ family: 'Audited', given }),
      differentPersonReason: 'test',
    });
  }
  await vault.reopen('p.novak');
});
afterAll(() => vault.remove());

/** What somebody with the database key, but not the audit key, can do. */
function tamper(statement: string): void {
  vault.context.db.transaction((db) => db.run(new Sql(statement, [])));
}

class TakenBack extends Error {}

/** What the verifier says of a tampered chain; the tampering is taken back. */
function verdictAfter(...statements: string[]) {
  const { db, keys } = vault.context;
  let verdict: ReturnType<typeof verifyAudit> | undefined;
  const attempt = () =>
    db.transaction(() => {
      for (const statement of statements) db.run(new Sql(statement, []));
      verdict = verifyAudit(db, keys.auditKey);
      throw new TakenBack();
    });
  expect(attempt).toThrow(TakenBack);
  return verdict;
}

describe('[DB6] the audit chain', () => {
  it('is whole as written, across sign-ins', async () => {
    const { rows } = vault.context.db.get<{ rows: number }>(sql`SELECT count(*) AS rows FROM audit`) ?? {};
    expect(await vault.call('audit.verify', {})).toEqual({ rows, intact: true, firstBadSeq: null });
  });

  it.each([
    ['an altered subject', "UPDATE audit SET subject = 'nothing' WHERE seq = 3", 3],
    ['an altered time', 'UPDATE audit SET at = at + 1 WHERE seq = 2', 2],
    ['another person', "UPDATE audit SET who = 'Somebody Else' WHERE seq = 4", 4],
    ['a removed row', 'DELETE FROM audit WHERE seq = 3', 3],
    ['the first row removed', 'DELETE FROM audit WHERE seq = 1', 1],
    ['the end cut off', 'DELETE FROM audit WHERE seq > 4', 5],
    ['everything removed', 'DELETE FROM audit', 1],
    ['two rows exchanged', 'UPDATE audit SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3)', 2],
  ])('names %s', (_, statement, firstBadSeq) => {
    const verdict = verdictAfter(statement, 'UPDATE audit SET seq = -seq WHERE seq < 0');
    expect(verdict).toMatchObject({ intact: false, firstBadSeq });
  });

  it('[SECURITY 1.4 #21] without audit there is no access', async () => {
    await vault.reopen('a.silva');
    const [hit] = await vault.call('patients.search', { text: 'audited' });
    if (!hit) throw new Error('the patient is found');
    tamper("CREATE TRIGGER planted BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'audit disk full'); END");
    await expect(vault.call('patients.get', { patientId: hit.patient.id })).rejects.toThrow('audit disk full');
    await expect(vault.call('records.chart', { patientId: hit.patient.id })).rejects.toThrow('audit disk full');
    tamper('DROP TRIGGER planted');
    await expect(vault.call('patients.get', { patientId: hit.patient.id })).resolves.toMatchObject({
      family: 'Audited',
    });
  });
});

describe('[S18] who looked', () => {
  it('lists views, prints and changes of one patient with name, role and hospital', async () => {
    await vault.reopen('r.okafor');
    const [hit] = await vault.call('patients.search', { text: 'audited two' });
    if (!hit) throw new Error('the patient is found');
    const patientId = hit.patient.id;
    vault.clock.advance(1000);
    await vault.call('patients.get', { patientId });
    vault.clock.advance(1000);
    await vault.call('audit.printed', { patientId, what: 'chart' });
    const lines = await vault.call('audit.whoLooked', { patientId });
    expect(lines.map(({ action, who, role, subject }) => ({ action, who, role, subject }))).toEqual([
      { action: 'printed', who: 'Dr Ruth Okafor', role: 'clinician', subject: 'chart' },
      { action: 'viewed', who: 'Dr Ruth Okafor', role: 'clinician', subject: 'A7-000002' },
      { action: 'registered', who: 'Ana Silva', role: 'clerk', subject: 'A7-000002 · Two Audited · test' },
    ]);
    expect(lines.every((line) => line.hospital.name === 'General Hospital')).toBe(true);
  });

  it('is paged from the newest to the oldest', async () => {
    await vault.reopen('p.novak');
    const first = await vault.call('audit.list', { limit: 3 });
    const second = await vault.call('audit.list', { limit: 3, beforeSeq: first.at(-1)?.seq ?? null });
    const newest = first[0]?.seq ?? 0;
    expect([...first, ...second].map((line) => newest - line.seq)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
