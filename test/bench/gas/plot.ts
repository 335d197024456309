import { type Mark, parse, type Spec, View } from 'vega';
import type { Comparison } from './comparison.ts';
import { COLOURS, withThemes } from './plot-colours.ts';
import { BAR_STEP, type Layout, layOut, SERIES, type Series } from './plot-layout.ts';

const BAR_HEIGHT = BAR_STEP - 2;
const WIDTH = 520;
const MARGIN = 16;
const RIGHT = 124;
const TOP = 92;
const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif';
const TITLE = 'Gas of one call; of a batch, gas per record';

/** Fixed places, because nobody here knows how wide a viewer's letters are. */
const LEGEND: readonly { readonly series: Series; readonly x: number; readonly text: string }[] = [
  { series: 'published', x: 0, text: 'paper, as published' },
  { series: 're-created', x: 180, text: 'paper, re-created (bar: short texts, line: long texts)' },
  { series: 'ours', x: 560, text: 'Wardkeep' },
];

/** The bars of published, re-created and ours, as SVG for both themes. Same rows, same text. */
export async function plotOf(rows: readonly Comparison[]): Promise<string> {
  const view = new View(parse(specOf(layOut(rows))), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return `${withThemes(roundedIn(svg))}\n`;
}

/** Hundredths of a pixel are enough, and the same on every computer. */
function roundedIn(svg: string): string {
  return svg.replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}

function specOf(layout: Layout): Spec {
  const { bars, names, headings, height, namesWidth } = layout;
  const left = MARGIN + namesWidth;
  const atMargin = (row: { readonly y: number; readonly text: string }) => ({ ...row, x: MARGIN - left });
  const legend = LEGEND.map((entry) => ({ ...entry, x: entry.x + MARGIN - left, y: 48 - TOP }));
  return {
    width: WIDTH,
    height,
    padding: { left, right: RIGHT, top: TOP, bottom: 36 },
    autosize: 'none',
    background: COLOURS.background,
    config: { text: { font: FONT }, axis: { labelFont: FONT } },
    data: [
      { name: 'bars', values: [...bars] },
      { name: 'ranges', source: 'bars', transform: [{ type: 'filter', expr: 'datum.high > datum.value' }] },
      { name: 'names', values: names.map((name) => ({ ...name, x: -10 })) },
      { name: 'headings', values: [{ text: TITLE, y: 22 - TOP }, ...headings].map(atMargin) },
      { name: 'legend', values: legend },
    ],
    scales: SCALES,
    axes: [axisAt('bottom'), axisAt('top')],
    marks: [...barMarks(), ...textMarks()],
  };
}

const SCALES: NonNullable<Spec['scales']> = [
  { name: 'gas', type: 'linear', domain: { data: 'bars', field: 'high' }, range: [0, WIDTH], zero: true },
  {
    name: 'series',
    type: 'ordinal',
    domain: [...SERIES],
    range: [COLOURS.published, COLOURS.recreated, COLOURS.ours],
  },
];

function axisAt(orient: 'top' | 'bottom'): NonNullable<Spec['axes']>[number] {
  return {
    scale: 'gas',
    orient,
    grid: orient === 'bottom',
    domain: false,
    ticks: false,
    tickCount: 6,
    format: ',d',
    gridColor: COLOURS.grid,
    labelColor: COLOURS.muted,
    labelFontSize: 11,
    labelPadding: 6,
  };
}

const SERIES_COLOUR = { scale: 'series', field: 'series' };
const [VALUE, HIGH] = ['value', 'high'].map((field) => ({ scale: 'gas', field }));

/** A position so many pixels below the top of a bar. */
const below = (offset: number) => ({ field: 'y', offset });

function barMarks(): Mark[] {
  const height = { value: BAR_HEIGHT };
  const line = { stroke: SERIES_COLOUR, strokeWidth: { value: 2 } };
  const middle = BAR_HEIGHT / 2;
  return [
    markOf('rect', 'bars', { x: { value: 0 }, x2: VALUE, y: below(0), height, fill: SERIES_COLOUR }),
    markOf('rule', 'ranges', { x: VALUE, x2: HIGH, y: below(middle), ...line }),
    markOf('rule', 'ranges', { x: HIGH, y: below(middle - 4), y2: below(middle + 4), ...line }),
    markOf('rect', 'legend', {
      x: { field: 'x' },
      width: height,
      y: below(-middle),
      height,
      fill: SERIES_COLOUR,
    }),
  ];
}

function textMarks(): Mark[] {
  const x = { field: 'x' };
  return [
    textMark('bars', { x: { ...HIGH, offset: 6 }, y: below(BAR_HEIGHT / 2), fontSize: { value: 11 } }),
    textMark('names', { x, y: below(-1), fontSize: { value: 12 }, align: { value: 'right' } }),
    textMark('headings', { x, y: below(0), fontSize: { value: 13 }, fontWeight: { value: 'bold' } }),
    textMark('legend', { x: { ...x, offset: BAR_HEIGHT + 6 }, y: below(0), fontSize: { value: 12 } }),
  ];
}

function textMark(data: string, properties: object): Mark {
  const baseline = { value: 'middle' };
  return markOf('text', data, { text: { field: 'text' }, fill: { value: COLOURS.text }, baseline, ...properties });
}

function markOf(type: 'rect' | 'rule' | 'text', data: string, update: object): Mark {
  // Safe: properties are written out above, and the tests look at what is drawn.
  return { type, from: { data }, encode: { update } } as Mark;
}
