import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../../main/shell/policy.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { type Anvil, startAnvil } from '../../../scripts/chain/anvil.ts';
import { press } from '../../../scripts/demo/keyboard.ts';
import { openStage, type Stage } from '../../../scripts/demo/stage.ts';
import { sentencesOf } from '../fixtures/notice.ts';
import { seePatient, typePatient } from '../fixtures/patient.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardkeep-network-'));
let stage: Stage;
let page: Page;
let chainPort: number;
let portHolder: Server;
let stranger: Anvil | undefined;

const registry = () => page.getByRole('region', { name: 'Registry' });
const hospitals = () => page.getByRole('region', { name: 'Other hospitals' });

async function showSync(): Promise<void> {
  await page.keyboard.press('Alt+5');
  await page.getByRole('heading', { level: 1, name: 'Sync' }).waitFor();
}

/** The card says what happened, what is safe and what to do. */
async function seeTrouble(card: 'registry' | 'hospitals', badge: RegExp, code: ErrorCode): Promise<void> {
  const region = card === 'registry' ? registry() : hospitals();
  const { safe, todo } = sentencesOf(code);
  await region.getByText(badge).waitFor();
  for (const sentence of [safe, todo]) await region.getByText(sentence, { exact: true }).waitFor();
}

/** Registers somebody; what is entered is saved whatever the network does, and waits. */
async function saveOffline(family: string): Promise<void> {
  await typePatient(page, family);
  await page.keyboard.press('Control+S');
  await seePatient(page, family);
  await showSync();
  await page.getByRole('row').filter({ hasText: family.toUpperCase() }).first().waitFor();
}

/** Another chain at the address of ours. */
async function startStranger(chainId: number): Promise<void> {
  await stranger?.stop();
  stranger = await startAnvil({ chainId, port: chainPort, blockTimeSeconds: 1 });
  await showSync();
  await press(page, 'Sync now');
}

beforeAll(async () => {
  stage = await openStage({ folder, pictures: null, say: () => undefined });
  const policy = await readPolicy(stage.folder.profile('a'));
  const [listen = ''] = policy?.swarm.listen ?? [];
  portHolder = createServer().listen(Number(listen.split('/').at(-1)), '127.0.0.1');
  await once(portHolder, 'listening');
  chainPort = Number(new URL(policy?.chain.rpcUrls[0] ?? '').port);
  page = await stage.open('a', 'a.silva');
});
afterAll(async () => {
  await stranger?.stop();
  portHolder?.close();
  await stage?.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('[S06] a network that fails', () => {
  it('says that its port is taken, and goes on when it is free', async () => {
    await showSync();
    await seeTrouble('hospitals', /^Network port in use$/, 'net.portTaken');
    await registry()
      .getByText(/^Reachable since/)
      .waitFor();
    portHolder.close();
    await hospitals().getByText('Network port in use').waitFor({ state: 'hidden' });
  });

  it('says that no other hospital is there', async () => {
    await seeTrouble('hospitals', /^None connected$/, 'net.noPeers');
  });

  it('says that neither the registry nor a hospital is there, and saves', async () => {
    await page
      .getByText(/^All confirmed/)
      .first()
      .waitFor();
    await stage.disconnect();
    await seeTrouble('registry', /^Not reachable since/, 'chain.unreachable');
    await seeTrouble('hospitals', /^None connected$/, 'net.noPeers');
    await page.getByText(/offline since/).waitFor();
    await saveOffline('Bothdown');
  });

  it('says that the registry alone is not there, and saves', async () => {
    await stage.open('b', 'n.haddad');
    await hospitals().getByText('1 of 1 connected').waitFor();
    await seeTrouble('registry', /^Not reachable since/, 'chain.unreachable');
    await saveOffline('Chaindown');
  });

  it('says that another network answers, sends it nothing, and saves', async () => {
    await startStranger(1);
    await seeTrouble('registry', /^Another network answers$/, 'chain.wrongNetwork');
    await saveOffline('Wrongchain');
    expect(await transactionsAtStranger()).toBe(0);
  });

  it('says that the registry is not at its address, sends it nothing, and saves', async () => {
    await startStranger(31_337);
    await seeTrouble('registry', /^Not found at its address$/, 'chain.notDeployed');
    await saveOffline('Nocode');
    expect(await transactionsAtStranger()).toBe(0);
  });

  it('has lost nothing: everything is confirmed once the registry is back', async () => {
    await stranger?.stop();
    await stage.connect();
    await showSync();
    await press(page, 'Sync now');
    await page
      .getByText(/^All confirmed/)
      .first()
      .waitFor();
    for (const family of ['Bothdown', 'Chaindown', 'Wrongchain', 'Nocode']) {
      const row = page.getByRole('row').filter({ hasText: family.toUpperCase() }).first();
      await row.getByText('Confirmed').waitFor();
    }
  });
});

async function transactionsAtStranger(): Promise<number> {
  if (!stranger) throw new Error('a stranger answers');
  const head = Number(await stranger.rpc<string>('eth_blockNumber'));
  let count = 0;
  for (let number = 0; number <= head; number++) {
    const block = await stranger.rpc<{ transactions: string[] }>(
      'eth_getBlockByNumber',
      `0x${number.toString(16)}`,
      false,
    );
    count += block.transactions.length;
  }
  return count;
}
