import { hash } from 'node:crypto';
import { CID } from 'multiformats/cid';
import * as multihash from 'multiformats/hashes/digest';
import type { Digest } from '../../../preload/api/ids.ts';

/** Codecs of the blocks we make, with their numbers in the multicodec table. */
export const CODEC_NUMBER = { raw: 0x55, 'dag-cbor': 0x71 } as const;
export type Codec = keyof typeof CODEC_NUMBER;

const SHA2_256 = 0x12;

/** Largest block accepted from anyone, as everywhere in IPFS. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024;

export function digestOf(bytes: Uint8Array): Digest {
  // Safe: the hex of 32 bytes. Not parsed, because thousands of digests pass here in a moment.
  return hash('sha256', bytes, 'hex') as Digest;
}

/** An empty block never matches: the store has none, and an empty file is what a broken disk leaves. */
export function matches(digest: Digest, bytes: Uint8Array): boolean {
  return bytes.byteLength > 0 && hash('sha256', bytes, 'hex') === digest;
}

/** The digest inside a CID; undefined when it is not SHA-256, which this store never holds. */
export function digestOfCid(cid: CID): Digest | undefined {
  if (cid.multihash.code !== SHA2_256 || cid.multihash.digest.byteLength !== 32) return undefined;
  return digestFromBytes(cid.multihash.digest);
}

export function cidOf(digest: Digest, codec: Codec = 'raw'): CID {
  return CID.createV1(CODEC_NUMBER[codec], multihash.create(SHA2_256, digestToBytes(digest)));
}

export function digestToBytes(digest: Digest): Uint8Array {
  return Buffer.from(digest, 'hex');
}

export function digestFromBytes(bytes: Uint8Array): Digest {
  if (bytes.byteLength !== 32) throw new RangeError('a digest has 32 bytes');
  // Safe: as in `digestOf`.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex') as Digest;
}
