import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../../../main/vault/store/migrate.ts';
import * as firstSchema from '../../../../../main/vault/store/migrations/010-first-schema.ts';
import * as streamHeads from '../../../../../main/vault/store/migrations/020-stream-heads.ts';

describe('[DB5] version 20', () => {
  it('keeps the log as it was, and nothing counts as replayed', () => {
    const db = new Database(':memory:');
    migrate(db, [firstSchema]);
    db.exec(`INSERT INTO chain_logs VALUES
      (7, 0, '0xb', 1780000000, '0xt', 'RecordAdded', NULL, NULL, '0xw', NULL, 0, 'aa', 'bb', NULL, '{}')`);
    const before = db.prepare('SELECT * FROM chain_logs').all();
    migrate(db, [firstSchema, streamHeads]);
    expect(db.pragma('user_version', { simple: true })).toBe(20);
    expect(db.prepare('SELECT * FROM chain_logs').all()).toEqual(before);
    expect(db.prepare('SELECT * FROM stream_heads').all()).toEqual([]);
  });
});
