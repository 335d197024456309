import type Database from 'better-sqlite3';
import { AppError } from '../../../preload/api/errors.ts';
import * as firstSchema from './migrations/010-first-schema.ts';
import * as streamHeads from './migrations/020-stream-heads.ts';
import * as keyChanges from './migrations/030-key-changes.ts';

/** One step of the schema: frozen once released, self-contained, numbered in steps of ten. */
export interface Migration {
  readonly version: number;
  readonly statements: string;
}

export const MIGRATIONS: readonly Migration[] = [firstSchema, streamHeads, keyChanges];

/**
 * Brings the schema to the newest version, one transaction per step: a crash leaves the old or the new, never neither.
 * A database of a newer program is left alone: `store.fromFuture`.
 */
export function migrate(driver: Database.Database, migrations: readonly Migration[] = MIGRATIONS): void {
  const found = Number(driver.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.version ?? 0;
  if (found > newest) {
    throw new AppError('store.fromFuture', 'The database was written by a newer version', {
      details: { found, newest },
    });
  }
  for (const { version, statements } of migrations) {
    if (version <= found) continue;
    driver.transaction(() => {
      driver.exec(statements);
      driver.pragma(`user_version = ${version}`);
    })();
  }
}
