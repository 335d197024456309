import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WritableDb } from '../../../../main/vault/store/handles.ts';
import { MIGRATIONS } from '../../../../main/vault/store/migrate.ts';
import { openDatabase } from '../../../../main/vault/store/open-database.ts';
import { Sql, sql } from '../../../../main/vault/store/sql.ts';
import { AppError } from '../../../../preload/api/errors.ts';

const KEY = new Uint8Array(32).fill(0x5a);
const OTHER_KEY = new Uint8Array(32).fill(0xa5);

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  path = join(folder, 'vault.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(key = KEY): WritableDb {
  return openDatabase({ path, key, nativeBinding: null });
}

function create(): WritableDb {
  return openDatabase({ path, key: KEY, nativeBinding: null, create: true });
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'no error';
}

/** A database of a few hundred pages, closed. */
function fill(): void {
  const db = create();
  db.transaction(() => {
    for (let row = 0; row < 2000; row++) {
      db.run(sql`INSERT INTO counters (name, value) VALUES (${`counter ${row} ${'x'.repeat(200)}`}, ${row})`);
    }
  });
  db.close();
}

function flipBit(offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

describe('[DB1] every pragma is set and reads back', () => {
  const expected = {
    journal_mode: 'wal',
    synchronous: 2,
    temp_store: 2,
    secure_delete: 1,
    cell_size_check: 1,
    trusted_schema: 0,
    mmap_size: 0,
    foreign_keys: 1,
    cache_size: -262_144,
  };

  it.each(Object.entries(expected))('%s is %s, also after the first write', (pragma, value) => {
    const db = create();
    db.transaction(() => db.run(sql`INSERT INTO counters (name, value) VALUES ('nonce', 1)`));
    // Only the table function reads the journal mode without counting as a write; not every pragma has one.
    const text = pragma === 'journal_mode' ? 'SELECT * FROM pragma_journal_mode' : `PRAGMA ${pragma}`;
    const row = db.get<Record<string, unknown>>(new Sql(text, []));
    db.close();
    expect(Object.values(row ?? {})).toEqual([value]);
  });

  it('the driver by itself would fail this: temporary files on disk, deleted rows left in the file', () => {
    const plain = new Database(path);
    const found = Object.keys(expected).map((pragma) => plain.pragma(pragma, { simple: true }));
    plain.close();
    expect(found).not.toEqual(Object.values(expected));
    expect(found[2]).toBe(0);
  });

  it('the cipher is sqlcipher, and the file starts with no SQLite header', () => {
    const db = create();
    const cipher = db.get<{ sqlcipher: string }>(sql`PRAGMA cipher`);
    db.close();
    expect(cipher).toEqual({ sqlcipher: 'sqlcipher' });
    expect(readFileSync(path).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  });

  it('a database without a key, or under another cipher, is not readable by these settings', () => {
    const plain = new Database(path);
    plain.exec('CREATE TABLE planted (a TEXT)');
    plain.close();
    expect(codeOf(() => open())).toBe('store.wrongKey');
  });
});

describe('[R-08] nothing is spilled to disk', () => {
  it('a sort of 60,000 rows leaves only the database and its log in the folder', async () => {
    const { readdirSync } = await import('node:fs');
    const db = create();
    db.transaction(() => {
      for (let row = 0; row < 60_000; row++) {
        db.run(
          sql`INSERT INTO counters (name, value) VALUES (${`${(row * 7919) % 60_000} ${'y'.repeat(60)}`}, ${row})`,
        );
      }
    });
    db.all(sql`SELECT name, value FROM counters ORDER BY value % 977, name DESC`);
    const files = readdirSync(folder).sort();
    db.close();
    expect(files).toEqual(['vault.db', 'vault.db-shm', 'vault.db-wal']);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('etilqs_'))).toEqual([]);
  });
});

describe('[DB3] four conditions, four messages, and the file stays as it is', () => {
  beforeEach(fill);

  function refused(code: string, key = KEY): void {
    const before = readFileSync(path);
    expect(codeOf(() => open(key))).toBe(code);
    expect(readFileSync(path).equals(before)).toBe(true);
  }

  it('opens with its own key', () => {
    const db = open();
    expect(db.get(sql`SELECT count(*) AS rows FROM counters`)).toEqual({ rows: 2000 });
    db.close();
  });

  it('another key is store.wrongKey', () => refused('store.wrongKey', OTHER_KEY));

  it.each([3, 100, 4000])('a bit flipped at byte %i of the first page is store.damaged', (offset) => {
    flipBit(offset);
    refused('store.damaged');
  });

  it('a bit flipped in a later page is store.damaged when the page is read', () => {
    flipBit(readFileSync(path).length - 4096 * 3 + 77);
    const db = open();
    expect(codeOf(() => db.all(sql`SELECT name, value FROM counters`))).toBe('store.damaged');
    db.close();
  });

  it('a file that was cut off is store.damaged', () => {
    writeFileSync(path, readFileSync(path).subarray(0, 4096 * 8));
    const db = codeOf(() => {
      const opened = open();
      try {
        opened.all(sql`SELECT name, value FROM counters`);
      } finally {
        opened.close();
      }
    });
    expect(db).toBe('store.damaged');
  });

  it('a missing file is store.damaged, not a new database', () => {
    rmSync(path);
    expect(codeOf(() => open())).toBe('store.damaged');
    expect(codeOf(() => readFileSync(path))).not.toBe('no error');
  });

  it('a newer schema is store.fromFuture and names both versions', () => {
    const db = open();
    db.transaction(() => db.run(sql`PRAGMA user_version = 990`));
    db.close();
    try {
      open();
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'store.fromFuture',
        details: { found: 990, newest: MIGRATIONS.at(-1)?.version },
      });
    }
  });
});

describe('a full disk', () => {
  it('[DB3] is disk.full, what was saved stays, and work goes on once there is space', () => {
    const db = create();
    db.transaction(() => db.run(sql`INSERT INTO counters (name, value) VALUES ('saved', 1)`));
    const { page_count: pages = 0 } = db.get<{ page_count: number }>(sql`PRAGMA page_count`) ?? {};
    // SQLite answers with the same error as for a full file system when a database reaches this limit.
    db.get(new Sql(`PRAGMA max_page_count = ${pages + 2}`, []));
    const fillUp = () =>
      db.transaction(() => db.run(sql`INSERT INTO counters (name, value) VALUES (${'z'.repeat(50_000)}, 1)`));
    expect(codeOf(fillUp)).toBe('disk.full');
    expect(db.all(sql`SELECT name FROM counters`)).toEqual([{ name: 'saved' }]);
    db.get(sql`PRAGMA max_page_count = 1000000`);
    fillUp();
    expect(db.get(sql`SELECT count(*) AS rows FROM counters`)).toEqual({ rows: 2 });
    db.close();
  });
});
