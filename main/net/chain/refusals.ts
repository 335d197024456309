import { AppError, type ErrorView } from '../../../preload/api/errors.ts';
import { decodeRefusal } from '../../registry/errors.ts';
import { type Receipt, replay, type Transaction } from './calls.ts';
import type { Rpc, RpcRefusal } from './rpc.ts';

/**
 * What a node's "no" to a signed transaction means. JSON-RPC has no codes for it, so the wording of geth, Besu and
 * anvil is recognised; a wording nobody recognises is `later`, because giving up would be a guess.
 */
export type SendVerdict =
  /** The node has it already. */
  | 'known'
  /** This nonce is taken: by this transaction or by another one. */
  | 'nonceTaken'
  /** It may pass another time, or after a person did something. */
  | 'later'
  /** No node will ever take it. */
  | 'never';

const WORDINGS: readonly [SendVerdict, RegExp][] = [
  ['known', /already known|already imported|known transaction|already exists/i],
  ['nonceTaken', /nonce too low|nonce is too low|nonce has already been used/i],
  ['later', /insufficient|underpriced|fee|full|limit exceeded|busy|timeout/i],
  ['never', /intrinsic gas|gas limit|invalid|malformed|decode|rlp|signature|chain id|exceeds/i],
];

export function verdictOf({ message }: RpcRefusal): SendVerdict {
  return WORDINGS.find(([, wording]) => wording.test(message))?.[0] ?? 'later';
}

export function refusedError({ code, message }: RpcRefusal): ErrorView {
  const reason = /insufficient/i.test(message)
    ? 'insufficientFunds'
    : /fee|underpriced/i.test(message)
      ? 'fee'
      : 'other';
  const details = { reason, rpcCode: code };
  return new AppError('chain.refused', 'The node does not take the transaction', { details }).toView();
}

/**
 * Why a mined transaction reverted, as `chain.reverted` with the registry's own error. A receipt does not say: the
 * call is repeated in the state before its block, then after it, since an earlier one in the block may be the cause.
 */
export async function revertedError(rpc: Rpc, transaction: Transaction | null, receipt: Receipt): Promise<ErrorView> {
  for (const block of transaction ? [receipt.blockNumber - 1, receipt.blockNumber] : []) {
    // Safe: the list is empty without a transaction.
    const answer = await rpc.ask(replay(transaction as Transaction, block));
    const refusal = answer.ok || !answer.refusal.data ? null : decodeRefusal(answer.refusal.data);
    if (refusal) return reverted({ ...refusal.args, error: refusal.error });
  }
  return reverted({ error: transaction && receipt.gasUsed >= transaction.gas ? 'OutOfGas' : 'Unknown' });
}

function reverted(details: Record<string, string | number | boolean>): ErrorView {
  return new AppError('chain.reverted', 'The registry refused', { details }).toView();
}
