import { decode, encode } from '@ipld/dag-cbor';
import type { z } from 'zod';
import { AppError } from '../../../preload/api/errors.ts';
import type { Digest } from '../../../preload/api/ids.ts';
import { sha256 } from './digest.ts';

/** A block ready for the store: its bytes and the SHA-256 digest that names it. */
export interface SealedBlock {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** Encodes one object as a dag-cbor block, the same bytes for the same object. */
export function toBlock(object: object): SealedBlock {
  const bytes = encode(object);
  return { digest: sha256(bytes), bytes };
}

/** Decodes dag-cbor and parses it; anything else than the schema's shape is `crypto.notDecryptable`. */
export function fromCbor<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array): z.output<Schema> {
  let object: unknown;
  try {
    object = decode(bytes);
  } catch (cause) {
    throw new AppError('crypto.notDecryptable', 'The block is not dag-cbor', { cause });
  }
  const parsed = schema.safeParse(object);
  if (!parsed.success) {
    throw new AppError('crypto.notDecryptable', 'The block does not have the expected shape', {
      details: { path: parsed.error.issues[0]?.path.join('.') ?? '' },
    });
  }
  return parsed.data;
}
