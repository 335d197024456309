import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureGas } from '../fixtures/measure-gas.ts';
import { deployRegistry } from '../fixtures/registry-chain.ts';
import { geth } from './geth.ts';

const SNAPSHOT = resolve(import.meta.dirname, '../../contracts/gas-snapshot.json');

describe.skipIf(geth.missing)(`gas of the registry on ${geth.name}`, () => {
  it('is the committed snapshot, which was measured on anvil', async () => {
    const node = await geth.start();
    const rows = await measureGas(await deployRegistry(node));
    await node.stop();
    const table = Object.fromEntries([...rows].map(([name, { gasUsed }]) => [name, gasUsed]));
    expect(table).toEqual(JSON.parse(readFileSync(SNAPSHOT, 'utf8')));
  });
});
