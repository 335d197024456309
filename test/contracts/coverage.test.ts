import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CoverageRun, type Gaps, gapsIn, measureCoverage } from './coverage.ts';
import { forgeMissing, root } from './forge.ts';

const fiveMinutes = 300_000;
/** Nothing to run in it: no statement, or none but `constructor(…) Parent(…) {}`. */
const WITHOUT_STATEMENTS = ['contracts/HospitalRegistry.sol', 'contracts/interfaces/IHospitalRegistry.sol'];
/** Forge measures contracts and libraries, not free functions: those have a test file each, in test/contracts/types. */
const FREE_FUNCTIONS = /^contracts\/types\//;

/** Every Solidity file of a folder of the checkout, by its path from the top. */
function solidityFiles(folder: string): string[] {
  return readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sol') && !file.startsWith('.forge'))
    .map((file) => join(folder, file))
    .sort();
}

/** The files with gaps only, as an object that a failing test shows in full. */
function incomplete(gaps: Gaps): Record<string, readonly string[]> {
  return Object.fromEntries([...gaps].filter(([, missing]) => missing.length > 0));
}

describe.skipIf(forgeMissing)('coverage of the contracts by their unit tests', () => {
  let run: CoverageRun;

  beforeAll(async () => {
    run = await measureCoverage('--no-match-path', 'test/contracts/invariants/**');
  }, fiveMinutes);

  it('[R-21] is 100 % of lines, branches and functions', () => {
    expect(run.exitCode, run.output).toBe(0);
    expect(incomplete(run.gaps)).toEqual({});
  });

  it('is measured for every file that has statements', () => {
    const expected = solidityFiles('contracts').filter(
      (file) => !WITHOUT_STATEMENTS.includes(file) && !FREE_FUNCTIONS.test(file),
    );
    expect(expected.length).toBeGreaterThanOrEqual(8);
    expect([...run.gaps.keys()].sort()).toEqual(expected);
  });

  it('would be noticed if tests were missing', { timeout: fiveMinutes }, async () => {
    const { exitCode, gaps } = await measureCoverage('--match-contract', '^HospitalsTest$');
    expect(exitCode).toBe(0);
    expect(incomplete(gaps)).toHaveProperty(
      ['contracts/Patients.sol'],
      expect.arrayContaining(['function Patients.finishRecovery']),
    );
  });

  it('would be noticed line by line and branch by branch', () => {
    const lcov = [
      'TN:\nSF:contracts/Patients.sol\nDA:10,3\nDA:11,0\nFNDA:0,Patients.a\nFNDA:2,Patients.b',
      'BRDA:12,0,0,5\nBRDA:12,0,1,0\nBRDA:14,1,0,-\nend_of_record',
      'TN:\nSF:contracts/Records.sol\nDA:5,1\nFNDA:1,Records.a\nBRDA:5,0,0,1\nend_of_record',
      'TN:\nSF:node_modules/@openzeppelin/contracts/access/Ownable.sol\nDA:5,0\nend_of_record\n',
    ];
    expect(Object.fromEntries(gapsIn(lcov.join('\n')))).toEqual({
      'contracts/Patients.sol': ['line 11', 'function Patients.a', 'branch 1 of line 12', 'branch 0 of line 14'],
      'contracts/Records.sol': [],
    });
  });
});

interface AbiItem {
  readonly type: string;
  readonly name?: string;
}

/** What a library of OpenZeppelin declares and no call can bring about: names too long for a slot, a domain that changes. */
const UNREACHABLE = ['InvalidShortString', 'StringTooLong', 'EIP712DomainChanged'];

/** Functions nobody calls, events nobody expects and errors nobody asks for in these Solidity sources. */
function unnamed(abi: readonly AbiItem[], sources: string): string[] {
  const patterns = new Map<string, (name: string) => RegExp>([
    ['function', (name) => new RegExp(`\\.${name}\\b`)],
    ['event', (name) => new RegExp(`emit \\w+\\.${name}\\(`)],
    ['error', (name) => new RegExp(`\\.${name}\\.selector|"${name}\\(`)],
  ]);
  const isUnnamed = ({ type, name = '' }: AbiItem) => patterns.get(type)?.(name).test(sources) === false;
  return abi.filter(isUnnamed).map(({ type, name }) => `${type} ${name}`);
}

describe('every function, event and error of the registry', () => {
  // The generator's output, which a test of its own holds against the sources.
  const { abi } = JSON.parse(readFileSync(resolve(root, 'contracts/generated/HospitalRegistry.json'), 'utf8')) as {
    abi: readonly AbiItem[];
  };
  const sources = solidityFiles('test/contracts')
    .filter((file) => file.endsWith('.t.sol') || file.endsWith('Test.sol'))
    .filter((file) => !file.startsWith('test/contracts/invariants/'))
    .map((file) => readFileSync(resolve(root, file), 'utf8'))
    .join('\n');

  it('is asked for by name in a unit test', () => {
    const within = abi.filter(({ name = '' }) => !UNREACHABLE.includes(name));
    expect(within.length).toBeGreaterThanOrEqual(110);
    expect(unnamed(within, sources)).toEqual([]);
  });

  it('would be missed', () => {
    const planted = [
      { type: 'function', name: 'sellPatient' },
      { type: 'event', name: 'PatientSold' },
      { type: 'error', name: 'PatientNotForSale' },
    ];
    expect(unnamed(planted, sources)).toEqual(['function sellPatient', 'event PatientSold', 'error PatientNotForSale']);
  });
});
