import { createHmac } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../preload/api/errors.ts';
import { connection } from './connection.ts';
import { sqliteCode, toStoreError } from './driver-errors.ts';
import type { WritableDb } from './handles.ts';
import { migrate } from './migrate.ts';

export interface OpenDatabaseOptions {
  readonly path: string;
  /** 32 bytes, used as they are: no passphrase derivation inside SQLite. */
  readonly key: Uint8Array;
  /** Path of the binding for an older Electron, null for the package's own. */
  readonly nativeBinding: string | null;
  /** Makes a new database; otherwise one that is missing is `store.damaged`, never replaced by an empty one. */
  readonly create?: boolean;
}

/**
 * Opens the encrypted database, sets every pragma of DB1 and reads it back, and migrates to the newest schema.
 * Refuses with `store.wrongKey`, `store.damaged`, `store.fromFuture` or `disk.full`, and repairs nothing (DB3).
 */
export function openDatabase({ path, key, nativeBinding, create = false }: OpenDatabaseOptions): WritableDb {
  if (key.length !== 32) throw new Error('the database key has 32 bytes');
  if (!create && !existsSync(path)) {
    throw new AppError('store.damaged', 'The database file is missing', { details: { file: basename(path) } });
  }
  const salt = saltOf(key);
  const driver = new Database(path, nativeBinding === null ? {} : { nativeBinding });
  try {
    unlockCipher(driver, key, salt);
    readFirstPage(driver, path, salt);
    for (const setting of SETTINGS) apply(driver, setting);
    migrate(driver);
    return connection(driver);
  } catch (error) {
    driver.close();
    throw toStoreError(error);
  }
}

interface Setting {
  readonly pragma: string;
  readonly set: string;
  readonly reads: string | number;
}

/** DB1. `synchronous=FULL` alone survives a power cut; without `temp_store=MEMORY` sorts spill plaintext to disk. */
const SETTINGS: readonly Setting[] = [
  { pragma: 'journal_mode', set: 'WAL', reads: 'wal' },
  { pragma: 'synchronous', set: 'FULL', reads: 2 },
  { pragma: 'temp_store', set: 'MEMORY', reads: 2 },
  { pragma: 'secure_delete', set: 'ON', reads: 1 },
  { pragma: 'cell_size_check', set: 'ON', reads: 1 },
  { pragma: 'trusted_schema', set: 'OFF', reads: 0 },
  { pragma: 'mmap_size', set: '0', reads: 0 },
  { pragma: 'foreign_keys', set: 'ON', reads: 1 },
  { pragma: 'busy_timeout', set: '5000', reads: 5000 },
  // KiB, as a ceiling: type-ahead over a million patients reads decrypted pages from memory.
  { pragma: 'cache_size', set: '-262144', reads: -262144 },
];

function apply(driver: Database.Database, { pragma, set, reads }: Setting): void {
  driver.pragma(`${pragma} = ${set}`);
  const value = driver.pragma(pragma, { simple: true });
  if (value !== reads) throw new Error(`pragma ${pragma} reads back ${value}, expected ${reads}`);
}

/** The cipher is named before the key: a build's default never decides what is written. */
function unlockCipher(driver: Database.Database, key: Uint8Array, salt: Buffer): void {
  driver.pragma("cipher = 'sqlcipher'");
  const cipher = driver.pragma('cipher', { simple: true });
  if (cipher !== 'sqlcipher') throw new Error(`the database driver offers the cipher ${cipher}`);
  driver.pragma(`key = "x'${Buffer.from(key).toString('hex')}${salt.toString('hex')}'"`);
}

/**
 * The salt SQLCipher keeps in the first 16 bytes of the file. Derived instead of random, it tells a file of another
 * key from a damaged file of ours, and says nothing about the key.
 */
function saltOf(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('wardkeep/v1/database-salt').digest().subarray(0, 16);
}

function readFirstPage(driver: Database.Database, path: string, salt: Buffer): void {
  try {
    driver.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_NOTADB') throw error;
    const ours = carriesSalt(path, salt);
    if (ours) throw new AppError('store.damaged', 'The first page of the database cannot be read', { cause: error });
    throw new AppError('store.wrongKey', 'The database was made with another key', { cause: error });
  }
}

/** Half of the salt is proof enough, so that damage inside it is still called damage. */
function carriesSalt(path: string, salt: Buffer): boolean {
  const header = Buffer.alloc(salt.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  return header.filter((byte, index) => byte === salt[index]).length >= salt.length / 2;
}
