import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { Deployment } from '../../../scripts/registry/network/deployments.ts';
import { type Anvil, anvilMissing, startAnvil } from '../../fixtures/anvil.ts';
import { registryBytecode, testKey } from '../../fixtures/registry-chain.ts';
import { type CliOptions, type RegistryCli, registryCli } from '../../fixtures/registry-cli.ts';

const CHAIN_ID = 20_260;
const ONE_HUNDRED_ETHER = '0x56bc75e2d63100000';
const key = testKey('deployer');
const sender = addressOf(key);
const registrar = addressOf(testKey('registrar of the consortium'));

describe.skipIf(anvilMissing !== null)('deploy', () => {
  let anvil: Anvil;
  let cli: RegistryCli;
  let basics: CliOptions;
  let signed: CliOptions;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: CHAIN_ID });
    await anvil.rpc('anvil_setBalance', sender, ONE_HUNDRED_ETHER);
    cli = registryCli();
    basics = { rpc: anvil.url, 'chain-id': CHAIN_ID, deployments: cli.path('deployments') };
    signed = { ...basics, ...(await cli.signWith(key)) };
  });

  afterAll(async () => {
    cli?.remove();
    await anvil?.stop();
  });

  const blockNumber = async () => Number(await anvil.rpc<string>('eth_blockNumber'));

  it('with --dry-run shows what it would create and what it would cost, and sends nothing', async () => {
    const { code, output } = await cli.run('deploy', {
      ...basics,
      from: sender,
      'recovery-wait-days': 30,
      'dry-run': true,
    });
    expect(code).toBe(EXIT.done);
    expect(output).toMatchObject({
      command: 'deploy',
      dryRun: true,
      outcome: 'accepted',
      from: sender,
      to: null,
      nonce: 0,
      call: { function: 'constructor', arguments: { registrar: sender, recoveryWait: 2_592_000 } },
      cost: { isAffordable: true },
    });
    expect(String(output.data).startsWith(registryBytecode)).toBe(true);
    expect(await blockNumber()).toBe(0);
    expect(await anvil.rpc('eth_getTransactionCount', sender, 'pending')).toBe('0x0');
  });

  it('takes a wait of 1 to 60 days, as the registry does', async () => {
    const { code, stderr } = await cli.run('deploy', { ...signed, 'recovery-wait-days': 61 });
    expect([code, stderr]).toEqual([EXIT.usage, '--recovery-wait-days N is a whole number from 1 to 60, not "61".\n']);
  });

  it('refuses another chain than the one that is meant', async () => {
    const { code, stderr } = await cli.run('deploy', { ...signed, 'chain-id': 1 });
    expect([code, stderr]).toEqual([
      EXIT.chain,
      `A node is of chain ${CHAIN_ID}; chain 1 is meant. Nothing was sent.\n`,
    ]);
  });

  it('refuses a chain nobody has named', async () => {
    const { 'chain-id': _named, ...unnamed } = signed;
    const { code, stderr } = await cli.run('deploy', unnamed);
    expect(code).toBe(EXIT.chain);
    expect(stderr).toContain(`If that is the one you mean, add --chain-id ${CHAIN_ID}.`);
  });

  it('refuses who cannot pay', async () => {
    const poor = await cli.signWith(testKey('no money'));
    const { code, stderr } = await cli.run('deploy', { ...basics, ...poor });
    expect(code).toBe(EXIT.unsigned);
    expect(stderr).toMatch(/^0x[0-9a-f]{40} cannot pay for the gas: it needs up to \d+ wei\.\n$/);
  });

  it('costs nothing where the consortium asks nothing for gas', async () => {
    const free = await startAnvil({ chainId: CHAIN_ID });
    await free.rpc('anvil_setNextBlockBaseFeePerGas', '0x0');
    await free.rpc('evm_mine');
    const poor = await cli.signWith(testKey('no money'));
    const fees = { 'max-fee-per-gas': 0, 'max-priority-fee-per-gas': 0 };
    const { code, output } = await cli.run('deploy', { ...basics, ...poor, ...fees, rpc: free.url });
    await free.stop();
    expect([code, output.outcome]).toEqual([EXIT.done, 'done']);
  });

  it('creates a registry for the registrar and saves where it is, so that status finds it', async () => {
    const { code, output } = await cli.run('deploy', { ...signed, registrar, 'recovery-wait-days': 7, save: true });
    expect(code).toBe(EXIT.done);
    const file = cli.path(`deployments/${CHAIN_ID}.json`);
    const deployment = Deployment.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(output).toMatchObject({ outcome: 'done', deployment, savedAs: file });
    expect(deployment).toMatchObject({
      chainId: CHAIN_ID,
      registrar,
      recoveryWait: 604_800,
      startBlock: await blockNumber(),
    });

    const status = await cli.run('status', { rpc: anvil.url, deployments: cli.path('deployments') });
    expect(status.code).toBe(EXIT.done);
    expect(status.output).toMatchObject({
      registry: deployment.registry,
      registrar,
      recoveryWait: 604_800,
      problems: [],
    });
  });

  it('does not save over a registry, and finds out before it creates another one', async () => {
    const before = await blockNumber();
    const { code, stderr } = await cli.run('deploy', { ...signed, save: true });
    expect(code).toBe(EXIT.file);
    expect(stderr).toContain('names a registry already. Move it away to save another one.');
    expect(await blockNumber()).toBe(before);
  });

  it.each([
    ['no JSON', 'is no deployment'],
    ['{"chainId":20260}', 'is no deployment: registry is wrong'],
  ])('a damaged deployment file (%s) is told, not guessed around', async (text, sentence) => {
    const deployments = cli.path('damaged');
    if (!existsSync(deployments)) mkdirSync(deployments);
    writeFileSync(`${deployments}/${CHAIN_ID}.json`, text);
    const { code, stderr } = await cli.run('status', { rpc: anvil.url, deployments });
    expect(code).toBe(EXIT.file);
    expect(stderr).toContain(sentence);
  });
});
