import type { Connection } from '@libp2p/interface';
import { AppError } from '../../../preload/api/errors.ts';
import type { Digest } from '../../../preload/api/ids.ts';
import { withDeadline } from '../platform/deadline.ts';
import { askPeer } from './batch/client.ts';
import { cidOf } from './digest.ts';
import type { SwarmNode } from './node.ts';
import type { StoredBlock } from './store/block-store.ts';

/** Small enough that one stream's blocks are stored while those of the next are on their way. */
const DIGESTS_PER_STREAM = 512;
const STREAMS = 4;
/** Bitswap drops what goes beyond its want list. */
const MAX_BITSWAP_WANTS = 256;
const BITSWAP_WANT_MS = 3_000;
/** How much of a peer's score the newest conversation decides. */
const SCORE_WEIGHT = 0.3;

type Keep = (blocks: StoredBlock[]) => Promise<void>;

/**
 * Fetches blocks from connected peers: many to a stream by our own protocol, then by bitswap from peers that do not
 * speak it. What arrives is verified and stored before it counts.
 */
export class Fetcher {
  readonly #node: SwarmNode;
  /** Share of what was asked for that a peer delivered, from 0 to 1, the newest conversations counting most. */
  readonly #scores = new Map<string, number>();

  constructor(node: SwarmNode) {
    this.#node = node;
  }

  /**
   * Resolves when every digest was fetched, or no connected peer has it, or `signal` fired: what is missing then is
   * the caller's to see. `keep` stores what arrives, and refuses what does not match its digest. Rejects with
   * `disk.full` only: blocks that cannot be kept are not fetched.
   */
  async fetch(digests: readonly Digest[], keep: Keep, signal: AbortSignal): Promise<void> {
    const open = new Set(digests);
    const others: Connection[] = [];
    for (const connection of this.#connections()) {
      if (open.size === 0 || signal.aborted) return;
      if (!(await this.#ask(connection, open, keep, signal))) others.push(connection);
    }
    if (others.length > 0 && open.size > 0 && !signal.aborted) await this.#bitswap([...open], signal);
  }

  /** False when bitswap may still find what is open with this peer. */
  async #ask(connection: Connection, open: Set<Digest>, keep: Keep, signal: AbortSignal): Promise<boolean> {
    const asked = open.size;
    const keepAndClose: Keep = async (blocks) => {
      await keep(blocks);
      for (const { digest } of blocks) open.delete(digest);
    };
    const parts = inParts([...open], Math.min(DIGESTS_PER_STREAM, Math.ceil(asked / STREAMS)));
    const streams = parts.map((part) => askPeer(connection, part, keepAndClose, signal));
    const failures = (await Promise.allSettled(streams)).flatMap((it) => (it.status === 'rejected' ? [it.reason] : []));
    const full = failures.find((error) => isRefusal(error, 'disk.full'));
    if (full) throw full;
    if (!signal.aborted) this.#rate(connection, failures.length > 0 ? 0 : (asked - open.size) / asked);
    // A peer that lied is not asked again in another language.
    return failures.every((error) => isRefusal(error, 'blocks.corrupt'));
  }

  /** Helia puts what bitswap gets into our store, which verifies it. */
  async #bitswap(digests: Digest[], signal: AbortSignal): Promise<void> {
    const next = digests.values();
    const worker = async () => {
      for (const digest of next) await this.#want(digest, signal);
    };
    await Promise.all(Array.from({ length: Math.min(MAX_BITSWAP_WANTS, digests.length) }, worker));
  }

  /** Bitswap waits for a block until somebody has it, so that only a deadline ends the wait for what nobody has. */
  async #want(digest: Digest, parent: AbortSignal): Promise<void> {
    if (parent.aborted) return;
    try {
      await withDeadline(BITSWAP_WANT_MS, parent, async (signal) => {
        for await (const _ of this.#node.blockstore.get(cidOf(digest), { signal }));
      });
    } catch (error) {
      if (isRefusal(error, 'disk.full')) throw error;
    }
  }

  /** One connection to each peer, those that delivered most first. */
  #connections(): Connection[] {
    const byPeer = new Map(this.#node.libp2p.getConnections().map((it) => [it.remotePeer.toString(), it]));
    const score = (peer: string) => this.#scores.get(peer) ?? 0.5;
    return [...byPeer].sort(([a], [b]) => score(b) - score(a)).map(([, connection]) => connection);
  }

  #rate(connection: Connection, delivered: number): void {
    const peer = connection.remotePeer.toString();
    const before = this.#scores.get(peer) ?? 0.5;
    this.#scores.set(peer, before + SCORE_WEIGHT * (delivered - before));
  }
}

function isRefusal(error: unknown, code: AppError['code']): boolean {
  return error instanceof AppError && error.code === code;
}

function inParts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
