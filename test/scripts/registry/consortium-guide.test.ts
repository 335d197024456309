import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENTS_BY_TOPIC } from '../../../main/registry/generated/signatures.ts';
import { COMMANDS } from '../../../scripts/registry/commands.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { flagOf } from '../../../scripts/registry/options.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const guide = read('docs/consortium.md');

const matchesOf = (pattern: RegExp) => [...guide.matchAll(pattern)].map(([, found = '']) => found);

describe('docs/consortium.md', () => {
  it('lists the exit codes as they are', () => {
    const listed = [...guide.matchAll(/^\| (\d+) `(\w+)` \|/gm)].map(([, code, name]) => [name, Number(code)]);
    expect(Object.fromEntries(listed)).toEqual(EXIT);
  });

  it('gives the gas that was measured', () => {
    // Safe: written by the test that measures gas.
    const snapshot = JSON.parse(read('contracts/gas-snapshot.json')) as Record<string, number>;
    const table = guide.split('## Gas')[1]?.split('## ')[0] ?? '';
    const rows = [...table.matchAll(/^\| (`.*?) \| .*? \| ([\d,/ ]+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(8);
    for (const [, names = '', figures = ''] of rows) {
      const functions = [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
      const gas = figures.split('/').map((figure) => Number(figure.replaceAll(',', '').trim()));
      expect([names, gas]).toEqual([names, functions.map((name) => snapshot[name])]);
    }
  });

  it('names commands and options that there are', () => {
    const commands = matchesOf(/npm run registry -- ([a-z-]+)/g);
    expect(commands.length).toBeGreaterThan(4);
    const known = new Set(COMMANDS.map(({ name }) => name));
    expect(commands.filter((name) => !known.has(name))).toEqual([]);
    const flags = new Set(COMMANDS.flatMap(({ options }) => Object.keys(options).map(flagOf)));
    const used = guide.split('\n').filter((line) => line.startsWith('npm run registry'));
    const unknown = used.flatMap((line) => [...line.matchAll(/ (--[a-z-]+)/g)].map(([, flag = '']) => flag));
    expect(unknown.filter((flag) => !flags.has(flag))).toEqual([]);
  });

  it('names events that there are', () => {
    const kinds = new Set<string>(Object.values(EVENTS_BY_TOPIC).map(({ name }) => name));
    const watched = guide.split('## Watch')[1]?.split('## ')[0] ?? '';
    const named = [...watched.matchAll(/`([A-Z][A-Za-z]+)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'ALARM');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !kinds.has(name))).toEqual([]);
  });
});
