/// <reference path="./solc.d.ts" />
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import solc from 'solc';

export interface AbiParameter {
  readonly name: string;
  readonly type: string;
  readonly internalType?: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParameter[];
}

/** One entry of a contract's ABI, as the compiler writes it. */
export interface AbiEntry {
  readonly type: 'function' | 'event' | 'error' | 'constructor';
  readonly name?: string;
  readonly inputs: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
  readonly stateMutability?: string;
  readonly anonymous?: boolean;
}

export interface CompiledContract {
  readonly abi: readonly AbiEntry[];
  /** Creation code, 0x-prefixed hex. */
  readonly bytecode: string;
  readonly compiler: string;
}

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Record<string, Record<string, { abi: AbiEntry[]; evm: { bytecode: { object: string } } }>>;
}

/** The same settings as contracts/foundry.toml, so that tests measure the code that is deployed. */
const SETTINGS = {
  optimizer: { enabled: true, runs: 1_000_000 },
  viaIR: true,
  evmVersion: 'prague',
  metadata: { bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
};

/**
 * Compiles the registry from the sources in `root`.
 * @throws Error with the compiler's messages; warnings count as errors.
 */
export function compileRegistry(root: string): CompiledContract {
  return compileSolidity(root, 'contracts/HospitalRegistry.sol', 'HospitalRegistry');
}

/**
 * Compiles one contract and what it imports, with the registry's settings.
 * @param source file below `root`, with forward slashes
 * @throws Error with the compiler's messages; warnings count as errors.
 */
export function compileSolidity(root: string, source: string, contractName: string): CompiledContract {
  const read = (path: string): string =>
    readFileSync(resolve(root, path.startsWith('@') ? `node_modules/${path}` : path), 'utf8');
  const input = { language: 'Solidity', sources: { [source]: { content: read(source) } }, settings: SETTINGS };
  const answer = solc.compile(JSON.stringify(input), { import: (path) => ({ contents: read(path) }) });
  // The compiler's output format is fixed by its version, which package.json pins.
  const output = JSON.parse(answer) as CompilerOutput;
  const complaints = (output.errors ?? []).map((error) => error.formattedMessage);
  const contract = output.contracts?.[source]?.[contractName];
  if (complaints.length > 0 || !contract) throw new Error(complaints.join('\n') || `${source} gave no ${contractName}`);
  return { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}`, compiler: solc.version() };
}
