import { describe, expect, it } from 'vitest';
import type { Comparison } from './comparison.ts';
import { plotOf } from './plot.ts';
import { COLOURS } from './plot-colours.ts';
import { layOut } from './plot-layout.ts';

const ROWS: readonly Comparison[] = [
  {
    function: 'addPatientRecords of 100',
    records: 100,
    published: 122_658,
    recreated: { short: 47_605, long: 92_523 },
    ours: 3_561.48,
    floor: 2_782,
    goal: 3_600,
  },
  {
    function: 'getPatientRecord',
    records: 1,
    published: 61_788,
    recreated: { short: 32_339, long: 41_210 },
    ours: 0,
    floor: 0,
    goal: 0,
  },
  {
    function: 'grantAccess',
    records: 1,
    published: null,
    recreated: null,
    ours: 62_460,
    floor: 29_800,
    goal: 60_000,
  },
];

describe('the layout of the picture', () => {
  it('has three bars for what the paper has, one for what it lacks, none above another', () => {
    const { bars, names, headings, height } = layOut(ROWS);
    expect(bars.map(({ series, value, high }) => [series, Math.round(value), Math.round(high)])).toEqual([
      ['published', 122_658, 122_658],
      ['re-created', 47_605, 92_523],
      ['ours', 3_561, 3_561],
      ['published', 61_788, 61_788],
      ['re-created', 32_339, 41_210],
      ['ours', 0, 0],
      ['ours', 62_460, 62_460],
    ]);
    const places = bars.map((bar) => bar.y);
    expect(new Set(places).size).toBe(bars.length);
    expect(Math.max(...places)).toBeLessThan(height);
    expect(names.map((name) => name.text)).toEqual([
      'addPatientRecords of 100, each',
      'getPatientRecord',
      'grantAccess',
    ]);
    expect(headings.map((heading) => heading.text)).toEqual(['Functions the paper has', 'Functions the paper lacks']);
  });
});

describe('the picture', () => {
  it('is the same every time', async () => {
    expect(await plotOf(ROWS)).toBe(await plotOf(ROWS));
  });

  it('says every figure, and that a read is no transaction', async () => {
    const svg = await plotOf(ROWS);
    for (const text of ['122,658', '47,605–92,523', '3,561', '0: no transaction', '62,460', 'paper, as published']) {
      expect(svg).toContain(`>${text}</text>`);
    }
  });

  it('draws a bar as long as its figure', async () => {
    const svg = await plotOf(ROWS);
    const bars = [...svg.matchAll(/<path d="M0,\d+h([\d.]+)v12h-?\1Z"/g)].map(([, length]) => Number(length));
    expect(bars).toHaveLength(7);
    expect(Math.max(...bars)).toBe(520);
    expect(bars.at(-1)).toBeCloseTo((520 * 62_460) / 122_658, 1);
  });

  it('can be read in both themes: every colour has a dark one, and none is used that has not', async () => {
    const svg = await plotOf(ROWS);
    expect(new Set(Object.values(COLOURS)).size).toBe(Object.keys(COLOURS).length);
    const [style] = /<style>.*<\/style>/.exec(svg) ?? [];
    for (const colour of Object.values(COLOURS)) expect(style).toContain(`[fill="${colour}"]`);
    const used = [...svg.replace(style ?? '', '').matchAll(/(?:fill|stroke)="(#[0-9a-f]{3,6})"/g)];
    expect(used.length).toBeGreaterThan(20);
    for (const [, colour] of used) expect(Object.values(COLOURS)).toContain(colour);
  });
});
