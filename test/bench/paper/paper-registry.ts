import { resolve } from 'node:path';
import { Interface, type InterfaceAbi } from 'ethers/abi';
import { type CompiledContract, compileSolidity } from '../../../scripts/generate/compile-registry.ts';
import type { EvmNode } from '../../fixtures/evm-node.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

type Node = Pick<EvmNode, 'rpc'>;

interface Receipt {
  readonly status: string;
  readonly gasUsed: string;
  readonly contractAddress: string | null;
}

/** The re-created contract of the paper on a chain. */
export interface PaperRegistry {
  /**
   * Calls the function in a transaction and waits for its receipt.
   * @returns gas used
   * @throws RpcRefusal with the contract's reason
   */
  write(name: string, ...values: unknown[]): Promise<number>;
  /** Calls the function without a transaction. */
  read(name: string, ...values: unknown[]): Promise<unknown[]>;
}

/** Compiling takes most of a second, and the tests deploy one contract each. */
let compiled: CompiledContract | undefined;

/** Compiles it with the settings of our own contract and deploys it from an account of the node. */
export async function deployPaperRegistry(node: Node): Promise<PaperRegistry> {
  compiled ??= compileSolidity(ROOT, 'test/bench/paper/PaperRegistry.sol', 'PaperRegistry');
  const { abi, bytecode } = compiled;
  // Safe: the compiler's ABI is what the library reads; only its array is read-only here.
  const contract = new Interface(abi as InterfaceAbi);
  const [from] = await node.rpc<string[]>('eth_accounts');
  const { contractAddress: to } = await send(node, { from, data: bytecode });
  return {
    write: async (name, ...values) => {
      const transaction = { from, to, data: contract.encodeFunctionData(name, values) };
      // Asked before it is sent, because a receipt has no reason.
      await node.rpc('eth_call', transaction, 'latest');
      return Number((await send(node, transaction)).gasUsed);
    },
    read: async (name, ...values) => {
      const call = { from, to, data: contract.encodeFunctionData(name, values) };
      const answer = await node.rpc<string>('eth_call', call, 'latest');
      return contract.decodeFunctionResult(name, answer).toArray();
    },
  };
}

async function send(node: Node, transaction: object): Promise<Receipt> {
  const hash = await node.rpc<string>('eth_sendTransaction', transaction);
  for (;;) {
    const receipt = await node.rpc<Receipt | null>('eth_getTransactionReceipt', hash);
    if (receipt && Number(receipt.status) !== 1) throw new Error(`transaction ${hash} failed`);
    if (receipt) return receipt;
    await new Promise((resume) => setTimeout(resume, 5));
  }
}
