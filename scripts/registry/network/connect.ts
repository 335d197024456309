import { z } from 'zod';
import { chainId as askChainId, codeAt, type Header, headerAt } from '../../../main/net/chain/calls.ts';
import { Rpc } from '../../../main/net/chain/rpc.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { Address, FilePath, HttpUrl, optional, wholeNumber } from '../option-values.ts';
import type { Option, ValuesOf } from '../options.ts';
import { DEPLOYMENTS_FOLDER, type Deployment, findDeployment } from './deployments.ts';

const RPC: Option<string[]> = {
  placeholder: 'URL',
  isList: true,
  help: 'JSON-RPC of a node; given twice, the nodes must agree on the chain',
  schema: z.array(HttpUrl).min(1).max(4),
};

/** Options of every command that talks to a chain. */
export const CHAIN_OPTIONS = {
  rpc: RPC,
  chainId: optional('N', wholeNumber(1, 2 ** 48), 'the chain that is meant; needed where no deployment file names it'),
  deployments: optional('FOLDER', FilePath, 'deployment files by chain id (resources/deployments)'),
};

/** Options of every command that talks to a registry. */
export const REGISTRY_OPTIONS = {
  ...CHAIN_OPTIONS,
  registry: optional('ADDRESS', Address, 'the registry; left out, the one of the deployment file'),
};

export interface ChainConnection {
  readonly rpc: Rpc;
  readonly chainId: number;
  readonly folder: string;
  readonly deployment: Deployment | null;
}

export interface RegistryConnection extends ChainConnection {
  /** lower-case address */
  readonly registry: string;
  /** Nothing of the registry is older than this block. */
  readonly startBlock: number;
}

/**
 * Finds out whether the nodes are well, agree, and are of the chain that is meant.
 * @throws CommandFailure `chain`
 */
export async function connectChain(values: ValuesOf<typeof CHAIN_OPTIONS>): Promise<ChainConnection> {
  const nodes = values.rpc.map((url) => new Rpc(url));
  const ids = await Promise.all(nodes.map((node) => node.call(askChainId())));
  const [rpc] = nodes;
  const [chainId] = ids;
  if (!rpc || chainId === undefined) throw new Error('the schema lets no empty list pass');
  const folder = values.deployments ?? DEPLOYMENTS_FOLDER;
  const deployment = findDeployment(folder, chainId);
  requireChainId(ids, values.chainId ?? deployment?.chainId);
  await requireAgreement(nodes);
  return { rpc, chainId, folder, deployment };
}

/**
 * `connectChain`, and finds the registry.
 * @throws CommandFailure `chain` if there is no contract at its address
 */
export async function connectRegistry(values: ValuesOf<typeof REGISTRY_OPTIONS>): Promise<RegistryConnection> {
  const connection = await connectChain(values);
  const { rpc, chainId, deployment } = connection;
  const registry = values.registry ?? deployment?.registry;
  if (!registry) {
    throw new CommandFailure(
      EXIT.usage,
      `--registry ADDRESS is missing: no deployment file names one on chain ${chainId}.`,
    );
  }
  if ((await rpc.call(codeAt(registry))) === '0x') {
    throw new CommandFailure(EXIT.chain, `There is no contract at ${registry} on chain ${chainId}.`);
  }
  const startBlock = deployment && deployment.registry === registry ? deployment.startBlock : 0;
  return { ...connection, registry, startBlock };
}

/**
 * The newest block, or the one asked for.
 * @throws CommandFailure `chain` if the node has no such block
 */
export async function requireHeader(rpc: Rpc, block: number | undefined): Promise<Header> {
  const header = await rpc.call(headerAt(block ?? 'latest'));
  if (!header) throw new CommandFailure(EXIT.chain, `The node has no block ${block ?? 'at all'} yet.`);
  return header;
}

function requireChainId(actual: readonly number[], expected: number | undefined): void {
  const [first] = actual;
  if (expected === undefined) {
    throw new CommandFailure(
      EXIT.chain,
      `The node is of chain ${first}, which no deployment file names. If that is the one you mean, add --chain-id ${first}.`,
    );
  }
  const other = actual.find((id) => id !== expected);
  if (other === undefined) return;
  throw new CommandFailure(EXIT.chain, `A node is of chain ${other}; chain ${expected} is meant. Nothing was sent.`);
}

/** How far below the lowest head two nodes are compared: above, they may still be on their way to the same block. */
const SETTLED_BLOCKS = 2;

async function requireAgreement(nodes: readonly Rpc[]): Promise<void> {
  if (nodes.length < 2) return;
  const heads = await Promise.all(nodes.map((node) => requireHeader(node, undefined)));
  const height = Math.max(0, Math.min(...heads.map(({ number }) => number)) - SETTLED_BLOCKS);
  const headers = await Promise.all(nodes.map((node) => requireHeader(node, height)));
  if (new Set(headers.map(({ hash }) => hash)).size === 1) return;
  throw new CommandFailure(
    EXIT.chain,
    `ALARM: the nodes disagree about block ${height}. Trust neither; nothing was sent.`,
  );
}
