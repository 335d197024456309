import { AppError } from '../../../preload/api/errors.ts';
import type { NetConnection, VaultContext } from '../services/context.ts';
import { hasDueOutbox } from '../store/queries/outbox-sending.ts';
import { uploadPendingBlocks } from './block-upload.ts';
import { handOverSigned } from './parcels.ts';
import { waitingSpan } from './publication-rhythm.ts';
import { signQueued } from './signing.ts';

export interface SendingTurn {
  /** The chain can be reached and is the right one. */
  readonly isChainReady: boolean;
  /** The log has been read to its end. */
  readonly isCaughtUp: boolean;
}

/**
 * One turn of the sender (SYN5): blocks to the block store, then what may leave by now signed, then signed transactions to the
 * network process. Every step may be interrupted and repeated; where things stand is in the database (A5).
 * Returns why blocks could not be stored, `disk.full` above all, or null: that holds up what names a block, and nothing
 * else.
 */
export async function sendOutbox(
  context: VaultContext,
  net: NetConnection,
  turn: SendingTurn,
): Promise<AppError | null> {
  const refusal = await tryUpload(context, net);
  await handOverSigned(context, net);
  if (turn.isChainReady && hasDueOutbox(context.db, waitingSpan(context))) {
    const chainCount = await net.call.transactionCount({ address: context.keys.workstation.address });
    const signing = { isCaughtUp: turn.isCaughtUp, areBlocksStored: refusal === null };
    if (chainCount !== null && signQueued(context, { ...signing, chainCount }) > 0) await handOverSigned(context, net);
  }
  return refusal;
}

async function tryUpload(context: VaultContext, net: NetConnection): Promise<AppError | null> {
  try {
    await uploadPendingBlocks(context, net);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
