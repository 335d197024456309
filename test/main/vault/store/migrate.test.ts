import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS, type Migration, migrate } from '../../../../main/vault/store/migrate.ts';

const TEN: Migration = { version: 10, statements: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT;' };
const TWENTY: Migration = {
  version: 20,
  statements: "ALTER TABLE notes ADD COLUMN language TEXT NOT NULL DEFAULT 'en'; UPDATE notes SET language = 'es';",
};
const TORN: Migration = { version: 30, statements: 'CREATE TABLE half (a TEXT) STRICT; CREATE TABLE notes (a TEXT);' };

const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true });

describe('[DB5] migrations', () => {
  it('run from the version found to the newest, and keep the rows', () => {
    const db = new Database(':memory:');
    migrate(db, [TEN]);
    db.exec("INSERT INTO notes (text) VALUES ('hola')");
    migrate(db, [TEN, TWENTY]);
    expect(db.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'hola', language: 'es' }]);
    expect(versionOf(db)).toBe(20);
  });

  it('[R-40] leave the old schema whole when one fails half-way', () => {
    const db = new Database(':memory:');
    migrate(db, [TEN, TWENTY]);
    expect(() => migrate(db, [TEN, TWENTY, TORN])).toThrow('already exists');
    expect(versionOf(db)).toBe(20);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
  });

  it('change nothing the second time', () => {
    const db = new Database(':memory:');
    migrate(db, [TEN, TWENTY]);
    migrate(db, [TEN, TWENTY]);
    expect(versionOf(db)).toBe(20);
  });

  it('[DB3] refuse a database of a newer program', () => {
    const db = new Database(':memory:');
    db.pragma('user_version = 21');
    expect(() => migrate(db, [TEN, TWENTY])).toThrow('newer version');
  });

  it('are numbered in steps of ten, ascending', () => {
    const versions = MIGRATIONS.map((migration) => migration.version);
    expect(versions).toEqual(versions.map((_, index) => (index + 1) * 10));
  });
});
