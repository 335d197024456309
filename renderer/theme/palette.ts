/** Colours by what they mean. Each meaning has an ink and a soft background it stays readable on. */
export interface Palette {
  readonly background: string;
  readonly surface: string;
  /** Borders of cards and fields. */
  readonly line: string;
  /** Lines between rows, and the background of neutral labels. */
  readonly lineSoft: string;
  /** Border of something that can be typed into or pressed: 3:1 against the surface. */
  readonly lineControl: string;
  readonly ink: string;
  readonly inkSecond: string;
  /** For small print on `surface` only. */
  readonly inkThird: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly accentSoft: string;
  /** Text on a filled accent button. */
  readonly onAccent: string;
  readonly red: string;
  readonly redSoft: string;
  readonly amber: string;
  readonly amberSoft: string;
  readonly green: string;
  readonly greenSoft: string;
  readonly blue: string;
  readonly blueSoft: string;
  readonly shadow: string;
}

export const light: Palette = {
  background: '#f5f6f8',
  surface: '#ffffff',
  line: '#e2e5ea',
  lineSoft: '#eef0f3',
  lineControl: '#8b93a0',
  ink: '#151a21',
  inkSecond: '#55606e',
  inkThird: '#6b7583',
  accent: '#0f766e',
  accentHover: '#0b5f58',
  accentSoft: '#e6f4f2',
  onAccent: '#ffffff',
  red: '#b42318',
  redSoft: '#fef1f0',
  amber: '#93500b',
  amberSoft: '#fff6e5',
  green: '#067647',
  greenSoft: '#e8f7ef',
  blue: '#175cd3',
  blueSoft: '#eaf2ff',
  shadow: '0 6px 24px rgb(21 26 33 / 12%)',
};

export const dark: Palette = {
  background: '#0e1217',
  surface: '#161b22',
  line: '#2a313b',
  lineSoft: '#20262f',
  lineControl: '#6f7a89',
  ink: '#e8ecf1',
  inkSecond: '#a9b4c2',
  inkThird: '#8d98a7',
  accent: '#3cc0b2',
  accentHover: '#5ad0c4',
  accentSoft: '#10302e',
  onAccent: '#08201d',
  red: '#ff8a80',
  redSoft: '#3a1a1a',
  amber: '#f5c06a',
  amberSoft: '#33250f',
  green: '#66d39b',
  greenSoft: '#10301f',
  blue: '#86b6ff',
  blueSoft: '#14263f',
  shadow: '0 6px 24px rgb(0 0 0 / 50%)',
};
