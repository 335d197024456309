import { anvilMissing } from '../../fixtures/anvil.ts';
import { type GasRow, measureGas } from '../../fixtures/measure-gas.ts';
import { startRegistryChain } from '../../fixtures/registry-chain.ts';
import { publishedOf, WRITING_GOALS } from '../gas/figures.ts';
import type { Row } from '../row.ts';

/** Functions the paper does not have may cost a tenth more than the goal. */
const SHIP_WITHOUT_PUBLISHED = 1.1;

/** Gas of every function with a goal on a real node, per record for a batch. `npm run bench:gas` has all of them. */
export async function measure(): Promise<Row[]> {
  if (anvilMissing) throw new Error(anvilMissing);
  const chain = await startRegistryChain();
  const measured = await measureGas(chain);
  await chain.stop();
  return Object.entries(WRITING_GOALS).map(([name, goal]) => toRow(name, goal, measured.get(name)));
}

function toRow(name: string, goal: number, measured: GasRow | undefined): Row {
  if (!measured) throw new Error(`the gas of ${name} was not measured`);
  const value = measured.gasUsed / measured.records;
  const floor = measured.intrinsicGas / measured.records;
  const published = publishedOf(name);
  const isBatch = measured.records > 1;
  return {
    name: `${name}${isBatch ? ', per record' : ''}${published ? ` (published: ${published.toLocaleString('en')})` : ''}`,
    value,
    unit: 'gas',
    floor,
    floorIs: 'any transaction with this call data',
    ratio: value / floor,
    better: 'lower',
    boundOn: 'value',
    ship: published ?? goal * SHIP_WITHOUT_PUBLISHED,
    goal,
    runs: 1,
  };
}
