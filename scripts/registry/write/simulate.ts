import type { Rpc, RpcRefusal } from '../../../main/net/chain/rpc.ts';
import { decodeRefusal, type RegistryRefusal } from '../../../main/registry/errors.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { type CallFields, estimateGas, tryCall } from '../network/node-calls.ts';

/** Why the registry would say no. */
export type Refusal = RegistryRefusal | { readonly error: 'Unknown'; readonly args: { readonly message: string } };

/** What would become of a call now; the estimate is in units of gas. */
export type Simulation =
  | { readonly isAccepted: true; readonly gasEstimate: bigint }
  | { readonly isAccepted: false; readonly refusal: Refusal };

/**
 * Runs the call without effect.
 * @throws CommandFailure `chain` if the node refuses to run it at all
 */
export async function simulate(rpc: Rpc, fields: CallFields): Promise<Simulation> {
  const [called, estimated] = await rpc.askAll([tryCall(fields), estimateGas(fields)]);
  if (!called.ok) return { isAccepted: false, refusal: refusalOf(called.refusal) };
  // A limit is looked for by running the call again: a block may have come in between.
  if (!estimated.ok) return { isAccepted: false, refusal: refusalOf(estimated.refusal) };
  return { isAccepted: true, gasEstimate: estimated.value };
}

function refusalOf({ data, message }: RpcRefusal): Refusal {
  const decoded = data === null ? null : decodeRefusal(data);
  if (decoded) return decoded;
  if (data !== null || /revert/i.test(message)) return { error: 'Unknown', args: { message } };
  throw new CommandFailure(EXIT.chain, `The node does not run the call: ${message}`);
}

/** `OwnableUnauthorizedAccount (account 0x…)` */
export function refusalText({ error, args }: Refusal): string {
  const values = Object.entries(args).map(([name, value]) => `${name} ${value}`);
  return values.length > 0 ? `${error} (${values.join(', ')})` : error;
}
