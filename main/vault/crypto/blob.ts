import { AppError } from '../../../preload/api/errors.ts';
import { sha256 } from './digest.ts';
import type { SealedBlock } from './object-codec.ts';
import { bucketFor, pad, unpad } from './padding.ts';
import { type Random, sodium } from './sodium.ts';

/**
 * A blob is a libsodium secretstream (XChaCha20-Poly1305) cut into blocks of at most 1 MiB (OBJ1). The first block
 * begins with the stream's header; the last one carries the final tag and is padded to a bucket.
 */
const HEADER_BYTES = 24;
const OVERHEAD_BYTES = 17;
const BLOCK_MAX_BYTES = 1024 * 1024;
const PIECE_BYTES = BLOCK_MAX_BYTES - HEADER_BYTES - OVERHEAD_BYTES;

export interface SealedBlob {
  /** Random, used for this blob alone. */
  readonly key: Uint8Array;
  /** In order; the codec of their CIDs is `raw`. */
  readonly blocks: readonly SealedBlock[];
}

export function sealBlob(bytes: Uint8Array, random: Random): SealedBlob {
  const key = random(sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES);
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const blocks: SealedBlock[] = [];
  const push = (piece: Uint8Array, tag: number) => {
    const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, null, tag);
    const block = blocks.length === 0 ? Buffer.concat([header, sealed]) : sealed;
    blocks.push({ digest: sha256(block), bytes: block });
  };
  let offset = 0;
  for (; bytes.length - offset >= PIECE_BYTES; offset += PIECE_BYTES) {
    push(bytes.subarray(offset, offset + PIECE_BYTES), sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  }
  const rest = bytes.subarray(offset);
  const bucket = Math.min(bucketFor(rest.length), PIECE_BYTES);
  push(pad(rest, bucket), sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  return { key, blocks };
}

/** The whole plaintext, or `crypto.notDecryptable`: a missing, swapped, repeated, added or altered block is noticed. */
export function openBlob(key: Uint8Array, pieces: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = pieces;
  if (!first || first.length < HEADER_BYTES) throw damaged(0);
  const header = first.subarray(0, HEADER_BYTES);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  const plain: Uint8Array[] = [];
  for (const [index, piece] of [first.subarray(HEADER_BYTES), ...others].entries()) {
    const isLast = index === pieces.length - 1;
    plain.push(pull(state, piece, isLast, index));
  }
  return Buffer.concat(plain);
}

function pull(state: StreamState, piece: Uint8Array, isLast: boolean, index: number): Uint8Array {
  if (piece.length < OVERHEAD_BYTES) throw damaged(index);
  const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, null);
  if (pulled === false) throw damaged(index);
  const isFinal = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (isFinal !== isLast) throw damaged(index);
  return isFinal ? unpad(pulled.message) : pulled.message;
}

type StreamState = ReturnType<typeof sodium.crypto_secretstream_xchacha20poly1305_init_pull>;

function damaged(block: number): AppError {
  return new AppError('crypto.notDecryptable', 'The file is incomplete or was altered', { details: { block } });
}
