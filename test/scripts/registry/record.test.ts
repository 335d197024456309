import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { type FilledRegistry, fillRegistry } from '../../fixtures/filled-registry.ts';
import { startLyingNode } from '../../fixtures/lying-node.ts';
import { type AnvilChain, startRegistryChain, testDigest } from '../../fixtures/registry-chain.ts';
import { type RegistryCli, registryCli } from '../../fixtures/registry-cli.ts';

describe.skipIf(anvilMissing !== null)('record', () => {
  let chain: AnvilChain;
  let filled: FilledRegistry;
  let cli: RegistryCli;

  beforeAll(async () => {
    chain = await startRegistryChain();
    filled = await fillRegistry(chain);
    cli = registryCli();
  });
  afterAll(async () => {
    cli?.remove();
    await chain?.stop();
  });

  const read = (number: number, rpc = chain.anvil.url) =>
    cli.run('record', {
      rpc,
      'chain-id': chain.chainId,
      registry: chain.registry,
      workstation: filled.busy.workstation,
      tag: `0x${testDigest(1000 + number)}`,
    });

  it('[CON1] [CON2] prints a proven record, and whether it was removed', async () => {
    const { code, output } = await read(7);
    expect(code).toBe(EXIT.done);
    expect(output).toMatchObject({ record: { pointer: testDigest(5007), sequence: 7, isRemoved: false } });
    expect((await read(0)).output).toMatchObject({ record: { pointer: testDigest(5000), isRemoved: true } });
  });

  it('says that there is none', async () => {
    const { code, output, stderr } = await read(9999);
    expect({ code, output }).toMatchObject({ code: EXIT.done, output: { record: null } });
    expect(stderr).toContain('holds no such record');
  });

  it('[A7] ends as unproven when the node leaves something out', async () => {
    // Safe: a node's answer to eth_getLogs.
    const hide = (method: string, result: unknown) =>
      method === 'eth_getLogs' ? (result as unknown[]).slice(1) : result;
    const liar = await startLyingNode(chain.anvil.url, hide);
    expect((await read(7, liar.url)).code).toBe(EXIT.unproven);
    await liar.stop();
  });
});
