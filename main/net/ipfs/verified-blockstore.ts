import { BaseBlockstore } from 'blockstore-core';
import type { InputPair, Pair } from 'interface-blockstore';
import type { CID } from 'multiformats/cid';
import type { Digest } from '../../../preload/api/ids.ts';
import { cidOf, digestOfCid } from './digest.ts';
import type { BlockStore } from './store/block-store.ts';

/** Helia and bitswap recognise a missing block by this name. */
class BlockNotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/**
 * Helia's view of the block store, so that bitswap serves and fills it. Codecs are not kept: blocks are found by
 * digest, whatever codec the CID names.
 */
export class VerifiedBlockstore extends BaseBlockstore {
  readonly #store: BlockStore;

  constructor(store: BlockStore) {
    super();
    this.#store = store;
  }

  override async has(cid: CID): Promise<boolean> {
    const digest = digestOfCid(cid);
    return digest !== undefined && this.#store.has(digest);
  }

  override async put(cid: CID, bytes: InputPair['bytes']): Promise<CID> {
    await this.#store.putMany([{ digest: requireDigest(cid), bytes: await collect(bytes) }]);
    return cid;
  }

  override async *get(cid: CID): AsyncGenerator<Uint8Array> {
    const bytes = await this.#store.get(requireDigest(cid));
    if (!bytes) throw new BlockNotFoundError('No whole copy of this block is here');
    yield bytes;
  }

  override async delete(cid: CID): Promise<void> {
    await this.#store.remove(requireDigest(cid));
  }

  override async *getAll(): AsyncGenerator<Pair> {
    for (const digest of this.#store.digests()) {
      const cid = cidOf(digest);
      yield { cid, bytes: this.get(cid) };
    }
  }
}

function requireDigest(cid: CID): Digest {
  const digest = digestOfCid(cid);
  if (digest === undefined) throw new BlockNotFoundError('Only SHA-256 blocks are kept here');
  return digest;
}

async function collect(bytes: InputPair['bytes']): Promise<Uint8Array> {
  if (bytes instanceof Uint8Array) return bytes;
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
