import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EQUIVALENTS } from '../../../scripts/mutate-contracts/equivalents.ts';
import { type Mutant, mutantsOf } from '../../../scripts/mutate-contracts/mutants.ts';
import { asJson, asText, GOAL, summaryOf } from '../../../scripts/mutate-contracts/report.ts';
import { readSources } from '../../../scripts/mutate-contracts/source-text.ts';
import { type Fate, killerIn } from '../../../scripts/mutate-contracts/verdict.ts';

const root = resolve(import.meta.dirname, '../../..');

const CONTRACT = `// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

/// § A character of two bytes before everything: the compiler counts bytes.
contract Vault {
    error Late(uint256 time);
    event Taken(uint256 left, uint256 right);

    uint256 private constant LIMIT = 2 days;
    mapping(address => uint256) private _taken;

    modifier onlyOnce() {
        _;
    }

    function take(uint256 left, uint256 right) external onlyOnce returns (bool) {
        if (left > LIMIT || right == 0) revert Late(left);
        _taken[msg.sender] = left + right;
        emit Taken(left, right);
        return keccak256(abi.encode(left, right)) != 0;
    }
}
`;

const INTERFACE = `// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

interface IVault {
    function take(uint256 left, uint256 right) external returns (bool);
}
`;

describe('mutants', () => {
  let folder: string;
  let mutants: readonly Mutant[];

  const write = (path: string, content: string) => {
    mkdirSync(dirname(resolve(folder, path)), { recursive: true });
    writeFileSync(resolve(folder, path), content);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wardkeep-mutants-'));
    write('contracts/Vault.sol', CONTRACT);
    write('contracts/interfaces/IVault.sol', INTERFACE);
    mutants = mutantsOf(readSources(folder));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['remove check', 'if (left > LIMIT || right == 0) revert Late(left); → {}'],
    ['negate condition', 'left > LIMIT || right == 0 → !(left > LIMIT || right == 0)'],
    ['swap operator', 'left > LIMIT || right == 0 → left > LIMIT && right == 0'],
    ['drop operand', 'left > LIMIT || right == 0 → right == 0'],
    ['swap operator', 'left > LIMIT → left >= LIMIT'],
    ['swap operator', 'left + right → left - right'],
    ['change constant', '2 days → 3 days'],
    ['drop modifier', 'onlyOnce →'],
    ['delete statement', '_taken[msg.sender] = left + right; → {}'],
    ['delete statement', 'emit Taken(left, right); → {}'],
    ['swap arguments', 'Taken(left, right) → Taken(right, left)'],
    ['drop argument of a hash', 'abi.encode(left, right) → abi.encode(left)'],
    ['revert without reason', 'revert Late(left); → revert();'],
    ['turn answer', 'keccak256(abi.encode(left, right)) != 0 → true'],
  ])('%s: %s', (mutator, change) => {
    expect(mutants.map((mutant) => `${mutant.mutator}: ${mutant.id.split(': ')[1]?.trim()}`)).toContain(
      `${mutator}: ${change}`,
    );
  });

  it('change one place of a source and nothing else', () => {
    for (const { content, before, after } of mutants) {
      expect(content).not.toBe(CONTRACT);
      expect(CONTRACT.length - content.length).toBe(before.length - after.length);
    }
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  });

  it('are made of code, not of promises', () => {
    expect(new Set(mutants.map(({ path }) => path))).toEqual(new Set(['contracts/Vault.sol']));
  });

  it('of our contracts are hundreds, and all are there that are judged equivalent', () => {
    const ids = mutantsOf(readSources(root)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(500);
    for (const id of Object.keys(EQUIVALENTS)) expect(ids).toContain(id);
  });

  it('count as the tests treat them', () => {
    const fates: readonly Fate[] = ['killed', 'killed', 'survived', 'equivalent', 'does not compile'];
    const verdicts = fates.flatMap((fate, index) => {
      const mutant = mutants[index];
      return mutant ? [{ mutant, fate, because: '' }] : [];
    });
    const summary = summaryOf(verdicts, 1);
    expect(summary.score).toBeCloseTo(2 / 3);
    expect(summary.score).toBeLessThan(GOAL);
    expect(asText(verdicts, summary)).toContain(`survived contracts/Vault.sol:${verdicts[2]?.mutant.line}`);
    expect(JSON.parse(asJson(verdicts, summary))).toMatchObject({ total: 5, counts: { killed: 2, survived: 1 } });
    expect(summaryOf([], 1).score).toBe(0);
  });

  it('name the test that noticed them', () => {
    expect(killerIn('x\n[FAIL: 1 != 2] test_a_b() (gas: 1)\n')).toBe('test_a_b');
    expect(killerIn('[FAIL: bad]\n\t[Sequence]\n invariant_everyRuleHolds() (runs: 1)')).toBe(
      'invariant_everyRuleHolds',
    );
    expect(killerIn('Killed')).toBe('time or gas ran out');
  });
});
