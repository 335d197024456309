import type { Connection, Stream } from '@libp2p/interface';
import type { Digest } from '../../../../preload/api/ids.ts';
import { withDeadline } from '../../platform/deadline.ts';
import type { BlockStore } from '../store/block-store.ts';
import { FrameError, FrameReader, writeFrame } from './frames.ts';
import { ANSWER_BYTES, decodeRequest, encodeAnswer, MAX_REQUEST_BYTES } from './messages.ts';
import type { Quota } from './quota.ts';

const REQUEST_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 60_000;

/** Answers one request of a peer; a stream that breaks a rule, a bound or the time is reset. */
export async function serveBlocks(
  stream: Stream,
  connection: Connection,
  { store, quota }: { store: BlockStore; quota: Quota },
): Promise<void> {
  const peer = connection.remotePeer.toString();
  try {
    const reader = new FrameReader(stream, MAX_REQUEST_BYTES);
    const request = await withDeadline(REQUEST_TIMEOUT_MS, undefined, (signal) => reader.next(signal));
    const digests = decodeRequest(request);
    if (!quota.spend(peer, { digests: digests.length })) throw new FrameError('the peer asks for too much');
    await withDeadline(ANSWER_TIMEOUT_MS, undefined, async (signal) => {
      for (const group of store.groupsWithin(digests, ANSWER_BYTES)) {
        const payload = await answersTo(group, store);
        const bytes = payload.reduce((sum, part) => sum + part.byteLength, 0);
        if (!quota.spend(peer, { bytes })) throw new FrameError('the peer asks for too much');
        await writeFrame(stream, payload, signal);
      }
      await stream.close({ signal });
    });
  } catch (error) {
    stream.abort(error instanceof Error ? error : new FrameError('failed'));
  }
}

async function answersTo(digests: readonly Digest[], store: BlockStore): Promise<Uint8Array[]> {
  const blocks = await store.getMany(digests);
  return digests.flatMap((digest) => encodeAnswer({ digest, bytes: blocks.get(digest) ?? null }));
}
