import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'contracts/README.md'), 'utf8');

/** Where a contract test may live. */
const FOLDERS = ['', 'libraries', 'types', 'invariants'].map((folder) => join(import.meta.dirname, folder));
const solidity = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.t.sol'))
    .map((file) => readFileSync(join(folder, file), 'utf8')),
).join('\n');
const bases = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('Test.sol'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');

const isThere = (name: string): boolean => {
  if (/^(test|invariant)_/.test(name)) return `${solidity}${bases}`.includes(`function ${name}(`);
  if (name.endsWith('.t.sol')) return FOLDERS.some((folder) => existsSync(join(folder, name)));
  return existsSync(resolve(root, name));
};

/** What the page names as proof. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/`((?:test|invariant)_\w+|\w+\.t\.sol|(?:test|main|scripts|docs)\/[\w./-]+)`/g)].map(
    ([, name]) => name ?? '',
  );

describe('what an auditor reads', () => {
  it('names only tests and files that exist', () => {
    const names = namesIn(page);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('is noticed when it names another one', () => {
    expect(namesIn('`test_grantAccess_neverWritten`, `Nowhere.t.sol`').filter(isThere)).toEqual([]);
  });

  it('has the stored words as the contract has them', () => {
    const state = readFileSync(resolve(root, 'contracts/types/PatientState.sol'), 'utf8');
    expect(state).toContain('number of the next signed statement (40 bits) | key (160) | epoch (32) | hospital (24)');
    expect(page).toContain('next number 40 | key 160 | epoch 32 | hospital 24');
  });
});
