import type { GasRow } from '../../fixtures/measure-gas.ts';
import type { GasRange } from '../paper/measure-paper.ts';
import { goalOf, PAPER_FUNCTIONS, type PaperFunction, paperFunctionOf, publishedOf, READING } from './figures.ts';

/** One function held against the paper's. Everything is gas, per record for a batch; null: there is no such figure. */
export interface Comparison {
  /** As `measureGas` calls it. */
  readonly function: string;
  /** More than one for a batch. */
  readonly records: number;
  readonly published: number | null;
  readonly recreated: GasRange | null;
  readonly ours: number;
  /** What any transaction with our call data costs. */
  readonly floor: number;
  readonly goal: number | null;
}

/**
 * Everything that was measured: first what the paper has, in its order, then the rest in the order it was measured.
 * @param readingGas gas all transactions of a verified read of ours took together
 */
export function compare(
  measured: ReadonlyMap<string, GasRow>,
  recreated: ReadonlyMap<PaperFunction, GasRange>,
  readingGas: number,
): Comparison[] {
  const reading = compareOne(READING, { gasUsed: readingGas, intrinsicGas: 0, records: 1 }, recreated);
  const writes = [...measured].map(([name, row]) => compareOne(name, row, recreated));
  return [...writes, reading].sort((left, right) => placeOf(left) - placeOf(right));
}

function compareOne(
  name: string,
  { gasUsed, intrinsicGas, records }: Pick<GasRow, 'gasUsed' | 'intrinsicGas' | 'records'>,
  recreated: ReadonlyMap<PaperFunction, GasRange>,
): Comparison {
  const paperFunction = paperFunctionOf(name);
  return {
    function: name,
    records,
    published: publishedOf(name) ?? null,
    recreated: (paperFunction && recreated.get(paperFunction)) ?? null,
    ours: gasUsed / records,
    floor: intrinsicGas / records,
    goal: goalOf(name) ?? null,
  };
}

/** Sorting is stable, so functions of one place keep their order. */
function placeOf(row: Comparison): number {
  const paperFunction = paperFunctionOf(row.function);
  return paperFunction ? PAPER_FUNCTIONS.indexOf(paperFunction) : PAPER_FUNCTIONS.length;
}
