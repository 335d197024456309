import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { type RegistryChain, startRegistryChain, testDigest, testKey } from '../../fixtures/registry-chain.ts';
import { gasOfVerifiedRead } from './verified-read.ts';

const writer = testKey('reading test');
const name = { workstation: addressOf(writer), tag: `0x${testDigest(2)}` };

describe.skipIf(anvilMissing)('a verified read', () => {
  let chain: RegistryChain;

  beforeAll(async () => {
    chain = await startRegistryChain();
    await chain.admitHospital(writer);
  });
  afterAll(() => chain?.stop());

  it('is not claimed where there is nothing to read', async () => {
    await expect(gasOfVerifiedRead(chain, name)).rejects.toThrow('no such record');
  });

  it('costs nothing, and counts what somebody pays meanwhile', async () => {
    const entries = [1, 2, 3].map((number) => ({ tag: `0x${testDigest(number)}`, pointer: testDigest(9 + number) }));
    await chain.write(writer, { kind: 'addPatientRecords', args: { firstSequence: 0, entries } });
    expect(await gasOfVerifiedRead(chain, name)).toBe(0);

    let questions = 0;
    let paid = 0;
    const rpc: RegistryChain['node']['rpc'] = async (method, ...params) => {
      questions += 1;
      if (questions === 2) paid += (await chain.write(chain.registrarKey, { kind: 'pause', args: {} })).gasUsed;
      return chain.node.rpc(method, ...params);
    };
    expect(await gasOfVerifiedRead({ ...chain, node: { ...chain.node, rpc } }, name)).toBe(paid);
    expect(paid).toBeGreaterThan(21_000);
  });
});
