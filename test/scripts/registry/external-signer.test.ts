import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { type AnvilChain, startRegistryChain } from '../../fixtures/registry-chain.ts';
import { type CliOptions, type CliRun, type RegistryCli, registryCli } from '../../fixtures/registry-cli.ts';

const SIGNER = resolve(import.meta.dirname, '../../fixtures/transaction-signer.ts');

describe.skipIf(anvilMissing !== null)('an external signer', () => {
  let chain: AnvilChain;
  let cli: RegistryCli;
  let basics: CliOptions;
  const signers: ChildProcess[] = [];

  beforeAll(async () => {
    chain = await startRegistryChain();
    cli = registryCli();
    basics = {
      rpc: chain.anvil.url,
      'chain-id': chain.chainId,
      registry: chain.registry,
      from: addressOf(chain.registrarKey),
    };
  });

  afterAll(async () => {
    for (const signer of signers) signer.kill();
    cli?.remove();
    await chain?.stop();
  });

  async function startSigner(manner: string): Promise<string> {
    const key = `0x${Buffer.from(chain.registrarKey).toString('hex')}`;
    const child = spawn(process.execPath, [SIGNER, manner, key], { stdio: ['ignore', 'pipe', 'inherit'] });
    signers.push(child);
    for await (const line of createInterface({ input: child.stdout })) return line.slice(line.indexOf('http'));
    throw new Error('the signer did not start');
  }

  const run = async (command: string, manner: string): Promise<CliRun> =>
    await cli.run(command, { ...basics, signer: await startSigner(manner) });

  it.each([
    ['clef', 'pause', 'Paused'],
    ['web3signer', 'unpause', 'Unpaused'],
  ])('that speaks like %s signs, and the registry obeys', async (manner, command, kind) => {
    const { code, output } = await run(command, manner);
    expect([code, output.events]).toEqual([EXIT.done, [{ kind, args: { account: addressOf(chain.registrarKey) } }]]);
  });

  it.each([
    ['denies', 'The signer refuses: Request denied'],
    ['changesRecipient', 'The signer signed something else than it was asked to: to differs. Nothing was sent.'],
    ['changesGas', 'The signer signed something else than it was asked to: gasLimit differs. Nothing was sent.'],
    ['usesOtherKey', 'The signer signed with another key than that of'],
    ['talksNonsense', 'The signer answered with bytes that are no transaction.'],
  ])('that %s ends the command, and nothing is sent', async (manner, sentence) => {
    const before = await chain.anvil.rpc('eth_blockNumber');
    const { code, stdout, stderr } = await run('pause', manner);
    expect([code, stdout]).toEqual([EXIT.unsigned, '']);
    expect(stderr).toContain(sentence);
    expect(await chain.anvil.rpc('eth_blockNumber')).toBe(before);
  });

  it('that is not there is told', async () => {
    const { code, stderr } = await cli.run('pause', { ...basics, signer: 'http://127.0.0.1:9' });
    expect(code).toBe(EXIT.unsigned);
    expect(stderr).toContain('The signer at --signer did not answer.');
  });

  it('is not asked in a dry run, nor for what the registry refuses', async () => {
    const absent = { ...basics, signer: 'http://127.0.0.1:9' };
    expect((await cli.run('pause', { ...absent, 'dry-run': true })).code).toBe(EXIT.done);
    expect((await cli.run('unpause', absent)).output.refusal).toEqual({ error: 'ExpectedPause', args: {} });
  });
});
