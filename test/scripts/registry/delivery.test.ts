import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { type AnvilChain, startRegistryChain } from '../../fixtures/registry-chain.ts';
import { type CliOptions, type RegistryCli, registryCli } from '../../fixtures/registry-cli.ts';

/** A chain whose blocks come only when the test wants one. */
describe.skipIf(anvilMissing !== null)('a transaction on its way', () => {
  let chain: AnvilChain;
  let cli: RegistryCli;
  let registrar: CliOptions;

  beforeAll(async () => {
    chain = await startRegistryChain();
    await chain.anvil.rpc('evm_setAutomine', false);
    cli = registryCli();
    const signing = await cli.signWith(chain.registrarKey);
    registrar = { rpc: chain.anvil.url, 'chain-id': chain.chainId, registry: chain.registry, ...signing };
  });

  afterAll(async () => {
    cli?.remove();
    await chain?.stop();
  });

  const pendingCount = async () =>
    Number(await chain.anvil.rpc<string>('eth_getTransactionCount', addressOf(chain.registrarKey), 'pending'));

  async function untilPending(count: number): Promise<void> {
    await vi.waitFor(async () => expect(await pendingCount()).toBe(count), { timeout: 30_000, interval: 50 });
  }

  it('that is in no block in time is neither done nor failed, and may still take effect', async () => {
    const { code, output, stderr } = await cli.run('pause', { ...registrar, 'deadline-seconds': 1 });
    expect(code).toBe(EXIT.unknown);
    expect(output).toMatchObject({ outcome: 'unknown', hash: expect.stringMatching(/^0x[0-9a-f]{64}$/), nonce: 1 });
    expect(stderr).toContain('It may still take effect: look for the hash before you repeat it.');

    await chain.anvil.rpc('evm_mine');
    expect(await chain.receipt(String(output.hash))).toMatchObject({ succeeded: true });
  });

  it('is waited for until its block comes', async () => {
    const running = cli.run('unpause', registrar);
    await untilPending(3);
    await chain.anvil.rpc('evm_mine');
    expect(await running).toMatchObject({
      code: EXIT.done,
      output: { outcome: 'done', events: [{ kind: 'Unpaused' }] },
    });
  });

  it('that another one overtakes is told with the reason why it had no effect', async () => {
    const overtaking = await chain.sign(chain.registrarKey, { kind: 'pause', args: {} });
    await chain.anvil.rpc('eth_sendRawTransaction', overtaking.raw);
    // The newest block knows nothing of it, so the simulation sees no reason to refuse.
    const running = cli.run('pause', registrar);
    await untilPending(5);
    await chain.anvil.rpc('evm_mine');
    const { code, output, stderr } = await running;
    expect([code, output.outcome, output.refusal]).toEqual([
      EXIT.refused,
      'reverted',
      { error: 'EnforcedPause', args: {} },
    ]);
    expect(stderr).toMatch(/The transaction is in block \d+ and had no effect: EnforcedPause\./);
  });
});
