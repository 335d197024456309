import { anvilMissing } from '../../fixtures/anvil.ts';
import { type GasRow, measureGas } from '../../fixtures/measure-gas.ts';
import { startRegistryChain } from '../../fixtures/registry-chain.ts';
import type { Row } from '../row.ts';

/** What the paper's own contract costs (Technologies 2024, 12, 168), as published: gas at 1 gwei. Where it has the function, it has to be beaten. */
const PUBLISHED: Readonly<Record<string, number>> = {
  addHospital: 204_696,
  removeHospital: 103_356,
  addPatient: 183_084,
  addPatientRecord: 122_658,
  'addPatientRecords of 100': 122_658,
  removePatientRecord: 84_224,
};

const GOALS: Readonly<Record<string, number>> = {
  addHospital: 110_000,
  removeHospital: 35_000,
  addPatient: 60_000,
  addPatientRecord: 35_000,
  'addPatientRecords of 100': 3_600,
  removePatientRecord: 35_000,
  grantAccess: 60_000,
  revokeAccess: 32_000,
};

/** Functions the paper does not have may cost a tenth more than the goal. */
const SHIP_WITHOUT_PUBLISHED = 1.1;

/** Gas of every function on a real node, per record for a batch. Gas is the same in every run. */
export async function measure(): Promise<Row[]> {
  if (anvilMissing) throw new Error(anvilMissing);
  const chain = await startRegistryChain();
  const measured = await measureGas(chain);
  await chain.stop();
  return Object.entries(GOALS).map(([name, goal]) => toRow(name, goal, measured.get(name)));
}

function toRow(name: string, goal: number, measured: GasRow | undefined): Row {
  if (!measured) throw new Error(`the gas of ${name} was not measured`);
  const value = measured.gasUsed / measured.records;
  const floor = measured.intrinsicGas / measured.records;
  const published = PUBLISHED[name];
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
