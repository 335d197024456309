import type { ErrorView } from '../../../preload/api/errors.ts';
import type { Digest } from '../../../preload/api/ids.ts';
import type { NetConnection } from '../services/context.ts';

/** Blocks from the own block store or from peers, each verified; every digest is in exactly one of the two maps. */
export interface FetchedBlocks {
  readonly blocks: ReadonlyMap<Digest, Uint8Array>;
  readonly missing: ReadonlyMap<Digest, ErrorView>;
}

const MAX_DIGESTS = 500;
const TIMEOUT_MS = 10_000;

/** Fetches in batches; settles when every digest has been found or given up for now. */
export async function fetchBlocks(net: NetConnection, digests: readonly Digest[]): Promise<FetchedBlocks> {
  const blocks = new Map<Digest, Uint8Array>();
  const missing = new Map<Digest, ErrorView>();
  const wanted = [...new Set(digests)];
  for (let start = 0; start < wanted.length; start += MAX_DIGESTS) {
    const answer = await net.call.getBlocks({
      digests: wanted.slice(start, start + MAX_DIGESTS),
      timeoutMs: TIMEOUT_MS,
    });
    for (const { digest, bytes } of answer.blocks) blocks.set(digest, bytes);
    for (const { digest, error } of answer.missing) missing.set(digest, error);
  }
  return { blocks, missing };
}
