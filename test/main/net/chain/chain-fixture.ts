import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogStep, NetHealth, ParcelReport, RawLog } from '../../../../main/links/net-link.ts';
import { ChainPolicy } from '../../../../main/links/policy.ts';
import { Chain } from '../../../../main/net/chain/chain.ts';
import { systemClock } from '../../../../main/net/platform/clock.ts';
import { systemRandom } from '../../../../main/net/platform/random.ts';
import type { RegistryChain } from '../../../fixtures/registry-chain.ts';
import { aFolder } from '../ipfs-fixture.ts';

export type ChainFacts = Pick<RegistryChain, 'chainId' | 'registry' | 'startBlock'>;

/** The chain part of net against a real node, with everything it said. */
export interface Client {
  readonly chain: Chain;
  readonly healths: NetHealth['chain'][];
  readonly steps: LogStep[];
  readonly reports: ParcelReport[];
  /** What a vault would hold after storing the steps by the contract's rule. */
  readonly held: RawLog[];
  /** False: steps wait until the test acknowledges them. */
  acknowledges: boolean;
  /** Settles when a step reaches the head of the chain. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface ClientOptions {
  readonly urls: string[];
  readonly confirmations?: number;
  /** Left out: a folder that is deleted when the client stops. */
  readonly folder?: string;
}

export function policyFor(facts: ChainFacts, urls: string[], confirmations = 1): ChainPolicy {
  return ChainPolicy.parse({
    chainId: facts.chainId,
    rpcUrls: urls,
    registry: facts.registry,
    startBlock: facts.startBlock,
    confirmations,
    pollMs: 50,
    maxFeePerGas: '10000000000',
    maxPriorityFeePerGas: '1000000000',
  });
}

export async function startClient(facts: ChainFacts, options: ClientOptions): Promise<Client> {
  const folder = options.folder ?? (await aFolder());
  const healths: Client['healths'] = [];
  const steps: LogStep[] = [];
  const reports: ParcelReport[] = [];
  const held: RawLog[] = [];
  let onHead = () => {};
  const chain = await Chain.open({
    policy: policyFor(facts, options.urls, options.confirmations),
    parcelsFolder: join(folder, 'parcels'),
    clock: systemClock,
    random: systemRandom,
    onHealth: () => healths.push(chain.health),
    onStep: (step) => {
      steps.push(step);
      const kept = held.filter(({ blockNumber }) => blockNumber < step.fromBlock);
      held.splice(0, held.length, ...kept, ...step.logs);
      if (step.toBlock === step.headBlock) onHead();
      if (client.acknowledges) chain.follower.stored(step.toBlock);
    },
    onParcel: (report) => reports.push(report),
  });
  const client: Client = {
    chain,
    healths,
    steps,
    reports,
    held,
    acknowledges: true,
    caughtUp: () =>
      new Promise((resolve) => {
        onHead = resolve;
      }),
    stop: async () => {
      await chain.stop();
      if (!options.folder) await rm(folder, { recursive: true, force: true });
    },
  };
  chain.start();
  return client;
}

/** The registry's whole log as the node gives it, without any of our code. */
export async function logsOnChain(
  chain: RegistryChain,
): Promise<{ blockHash: string; logIndex: number; data: string }[]> {
  const filter = { address: chain.registry, fromBlock: '0x0', toBlock: 'latest' };
  const logs = await chain.node.rpc<{ blockHash: string; logIndex: string; data: string }[]>('eth_getLogs', filter);
  return logs.map(({ blockHash, logIndex, data }) => ({ blockHash, logIndex: Number(logIndex), data }));
}

export const essence = (logs: readonly RawLog[]) =>
  logs.map(({ blockHash, logIndex, data }) => ({ blockHash, logIndex, data }));
