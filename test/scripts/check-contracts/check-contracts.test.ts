import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintContracts } from '../../../scripts/check-contracts/lint.ts';
import { type Finding, findingsIn, findSlither } from '../../../scripts/check-contracts/slither.ts';
import { complaintsAbout, readTriage, type TriageEntry } from '../../../scripts/check-contracts/triage.ts';
import { FORGE, openLane } from '../../../scripts/mutate-contracts/lane.ts';

const root = resolve(import.meta.dirname, '../../..');
const forgeMissing = !existsSync(FORGE) && 'the npm package of forge has no binary for this platform';
const slither = await findSlither();
const slitherMissing = forgeMissing || ('missing' in slither && slither.missing);
const fiveMinutes = 300_000;

/** Anybody can take all it owns, and an import that nobody uses. */
const PLANTED = `// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pointer} from "./types/Pointer.sol";

contract Planted {
    function take(address payable to) external {
        to.transfer(address(this).balance);
    }
}
`;

/** A checkout with one contract more. */
let planted: string;

beforeAll(() => {
  planted = mkdtempSync(join(tmpdir(), 'wardkeep-planted-'));
  for (const path of ['package.json', 'contracts', 'scripts/mutate-contracts/solc-client.mjs']) {
    mkdirSync(resolve(planted, path, '..'), { recursive: true });
    cpSync(resolve(root, path), resolve(planted, path), {
      recursive: true,
      filter: (from) => !from.includes('.forge'),
    });
  }
  writeFileSync(resolve(planted, 'contracts/Planted.sol'), PLANTED);
});

afterAll(() => rmSync(planted, { recursive: true, force: true }));

describe.skipIf(forgeMissing)('the lint of contracts', () => {
  it('has nothing to say of ours', { timeout: fiveMinutes }, async () => {
    expect(await lintContracts(root)).toBeUndefined();
  });

  it('notices a planted fault', { timeout: fiveMinutes }, async () => {
    expect(await lintContracts(planted)).toContain('contracts/Planted.sol:4:9');
  });
});

describe.skipIf(slitherMissing)('Slither', () => {
  const find = async (checkout: string): Promise<Finding[]> => {
    const lane = await openLane(checkout, [], 'false');
    try {
      return 'missing' in slither ? [] : await findingsIn(lane, slither);
    } finally {
      lane.close();
    }
  };

  it('[R-22] finds nothing in ours that nobody has looked at', { timeout: fiveMinutes }, async () => {
    expect(complaintsAbout(await find(root), readTriage(root), '2026-11-25')).toEqual([]);
  });

  it('notices a planted fault', { timeout: fiveMinutes }, async () => {
    const complaints = complaintsAbout(await find(planted), readTriage(root), '2026-11-25');
    expect(complaints).toContainEqual(expect.stringContaining('High arbitrary-send-eth: Planted.take(address)'));
  });
});

describe('the triage', () => {
  const finding: Finding = {
    check: 'timestamp',
    impact: 'Low',
    where: 'A.b()',
    description: 'A.b() (contracts/A.sol#1)',
  };
  const entry: TriageEntry = {
    check: 'timestamp',
    where: 'A.b()',
    reason: 'of block time by design',
    expires: '2027-01-31',
  };

  it('settles a finding until the day it expires', () => {
    expect(complaintsAbout([finding], [entry], '2027-01-31')).toEqual([]);
    expect(complaintsAbout([finding], [entry], '2027-02-01')).toEqual([
      'look again, the triage expired on 2027-01-31: timestamp in A.b()',
    ]);
  });

  it('settles no other finding, and is not kept for none', () => {
    expect(complaintsAbout([{ ...finding, where: 'A.c()' }], [entry], '2026-11-25')).toEqual([
      'Low timestamp: A.b() (contracts/A.sol#1)',
      'take it out, there is no such finding: timestamp in A.b()',
    ]);
  });

  it('is not asked about what informs only', () => {
    expect(complaintsAbout([{ ...finding, impact: 'Informational' }], [], '2026-11-25')).toEqual([]);
  });
});
