import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRITING_GOALS } from '../bench/gas/figures.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { BATCH_SIZES, type GasRow, measureGas } from '../fixtures/measure-gas.ts';
import { type RegistryChain, startRegistryChain } from '../fixtures/registry-chain.ts';

describe.skipIf(anvilMissing)('gas of the registry on a real node', () => {
  let chain: RegistryChain;
  let rows: Map<string, GasRow>;

  beforeAll(async () => {
    chain = await startRegistryChain();
    rows = await measureGas(chain);
  });

  afterAll(() => chain?.stop());

  it('is the committed snapshot', async () => {
    const table = Object.fromEntries([...rows].map(([name, { gasUsed }]) => [name, gasUsed]));
    await expect(`${JSON.stringify(table, null, 2)}\n`).toMatchFileSnapshot('../../contracts/gas-snapshot.json');
  });

  it.each(Object.entries(WRITING_GOALS))('[CON2] of %s is at most %i', (name, goal) => {
    const row = rows.get(name);
    expect(row && row.gasUsed / row.records).toBeLessThanOrEqual(goal);
  });

  it('fits the fixed limit of every intent, which is not far above', () => {
    // What clears storage is refunded after it has run, and a wallet may answer a signature: wider for a reason.
    const refunded = ['removeHospital', 'acceptAdministration', 'acceptOwnership', 'unpause'];
    const signed = /^(grantAccess|revokeAccess|rotatePatientKey|chooseGuardians|proposeRecoveryBy|cancelRecovery)/;
    const isWider = (name: string) => refunded.includes(name) || signed.test(name);
    for (const [name, { gasUsed, gasLimit }] of rows) {
      expect(gasLimit, name).toBeGreaterThanOrEqual(gasUsed * 1.02);
      if (!isWider(name)) expect(gasLimit, name).toBeLessThanOrEqual(gasUsed * 1.25);
    }
  });

  it('falls with the size of a batch', () => {
    const each = BATCH_SIZES.map((size) => (rows.get(`addPatientRecords of ${size}`)?.gasUsed ?? 0) / size);
    expect(each).toEqual([...each].sort((left, right) => right - left));
  });
});
