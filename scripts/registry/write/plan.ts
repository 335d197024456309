import type { Rpc } from '../../../main/net/chain/rpc.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import type { UnsignedTransaction } from '../keys/signer.ts';
import type { ChainConnection } from '../network/connect.ts';
import { balanceOf, type CallFields, latestBaseFee, nextNonceOf, suggestedTip } from '../network/node-calls.ts';
import { optional, Wei } from '../option-values.ts';
import type { ValuesOf } from '../options.ts';

export const FEE_OPTIONS = {
  maxFeePerGas: optional('WEI', Wei, 'the most to pay per gas (twice the base fee, plus the tip)'),
  maxPriorityFeePerGas: optional('WEI', Wei, 'tip per gas (what the node suggests)'),
};
type FeeValues = ValuesOf<typeof FEE_OPTIONS>;

/** Everything about a write but the signature. Amounts are wei. */
export interface Plan {
  readonly transaction: UnsignedTransaction;
  /** Units of gas it would take now. */
  readonly gasEstimate: bigint;
  readonly baseFeePerGas: bigint;
  readonly balance: bigint;
}

/** Room for what other transactions change before this one: a quarter. What is not used is not paid. */
const GAS_MARGIN = 4n;

/** @throws CommandFailure `chain` if the chain has no base fee; AppError `chain.*` */
export async function planWrite(
  { rpc, chainId }: ChainConnection,
  fields: CallFields,
  gasEstimate: bigint,
  fees: FeeValues,
): Promise<Plan> {
  const [nonce, balance] = await rpc.callAll([nextNonceOf(fields.from), balanceOf(fields.from)]);
  const { baseFeePerGas, ...prices } = await pricesOf(rpc, fees);
  const { to, data } = fields;
  const gasLimit = gasEstimate + gasEstimate / GAS_MARGIN;
  return { transaction: { chainId, nonce, to, data, gasLimit, ...prices }, gasEstimate, baseFeePerGas, balance };
}

async function pricesOf(rpc: Rpc, fees: FeeValues) {
  const { baseFeePerGas } = await rpc.call(latestBaseFee());
  if (baseFeePerGas === undefined) {
    throw new CommandFailure(
      EXIT.chain,
      'The chain has no base fee: its rules are older than the registry needs (Prague).',
    );
  }
  // A node without the method belongs to a chain where nobody bids for blocks.
  const suggestion = await rpc.ask(suggestedTip());
  const tip = fees.maxPriorityFeePerGas ?? (suggestion.ok ? suggestion.value : 0n);
  const maxFeePerGas = fees.maxFeePerGas ?? 2n * baseFeePerGas + tip;
  if (maxFeePerGas < baseFeePerGas) {
    throw new CommandFailure(EXIT.usage, `--max-fee-per-gas WEI is less than the base fee of ${baseFeePerGas}.`);
  }
  return { baseFeePerGas, maxFeePerGas, maxPriorityFeePerGas: tip < maxFeePerGas ? tip : maxFeePerGas };
}

/** What it costs, in wei as decimal text: now, and at the very most. */
export function costOf({ transaction, gasEstimate, baseFeePerGas, balance }: Plan) {
  const { gasLimit, maxFeePerGas, maxPriorityFeePerGas } = transaction;
  const price =
    baseFeePerGas + maxPriorityFeePerGas < maxFeePerGas ? baseFeePerGas + maxPriorityFeePerGas : maxFeePerGas;
  const maximum = gasLimit * maxFeePerGas;
  return {
    expectedWei: String(gasEstimate * price),
    maximumWei: String(maximum),
    balanceWei: String(balance),
    isAffordable: balance >= maximum,
  };
}
