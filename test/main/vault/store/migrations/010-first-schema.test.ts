import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../../../main/vault/store/migrate.ts';
import * as firstSchema from '../../../../../main/vault/store/migrations/010-first-schema.ts';

interface Table {
  readonly name: string;
  readonly type: string;
  readonly strict: number;
}

describe('[DB5] version 10', () => {
  const db = new Database(':memory:');
  migrate(db, [firstSchema]);
  // Safe: the pragma's documented columns.
  const tables = (db.pragma('table_list') as Table[]).filter(({ name }) => !name.startsWith('sqlite_'));

  it('makes strict tables only, besides the search index', () => {
    const loose = tables.filter(
      ({ type, strict, name }) => type === 'table' && !strict && !name.startsWith('patient_'),
    );
    expect(loose).toEqual([]);
    expect(tables.filter(({ strict }) => strict === 1).length).toBeGreaterThan(20);
  });

  it('refuses a value of another type than declared', () => {
    expect(() => db.exec("INSERT INTO counters (name, value) VALUES ('mrn', 'seven')")).toThrow('cannot store TEXT');
  });

  it('gives every reference a table', () => {
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(() => db.exec("INSERT INTO epochs VALUES ('nobody', 1, NULL, 'open', '', 0, 0)")).toThrow('FOREIGN KEY');
  });
});
