import type { Sql } from './sql.ts';

/** May look, not change: a statement that writes is refused as a bug. */
export interface ReadableDb {
  /**
   * The first row, or undefined. `Row` names the selected columns; STRICT tables hold nothing else than their
   * declared types, so a query states its row once and the mapper beside it is the last to see it.
   */
  get<Row>(query: Sql): Row | undefined;
  all<Row>(query: Sql): Row[];
}

/** May change things, inside a transaction only. */
export interface WritableDb extends ReadableDb {
  /** Returns the number of rows changed. Outside a transaction it is a bug: nothing is ever saved half. */
  run(query: Sql): number;
  /**
   * Runs `work` in one IMMEDIATE transaction: everything or nothing, durable when it returns. Synchronous on purpose:
   * a promise inside would let another operation into the same transaction, so returning one is a bug.
   */
  transaction<T>(work: (db: WritableDb) => T): T;
  close(): void;
}
