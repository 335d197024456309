import type { Connection, Stream } from '@libp2p/interface';
import { AppError } from '../../../../preload/api/errors.ts';
import type { Digest } from '../../../../preload/api/ids.ts';
import { withDeadline } from '../../platform/deadline.ts';
import type { StoredBlock } from '../store/block-store.ts';
import { FrameReader, writeFrame } from './frames.ts';
import { type Answer, BLOCKS_PROTOCOL, decodeAnswers, encodeRequest, MAX_ANSWER_BYTES } from './messages.ts';

/** A peer that sends nothing for this long is given up on. */
const SILENCE_MS = 5_000;

/**
 * Asks one peer for at most `MAX_DIGESTS` blocks. `keep` gets each batch, verifies and stores it, and is waited for,
 * so that the peer sends no faster than that. Resolves when every digest was answered; rejects when the peer does not
 * speak the protocol (`UnsupportedProtocolError`), lies (`blocks.corrupt`), breaks a bound or is silent.
 */
export async function askPeer(
  connection: Connection,
  digests: readonly Digest[],
  keep: (blocks: StoredBlock[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const stream = await withDeadline(SILENCE_MS, signal, (signal) => connection.newStream(BLOCKS_PROTOCOL, { signal }));
  try {
    await converse(stream, new Set(digests), keep, signal);
    await withDeadline(SILENCE_MS, signal, (signal) => stream.close({ signal }));
  } catch (error) {
    stream.abort(error instanceof Error ? error : new Error('failed'));
    throw error;
  }
}

async function converse(
  stream: Stream,
  open: Set<Digest>,
  keep: (blocks: StoredBlock[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const reader = new FrameReader(stream, MAX_ANSWER_BYTES);
  await withDeadline(SILENCE_MS, signal, (signal) => writeFrame(stream, encodeRequest([...open]), signal));
  while (open.size > 0) {
    const answers = decodeAnswers(await withDeadline(SILENCE_MS, signal, (signal) => reader.next(signal)));
    const blocks = answers.flatMap((answer) => expected(answer, open));
    if (blocks.length > 0) await keep(blocks);
  }
}

/** What was asked for and not answered yet; whatever else a peer sends ends the conversation. */
function expected({ digest, bytes }: Answer, open: Set<Digest>): StoredBlock[] {
  if (open.delete(digest)) return bytes ? [{ digest, bytes }] : [];
  throw new AppError('blocks.corrupt', 'A peer sent something else than was asked for', { details: { digest } });
}
