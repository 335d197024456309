import type Database from 'better-sqlite3';
import { toStoreError } from './driver-errors.ts';
import type { WritableDb } from './handles.ts';
import type { Sql } from './sql.ts';

/** Wraps the driver: prepared statements are kept by their text, errors come out in our words. */
export function connection(driver: Database.Database): WritableDb {
  const statements = new Map<string, Database.Statement<unknown[]>>();

  function prepared(query: Sql): Database.Statement<unknown[]> {
    let statement = statements.get(query.text);
    if (!statement) {
      statement = driver.prepare<unknown[]>(query.text);
      statements.set(query.text, statement);
    }
    return statement;
  }

  function reading(query: Sql): Database.Statement<unknown[]> {
    const statement = prepared(query);
    if (!statement.readonly) throw new Error('a query that writes goes through run');
    return statement;
  }

  const db: WritableDb = {
    // Safe in both: see ReadableDb, the caller names the columns its own statement selects from STRICT tables.
    get: <Row>(query: Sql) => inOurWords(() => reading(query).get(...query.values) as Row | undefined),
    all: <Row>(query: Sql) => inOurWords(() => reading(query).all(...query.values) as Row[]),
    run: (query) => {
      if (!driver.inTransaction) throw new Error('a write outside a transaction');
      return inOurWords(() => prepared(query).run(...query.values).changes);
    },
    transaction: (work) => inOurWords(() => inTransaction(driver, () => work(db))),
    close: () => driver.close(),
  };
  return db;
}

function inTransaction<T>(driver: Database.Database, work: () => T): T {
  if (driver.inTransaction) throw new Error('a transaction inside a transaction');
  driver.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    if (result instanceof Promise) throw new Error('a transaction is synchronous');
    driver.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite ends the transaction by itself after some errors, a full disk among them.
    if (driver.inTransaction) driver.exec('ROLLBACK');
    throw error;
  }
}

function inOurWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(error);
  }
}
