import { type Receipt, receiptOf, send, transactionOf } from '../../../main/net/chain/calls.ts';
import { refusedError, revertedError, verdictOf } from '../../../main/net/chain/refusals.ts';
import type { Rpc } from '../../../main/net/chain/rpc.ts';
import type { SignedTransaction } from '../../../main/registry/transactions.ts';
import { AppError, type ErrorDetails } from '../../../preload/api/errors.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { say } from '../say.ts';

const POLL_MS = 500;

/** What became of a transaction that was sent. */
export type Delivery =
  | { readonly outcome: 'done'; readonly receipt: Receipt }
  /** In a block, without effect; the details name the registry's error. */
  | { readonly outcome: 'reverted'; readonly receipt: Receipt; readonly details: ErrorDetails }
  /** Not seen in a block in time. It may still get into one. */
  | { readonly outcome: 'unknown' };

/**
 * Sends a transaction and waits for its receipt. Once it may have left, no failure of the node ends the waiting: only a
 * receipt or the deadline does.
 * @throws CommandFailure `chain` if the node refuses the transaction, which then had no effect
 */
export async function deliver(rpc: Rpc, { raw, hash }: SignedTransaction, deadlineMs: number): Promise<Delivery> {
  const startedAt = performance.now();
  say(`Sending ${hash} …`);
  await tolerate(() => sendOnce(rpc, raw));
  while (performance.now() - startedAt < deadlineMs) {
    const receipt = await tolerate(() => rpc.call(receiptOf(hash)));
    if (receipt?.status === 1) return { outcome: 'done', receipt };
    if (receipt) {
      const transaction = (await tolerate(() => rpc.call(transactionOf(hash)))) ?? null;
      const { details } = await revertedError(rpc, transaction, receipt);
      return { outcome: 'reverted', receipt, details };
    }
    await new Promise((resume) => setTimeout(resume, POLL_MS));
  }
  return { outcome: 'unknown' };
}

async function sendOnce(rpc: Rpc, raw: string): Promise<void> {
  const answer = await rpc.ask(send(raw));
  if (answer.ok || verdictOf(answer.refusal) === 'known') return;
  const { reason } = refusedError(answer.refusal).details;
  throw new CommandFailure(EXIT.chain, `The node does not take the transaction (${reason}): ${answer.refusal.message}`);
}

/** A node that does not answer is asked again: a timeout means that nothing is known. */
async function tolerate<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say(`The node did not answer (${error.code}); still waiting …`);
    return undefined;
  }
}
