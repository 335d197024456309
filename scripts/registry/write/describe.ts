import { AbiCoder, Interface } from 'ethers/abi';
import { REGISTRY_ABI } from '../../../main/registry/generated/abi.ts';

const registryInterface = new Interface(REGISTRY_ABI);

/** A call in words: read back from the very bytes that are sent, not from what was meant. */
export interface Description {
  readonly function: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** @param data call data for a registry, 0x-prefixed hex */
export function describeCall(data: string): Description {
  const parsed = registryInterface.parseTransaction({ data });
  if (!parsed) throw new Error('the registry has no such function');
  const values = parsed.fragment.inputs.map(({ name }, index) => [name, plain(parsed.args[index])]);
  return { function: parsed.fragment.name, arguments: Object.fromEntries(values) };
}

/** @param data creation code followed by the constructor's arguments, two words */
export function describeDeployment(data: string): Description {
  const [registrar, recoveryWait] = AbiCoder.defaultAbiCoder().decode(['address', 'uint40'], `0x${data.slice(-128)}`);
  return {
    function: 'constructor',
    arguments: { registrar: plain(registrar), recoveryWait: plain(recoveryWait) },
  };
}

/** As JSON takes it, addresses in lower case. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
  return typeof value === 'string' ? value.toLowerCase() : value;
}
