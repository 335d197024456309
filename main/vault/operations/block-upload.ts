import type { NetConnection, VaultContext } from '../services/context.ts';
import {
  deletePendingBlock,
  getPendingBlock,
  listPendingBlockSizes,
  type PendingBlock,
} from '../store/queries/pending-blocks.ts';

/** Small blocks travel together; a large one goes alone. */
const BATCH_BLOCKS = 1000;
const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * Hands the ciphertext that waits in the database to the block store, oldest first, and forgets each batch when the
 * store has it durably. Interrupted anywhere, it sends the same blocks again, which changes nothing.
 * Refuses with what the store says, `disk.full` above all: the rest stays where it is.
 */
export async function uploadPendingBlocks(context: VaultContext, net: NetConnection): Promise<void> {
  for (let batch = nextBatch(context); batch.length > 0; batch = nextBatch(context)) {
    await net.call.putBlocks({ blocks: batch });
    const stored = batch;
    context.db.transaction((db) => {
      for (const { digest } of stored) deletePendingBlock(db, digest);
    });
  }
}

function nextBatch({ db }: VaultContext): PendingBlock[] {
  const batch: PendingBlock[] = [];
  let bytes = 0;
  for (const { digest, sizeBytes } of listPendingBlockSizes(db, BATCH_BLOCKS)) {
    if (batch.length > 0 && bytes + sizeBytes > BATCH_BYTES) break;
    const block = getPendingBlock(db, digest);
    if (!block) continue;
    batch.push(block);
    bytes += sizeBytes;
  }
  return batch;
}
