import type { Receipt } from '../../../main/net/chain/calls.ts';
import type { CommandResult } from '../command.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { KEY_OPTIONS, openSigner, type Signer, senderOf } from '../keys/signer.ts';
import type { ChainConnection } from '../network/connect.ts';
import { flag, wholeNumber } from '../option-values.ts';
import type { Option, ValuesOf } from '../options.ts';
import { say } from '../say.ts';
import { deliver } from './deliver.ts';
import type { Description } from './describe.ts';
import { costOf, FEE_OPTIONS, type Plan, planWrite } from './plan.ts';
import { type Refusal, refusalText, simulate } from './simulate.ts';

const DEADLINE: Option<number> = {
  placeholder: 'N',
  help: 'how long to wait for the block (120)',
  schema: wholeNumber(1, 86_400).default(120),
};

/** Options of every command that writes. */
export const WRITE_OPTIONS = {
  ...KEY_OPTIONS,
  ...FEE_OPTIONS,
  deadlineSeconds: DEADLINE,
  dryRun: flag('shows what would be sent, what it costs and whether it would be refused, and sends nothing'),
};
export type WriteValues = ValuesOf<typeof WRITE_OPTIONS>;

export interface Write {
  readonly connection: ChainConnection;
  /** null: it creates a contract */
  readonly to: string | null;
  /** Call data, 0x-prefixed hex. It may depend on who sends it. */
  readonly data: (sender: string) => string;
  readonly describe: (data: string) => Description;
  /** What there is to add to the result of a write that took effect. */
  readonly completed: (receipt: Receipt, plan: Plan & { readonly from: string }) => Promise<Record<string, unknown>>;
}

type Facts = Readonly<Record<string, unknown>>;

/**
 * Every write goes this way: simulated first; then, unless it is a dry run or refused, signed, sent and waited for.
 * Nothing is sent that the simulation refuses, and nobody is asked for a passphrase in vain.
 */
export async function performWrite(write: Write, values: WriteValues): Promise<CommandResult> {
  const { connection, to } = write;
  const signer = values.dryRun ? null : await openSigner(values);
  const from = signer ? signer.address : await senderOf(values);
  const data = write.data(from);
  const facts: Facts = { chainId: connection.chainId, from, to, call: write.describe(data) };
  const simulation = await simulate(connection.rpc, { from, to, data });
  if (!simulation.isAccepted) return refused(values.dryRun ? { dryRun: true, data } : {}, facts, simulation.refusal);
  const plan = await planWrite(connection, { from, to, data }, simulation.gasEstimate, values);
  if (signer) return await carryOut(write, { ...plan, signer, facts }, values.deadlineSeconds);
  return { exit: EXIT.done, output: { dryRun: true, outcome: 'accepted', ...facts, data, ...figures(plan) } };
}

async function carryOut(
  { connection, completed }: Write,
  plan: Plan & { readonly signer: Signer; readonly facts: Facts },
  deadlineSeconds: number,
): Promise<CommandResult> {
  const { signer, facts, transaction } = plan;
  requireMoney(signer.address, plan);
  const signed = await signer.sign(transaction);
  const delivery = await deliver(connection.rpc, signed, deadlineSeconds * 1000);
  const sent: Facts = { ...facts, nonce: transaction.nonce, hash: signed.hash };
  if (delivery.outcome === 'unknown') return unknown(sent, deadlineSeconds);
  const { receipt } = delivery;
  const mined: Facts = { ...sent, block: receipt.blockNumber, gasUsed: receipt.gasUsed };
  if (delivery.outcome === 'reverted') {
    const { error, ...args } = delivery.details;
    say(`The transaction is in block ${receipt.blockNumber} and had no effect: ${error}.`);
    return { exit: EXIT.refused, output: { outcome: 'reverted', ...mined, refusal: { error, args } } };
  }
  say(`Done in block ${receipt.blockNumber}.`);
  const more = await completed(receipt, { ...plan, from: signer.address });
  return { exit: EXIT.done, output: { outcome: 'done', ...mined, ...more } };
}

function requireMoney(from: string, plan: Plan): void {
  const { isAffordable, maximumWei } = costOf(plan);
  if (isAffordable) return;
  throw new CommandFailure(EXIT.unsigned, `${from} cannot pay for the gas: it needs up to ${maximumWei} wei.`);
}

function refused({ data, ...dry }: Facts, facts: Facts, refusal: Refusal): CommandResult {
  say(`The registry refuses: ${refusalText(refusal)}. Nothing was sent.`);
  return { exit: EXIT.refused, output: { ...dry, outcome: 'refused', ...facts, data, refusal } };
}

function unknown(sent: Facts, deadlineSeconds: number): CommandResult {
  say(`Not in a block after ${deadlineSeconds} s. It may still take effect: look for the hash before you repeat it.`);
  return { exit: EXIT.unknown, output: { outcome: 'unknown', ...sent } };
}

function figures(plan: Plan): Facts {
  const { nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas } = plan.transaction;
  return {
    nonce,
    gas: { estimate: Number(plan.gasEstimate), limit: Number(gasLimit) },
    fees: {
      baseFeePerGas: String(plan.baseFeePerGas),
      maxFeePerGas: String(maxFeePerGas),
      maxPriorityFeePerGas: String(maxPriorityFeePerGas),
    },
    cost: costOf(plan),
  };
}
