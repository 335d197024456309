import { ERRORS_BY_SELECTOR } from './generated/signatures.ts';
import { decodeWord, type Field, MalformedWord, wordAt } from './words.ts';

type Signatures = typeof ERRORS_BY_SELECTOR;

export type RegistryErrorName = Signatures[keyof Signatures]['name'];

/** Why the registry refused a call: the name of a custom error in `IHospitalRegistry.sol`, or of one of its libraries. */
export interface RegistryRefusal {
  readonly error: RegistryErrorName;
  readonly args: Readonly<Record<string, string | number | boolean>>;
}

interface Signature {
  readonly name: RegistryErrorName;
  readonly inputs: readonly Field[];
}

const signatures = new Map<string, Signature>(Object.entries(ERRORS_BY_SELECTOR));

/**
 * Decodes what a reverted call returned.
 * @param data 0x-prefixed hex, as a node reports it
 * @returns null if it is none of the registry's errors: no data, a panic, another contract
 */
export function decodeRefusal(data: string): RegistryRefusal | null {
  const lower = data.toLowerCase();
  const signature = signatures.get(lower.slice(0, 10));
  if (!signature || lower.length !== 10 + 64 * signature.inputs.length) return null;
  try {
    const args = signature.inputs.map(({ name, type }, index) => [name, decodeWord(type, wordAt(lower, index, 10))]);
    return { error: signature.name, args: Object.fromEntries(args) };
  } catch (error) {
    if (error instanceof MalformedWord) return null;
    throw error;
  }
}
