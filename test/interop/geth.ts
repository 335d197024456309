import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { type ChainClient, chainAt, RpcRefusal } from '../../scripts/chain/anvil.ts';
import type { EvmClient, EvmNode } from '../fixtures/evm-node.ts';
import { GETH_VERSION } from './geth-binary.ts';

const ONE_HUNDRED_ETHER = '0x56bc75e2d63100000';
/** The account that geth unlocks in developer mode; its key stands in geth's source. */
const DEVELOPER = '0x71562b71999873DB5b286dF957af199Ec94617F7';
const PLENTY_OF_WEI = `0x${(10n ** 27n).toString(16)}`;
const BLOCK_GAS_LIMIT = '0x1c9c380';
/** That of anvil: the signatures of patients are over it, and gas depends on their bytes. */
const CHAIN_ID = 31_337;

const run = promisify(execFile);
const { path: binary, missing } = inject('geth');

/** Geth in developer mode: a block for every transaction, under the rules of Prague. */
export const geth: EvmClient = {
  name: missing === null ? `geth ${GETH_VERSION}` : `geth (skipped: ${missing})`,
  missing,
  start: ({ chainId = CHAIN_ID } = {}) => startGeth(chainId),
  passTime: null,
};

async function startGeth(chainId: number): Promise<EvmNode> {
  if (binary === null) throw new Error(missing);
  const folder = await mkdtemp(join(tmpdir(), 'wardkeep-geth-'));
  const genesis = join(folder, 'genesis.json');
  await writeFile(genesis, JSON.stringify(await genesisOf(binary, chainId)));
  await run(binary, ['init', '--datadir', folder, genesis]);
  const child = spawn(binary, argumentsFor(folder), { stdio: ['ignore', 'ignore', 'pipe'] });
  const node = gethNode(chainAt(await listeningPort(child), chainId));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      // Nothing of it is kept, so that it need not put itself in order.
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  // Until its first block is indexed, geth does not say that it has no receipt: it refuses to answer.
  await node.mine(1);
  return { ...node, stop };
}

/** What geth would use itself in developer mode, with our chain id, and without the rules that came after Prague. */
async function genesisOf(path: string, chainId: number): Promise<object> {
  const { stdout } = await run(path, ['--dev', 'dumpgenesis'], { maxBuffer: 16 * 1024 * 1024 });
  // Safe: the file that every client of Ethereum begins with; it is read by geth alone.
  const { config, alloc, ...rest } = JSON.parse(stdout) as { config: Record<string, unknown>; alloc: object };
  const times = Object.keys(config).filter((name) => name.endsWith('Time'));
  const later = times.slice(times.indexOf('pragueTime') + 1);
  const rules = Object.fromEntries(Object.entries(config).filter(([name]) => !later.includes(name)));
  return {
    ...rest,
    gasLimit: BLOCK_GAS_LIMIT,
    config: { ...rules, chainId },
    alloc: { ...alloc, [DEVELOPER]: { balance: PLENTY_OF_WEI } },
  };
}

function argumentsFor(folder: string): string[] {
  // Geth would send again by itself what a rewind has taken out of the chain.
  const forgetful = ['--txpool.nolocals'];
  const closed = ['--port', '0', '--authrpc.port', '0', '--nodiscover', '--ipcdisable'];
  const open = ['--http', '--http.port', '0', '--http.api', 'eth,debug'];
  return ['--dev', '--datadir', folder, '--cache', '64', '--log.format', 'logfmt', ...forgetful, ...closed, ...open];
}

/** Settles when geth is up: it listens earlier, and then builds no block of the first transaction. */
async function listeningPort(child: ChildProcess): Promise<number> {
  const said: string[] = [];
  let port: string | undefined;
  if (!child.stderr) throw new Error('geth was started without a pipe');
  for await (const line of createInterface({ input: child.stderr })) {
    port ??= /msg="HTTP server started" endpoint=\S+:(\d+)/.exec(line)?.[1];
    if (port && line.includes('msg="Started log indexer"')) {
      // The pipe has to stay drained, or a talkative node blocks on it.
      child.stderr.resume();
      return Number(port);
    }
    said.push(line);
  }
  throw new Error(`geth did not start: ${said.slice(-5).join('\n')}`);
}

function gethNode(client: ChainClient): Omit<EvmNode, 'stop'> {
  const pay = async (to: string, value: string) => {
    const hash = await client.rpc<string>('eth_sendTransaction', { from: DEVELOPER, to, value });
    while (!(await hasReceipt(client, hash))) await pause(1);
  };
  const mine = async (blocks: number) => {
    for (let block = 0; block < blocks; block++) await pay(DEVELOPER, '0x0');
  };
  return {
    ...client,
    fund: (address) => pay(address, ONE_HUNDRED_ETHER),
    mine,
    mark: async () => {
      const head = await client.rpc<string>('eth_blockNumber');
      return async () => {
        await mine(1);
        await client.rpc('debug_setHead', head);
        // The pool notices a moment later, and would until then give nonces behind transactions that are gone.
        while ((await nonceOf(client, 'pending')) !== (await nonceOf(client, 'latest'))) await pause(1);
        // The index of logs notices with the next block only.
        await mine(1);
        while (!(await tellsLogs(client))) await pause(1);
      };
    },
  };
}

async function hasReceipt(client: ChainClient, hash: string): Promise<boolean> {
  try {
    return (await client.rpc('eth_getTransactionReceipt', hash)) !== null;
  } catch (error) {
    if (error instanceof RpcRefusal && /indexing is in progress/.test(error.message)) return false;
    throw error;
  }
}

async function tellsLogs(client: ChainClient): Promise<boolean> {
  return await client.rpc('eth_getLogs', { fromBlock: '0x0', toBlock: 'latest' }).then(
    () => true,
    () => false,
  );
}

async function nonceOf(client: ChainClient, block: 'pending' | 'latest'): Promise<number> {
  return Number(await client.rpc<string>('eth_getTransactionCount', DEVELOPER, block));
}
