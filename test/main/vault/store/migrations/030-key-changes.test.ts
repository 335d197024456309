import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../../../main/vault/store/migrate.ts';
import * as firstSchema from '../../../../../main/vault/store/migrations/010-first-schema.ts';
import * as streamHeads from '../../../../../main/vault/store/migrations/020-stream-heads.ts';
import * as keyChanges from '../../../../../main/vault/store/migrations/030-key-changes.ts';

const BEFORE = [firstSchema, streamHeads];

describe('[DB5] version 30', () => {
  it('keeps what is owed and the log as they were, and no card is on its way', () => {
    const db = new Database(':memory:');
    migrate(db, BEFORE);
    db.exec(`
      INSERT INTO outbox VALUES ('o', 1, 'grant', 'p', NULL, NULL, 't', 'n', '{"args":{"grant":{"patient":"0xa"}}}',
        'queued', NULL, NULL, NULL, 1, 1);
      INSERT INTO chain_logs VALUES
        (7, 0, '0xb', 1780000000, '0xt', 'PatientKeyRotated', NULL, NULL, NULL, '0xa', NULL, NULL, NULL, NULL,
         '{"key":"0xc"}');
      INSERT INTO patients VALUES ('p', 'M-1', 'r', 1, 'Diaz', 'Ana', '', 'female', NULL, 0, '', '', '', '', '0xa', x'01',
        'card', NULL, 1, 'Clerk', 1);
      INSERT INTO epochs VALUES ('p', 1, x'02', 'open', 'k', 3, 1)`);
    const all = () => ['outbox', 'chain_logs'].map((table) => db.prepare(`SELECT * FROM ${table}`).all());
    const patients = () => db.prepare<[], object>('SELECT * FROM patients').all();
    const patientsBefore = patients();
    const epochBefore = db.prepare<[], object>('SELECT * FROM epochs').get();
    const before = all();
    migrate(db, [...BEFORE, keyChanges]);
    expect(db.pragma('user_version', { simple: true })).toBe(30);
    expect(all()).toEqual(before);
    expect(db.prepare('SELECT * FROM epochs').all()).toEqual([{ ...epochBefore, patient_key: '0xa' }]);
    expect(patients()).toEqual(patientsBefore.map((row) => ({ ...row, followed_key: null })));
    expect(db.prepare('SELECT * FROM offered_cards').all()).toEqual([]);
  });
});
