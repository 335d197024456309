import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WritableDb } from '../../../../main/vault/store/handles.ts';
import { openDatabase } from '../../../../main/vault/store/open-database.ts';
import { sql } from '../../../../main/vault/store/sql.ts';

let folder: string;
let db: WritableDb;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'connection-'));
  const path = join(folder, 'vault.db');
  db = openDatabase({ path, key: new Uint8Array(32).fill(9), nativeBinding: null, create: true });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const count = () => db.get<{ rows: number }>(sql`SELECT count(*) AS rows FROM counters`)?.rows;

describe('the sql tag', () => {
  it('binds values and never writes them into the text', () => {
    const name = "x'; DROP TABLE counters; --";
    const query = sql`SELECT value FROM counters WHERE name = ${name} AND value > ${1}`;
    expect(query).toEqual({ text: 'SELECT value FROM counters WHERE name = ? AND value > ?', values: [name, 1] });
  });

  it('puts another piece of sql in as it is, with its values in place', () => {
    const part = sql`name = ${'a'}`;
    const query = sql`SELECT value FROM counters WHERE value = ${1} AND ${part} AND value = ${2}`;
    expect(query.text).toBe('SELECT value FROM counters WHERE value = ? AND name = ? AND value = ?');
    expect(query.values).toEqual([1, 'a', 2]);
  });
});

describe('transactions', () => {
  it('[SYN1] keep everything or nothing', () => {
    const before = count();
    expect(() =>
      db.transaction(() => {
        db.run(sql`INSERT INTO counters (name, value) VALUES ('half', 1)`);
        throw new Error('and then the power went');
      }),
    ).toThrow('and then the power went');
    expect(count()).toBe(before);
  });

  it('are synchronous: a promise inside is a bug and nothing is kept', () => {
    const before = count();
    expect(() =>
      db.transaction(async () => {
        db.run(sql`INSERT INTO counters (name, value) VALUES ('later', 1)`);
      }),
    ).toThrow('synchronous');
    expect(count()).toBe(before);
  });

  it('do not nest', () => {
    expect(() => db.transaction(() => db.transaction(() => 1))).toThrow('inside a transaction');
    expect(db.transaction(() => 1)).toBe(1);
  });
});

describe('handles', () => {
  it('a write outside a transaction is a bug', () => {
    expect(() => db.run(sql`INSERT INTO counters (name, value) VALUES ('alone', 1)`)).toThrow('outside a transaction');
  });

  it('a reading handle refuses what writes', () => {
    const writing = sql`INSERT INTO counters (name, value) VALUES ('sly', 1) RETURNING value`;
    expect(() => db.get(writing)).toThrow('goes through run');
    expect(() => db.all(writing)).toThrow('goes through run');
  });
});
