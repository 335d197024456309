import { describe, expect, it } from 'vitest';
import type { GasRow } from '../../fixtures/measure-gas.ts';
import type { GasRange } from '../paper/measure-paper.ts';
import { type Comparison, compare } from './comparison.ts';
import {
  GOALS,
  goalOf,
  PAPER_FUNCTIONS,
  type PaperFunction,
  PUBLISHED,
  paperFunctionOf,
  publishedOf,
} from './figures.ts';
import { jsonOf, tableOf } from './table.ts';

const measuredRow = (gasUsed: number, intrinsicGas: number, records = 1): GasRow => ({
  gasUsed,
  gasLimit: 2 * gasUsed,
  intrinsicGas,
  records,
});

const MEASURED = new Map([
  ['pause', measuredRow(29_814, 21_160)],
  ['addPatientRecord', measuredRow(32_618, 24_070)],
  ['addPatientRecords of 100', measuredRow(356_148, 278_200, 100)],
  ['addHospital', measuredRow(98_771, 24_640)],
  ['grantAccess', measuredRow(62_460, 29_800)],
]);

const RECREATED = new Map<PaperFunction, GasRange>([
  ['addHospital', { short: 141_092, long: 275_882 }],
  ['addPatientRecord', { short: 47_605, long: 92_523 }],
  ['getPatientRecord', { short: 32_339, long: 41_210 }],
]);

const rows = compare(MEASURED, RECREATED, 0);

describe('the comparison', () => {
  it('has what the paper has in its order, then the rest as measured', () => {
    expect(rows.map((row) => row.function)).toEqual([
      'addHospital',
      'addPatientRecord',
      'addPatientRecords of 100',
      'getPatientRecord',
      'pause',
      'grantAccess',
    ]);
  });

  it('holds one record of a batch against one call of the paper', () => {
    expect(rows[2]).toEqual({
      function: 'addPatientRecords of 100',
      records: 100,
      published: 122_658,
      recreated: { short: 47_605, long: 92_523 },
      ours: 3_561.48,
      floor: 2_782,
      goal: 3_600,
    } satisfies Comparison);
  });

  it('shows what a read of ours really took', () => {
    const [reading] = compare(new Map(), RECREATED, 21_000);
    expect(reading).toMatchObject({ function: 'getPatientRecord', ours: 21_000, floor: 0, goal: 0 });
  });
});

describe('the table', () => {
  it('has a line per function, and a dash where there is no figure', () => {
    expect(tableOf(rows).split('\n')).toEqual([
      '| function                       | published |      re-created |   ours | ours ÷ published |  floor |             goal |',
      '| ------------------------------ | --------: | --------------: | -----: | ---------------: | -----: | ---------------: |',
      '| addHospital                    |   204,696 | 141,092–275,882 | 98,771 |             0.48 | 24,640 |        ≤ 110,000 |',
      '| addPatientRecord               |   122,658 |   47,605–92,523 | 32,618 |             0.27 | 24,070 |         ≤ 35,000 |',
      '| addPatientRecords of 100, each |   122,658 |   47,605–92,523 |  3,561 |            0.029 |  2,782 |          ≤ 3,600 |',
      '| getPatientRecord               |    61,788 |   32,339–41,210 |      0 |                0 |      0 |                0 |',
      '| pause                          |         – |               – | 29,814 |                – | 21,160 |                – |',
      '| grantAccess                    |         – |               – | 62,460 |                – | 29,800 | missed: ≤ 60,000 |',
    ]);
  });

  it('says so when a read costs something', () => {
    expect(tableOf(compare(new Map(), RECREATED, 21_000))).toMatch(/21,000 \|\s+0\.34 \|\s+0 \| missed: ≤ 0 \|$/);
  });
});

describe('the rows for machines', () => {
  it('are one object each, with null where there is no figure', () => {
    expect(rows.map((row) => JSON.parse(jsonOf(row))).filter((_, index) => index !== 0 && index !== 5)).toEqual([
      {
        function: 'addPatientRecord',
        published: 122_658,
        recreated: 47_605,
        recreatedLong: 92_523,
        ours: 32_618,
        floor: 24_070,
        goal: 35_000,
      },
      {
        function: 'addPatientRecords of 100',
        published: 122_658,
        recreated: 47_605,
        recreatedLong: 92_523,
        ours: 3_561.48,
        floor: 2_782,
        goal: 3_600,
      },
      {
        function: 'getPatientRecord',
        published: 61_788,
        recreated: 32_339,
        recreatedLong: 41_210,
        ours: 0,
        floor: 0,
        goal: 0,
      },
      {
        function: 'pause',
        published: null,
        recreated: null,
        recreatedLong: null,
        ours: 29_814,
        floor: 21_160,
        goal: null,
      },
    ]);
    expect(rows.map(jsonOf).join('')).not.toContain('\n');
  });
});

describe('the figures', () => {
  it('know the variants of a function', () => {
    expect(paperFunctionOf('first addPatientRecord')).toBe('addPatientRecord');
    expect(publishedOf('addPatientRecords of 7')).toBe(PUBLISHED.addPatientRecord);
    expect(publishedOf('addPatientRecords of 100, twice')).toBeUndefined();
    expect(goalOf('first addPatientRecord')).toBe(GOALS.addPatientRecord);
    expect(goalOf('addPatientRecords of 10')).toBeUndefined();
  });

  it('have a goal below the published cost for every function of the paper', () => {
    for (const name of PAPER_FUNCTIONS) expect(goalOf(name), name).toBeLessThan(PUBLISHED[name]);
  });
});
