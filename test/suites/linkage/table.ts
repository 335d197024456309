import type { Attack } from './linker.ts';
import type { Guessing } from './measures.ts';
import type { PersonSurvey, RecordSurvey } from './survey.ts';

interface Measured {
  readonly consents: { readonly given: number; readonly refused: number };
  readonly records: RecordSurvey;
  readonly persons: PersonSurvey;
}

const area = ({ pairs, learned }: Attack) => (pairs === 0 ? '–' : learned.toFixed(2));
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const guessed = ({ right, chance, surest }: Guessing) =>
  `${percent(right)} (chance ${percent(chance)}, surest tenth ${percent(surest)})`;

const COLUMNS: readonly (readonly [string, (measured: Measured) => string])[] = [
  ['records: bits', ({ records }) => area(records.identifiers)],
  ['records: bits and order in one transaction', ({ records }) => area(records.together)],
  ['records: time', ({ records }) => area(records.time)],
  ['records: everything', ({ records }) => area(records.everything)],
  ['records: best guess', ({ records }) => guessed(records.guessed)],
  ['persons: bits and order', ({ persons }) => area(persons.identifiers)],
  ['persons: bits and order in one round', ({ persons }) => area(persons.together)],
  ['persons: how often', ({ persons }) => area(persons.counts)],
  ['persons: which workstation', ({ persons }) => area(persons.sender)],
  ['persons: time', ({ persons }) => area(persons.time)],
  ['persons: everything', ({ persons }) => area(persons.everything)],
  ['persons: best guess', ({ persons }) => guessed(persons.guessed)],
  ['consents refused', ({ consents }) => `${consents.refused} of ${consents.given}`],
];

const RHYTHM_NAMES = new Map([
  [0, 'at once'],
  [60, '1 h'],
  [1440, '24 h'],
  [10_080, '7 days'],
]);

/** Areas under the curve and guesses, a column for each rhythm. */
export function printTable(measured: ReadonlyMap<number, Measured>): void {
  const rhythms = [...measured];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const head = line(['published', ...rhythms.map(([minutes]) => RHYTHM_NAMES.get(minutes) ?? `${minutes} min`)]);
  const rows = COLUMNS.map(([name, show]) => line([name, ...rhythms.map(([, each]) => show(each))]));
  process.stdout.write(`${head}${line(['---', ...rhythms.map(() => '---')])}${rows.join('')}`);
}
