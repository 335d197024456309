import type { LogStep, RawLog } from '../../../main/links/net-link.ts';
import { decodeLog, topicOf } from '../../../main/registry/logs.ts';
import { type AnvilChain, startRegistryChain } from '../../fixtures/registry-chain.ts';
import { type NodeSocket, openNodeSocket } from './node-socket.ts';
import type { PublicEvent } from './public-view.ts';

/** A real chain that builds a block when it is told to, with the time it is told. */
export interface Ledger {
  readonly chain: AnvilChain;
  /** From now on blocks are built by `publish` alone. */
  seal(): Promise<void>;
  /** Puts these transactions of one sender into one block of that time, in their order. */
  publish(sender: string, raw: readonly string[], atMs: number): Promise<void>;
  /** What follows after this block, for a workstation that takes no interest in the records of others. */
  stepAfter(block: number, workstation: string): LogStep | null;
  lastBlock(): number;
  events(): PublicEvent[];
  stop(): Promise<void>;
}

interface Block {
  readonly number: number;
  readonly time: number;
  readonly sender: string;
  readonly logs: readonly RawLog[];
}

export async function startLedger(): Promise<Ledger> {
  const chain = await startRegistryChain();
  const node = await openNodeSocket(chain.anvil.port);
  const blocks: Block[] = [];
  let last = { number: 0, time: 0 };

  async function remember(sender: string, number: number, time: number): Promise<void> {
    blocks.push({ number, time, sender, logs: await logsOf(node, chain.registry, last.number + 1, number) });
    last = { number, time };
  }

  return {
    chain,
    seal: async () => {
      await node.call('evm_setAutomine', false);
      await remember('', Number(await node.call('eth_blockNumber')), 0);
    },
    publish: async (sender, raw, atMs) => {
      await Promise.all(raw.map((transaction) => node.call('eth_sendRawTransaction', transaction)));
      const time = Math.max(last.time + 1, Math.floor(atMs / 1000));
      await node.call('evm_mine', time);
      await remember(sender, last.number + 1, time);
    },
    stepAfter: (block, workstation) => stepOf(blocks, block, workstation),
    lastBlock: () => last.number,
    events: () =>
      blocks.flatMap(({ time, sender, logs }) => logs.map((log) => ({ ...decodeLog(log), blockTime: time, sender }))),
    stop: () => {
      node.close();
      return chain.stop();
    },
  };
}

function stepOf(blocks: readonly Block[], after: number, workstation: string): LogStep | null {
  const first = blocks.findLastIndex(({ number }) => number <= after) + 1;
  const fresh = blocks.slice(first);
  const newest = fresh.at(-1);
  if (!newest) return null;
  const logs = fresh.flatMap((block) => block.logs).filter((log) => !isRecordOfOther(log, workstation));
  return {
    fromBlock: after + 1,
    toBlock: newest.number,
    toBlockHash: newest.logs.at(-1)?.blockHash ?? `0x${'0'.repeat(64)}`,
    toBlockTime: newest.time,
    headBlock: newest.number,
    logs,
  };
}

function isRecordOfOther({ topics }: RawLog, workstation: string): boolean {
  return topics[0] === topicOf('RecordAdded') && !topics[1]?.endsWith(workstation.slice(2));
}

type NodeLog = Omit<RawLog, 'blockNumber' | 'logIndex'> & { readonly blockNumber: string; readonly logIndex: string };

async function logsOf(node: NodeSocket, registry: string, from: number, to: number): Promise<RawLog[]> {
  const hex = (block: number) => `0x${block.toString(16)}`;
  const filter = { address: registry, fromBlock: hex(from), toBlock: hex(to) };
  const logs = await node.call<NodeLog[]>('eth_getLogs', filter);
  return logs.map(({ blockNumber, blockHash, logIndex, transactionHash, topics, data }) => ({
    blockNumber: Number(blockNumber),
    blockHash,
    logIndex: Number(logIndex),
    transactionHash,
    topics,
    data,
  }));
}
