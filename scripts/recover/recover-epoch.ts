import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { decode } from '@ipld/dag-cbor';
import sodium from 'libsodium-wrappers-sumo';

/**
 * The exit door (docs/recovery.md): everything one exported epoch key opens, with stock libsodium, HKDF and dag-cbor.
 * On purpose it shares no line with the program, so that it also proves that the document is complete.
 */
const CATEGORIES = [
  'demographics',
  'encounter',
  'problem',
  'allergy',
  'medication',
  'immunization',
  'observation',
  'procedure',
  'document',
  'sensitive',
];

export interface RecoveredRecord {
  readonly recordId: string;
  readonly version: number;
  readonly category: string;
  readonly resourceType: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reason: string | null;
  /** FHIR R4 JSON text. */
  readonly resource: string;
  readonly file: { readonly title: string; readonly mediaType: string; readonly bytes: Uint8Array } | null;
}

interface Blob {
  readonly key: Uint8Array;
  readonly digests: readonly string[];
}

interface Manifest extends Omit<RecoveredRecord, 'resource' | 'file'> {
  readonly resource: string | null;
  readonly resourceBlob: Blob | null;
  readonly attachment: (Blob & { readonly title: string; readonly mediaType: string }) | null;
}

/** `blocks` by the SHA-256 digest of their bytes, lower-case hex. Blocks of other epochs are passed over. */
export async function recoverEpoch(
  epochKey: Uint8Array,
  blocks: ReadonlyMap<string, Uint8Array>,
): Promise<RecoveredRecord[]> {
  await sodium.ready;
  const keys = CATEGORIES.map((category) => hkdf(epochKey, `wardkeep/v1/category/${category}`, 32));
  const manifests = [...blocks.values()].map((bytes) => openManifest(bytes, keys)).filter((body) => body !== null);
  return manifests.map(({ resource, resourceBlob, attachment, ...rest }) => ({
    ...rest,
    resource: resource ?? new TextDecoder().decode(openBlob(resourceBlob, blocks)),
    file: attachment && {
      title: attachment.title,
      mediaType: attachment.mediaType,
      bytes: openBlob(attachment, blocks),
    },
  }));
}

/** Null when the block is no manifest, or one that none of the keys fits. */
function openManifest(bytes: Uint8Array, keys: readonly Uint8Array[]): Manifest | null {
  const block = manifestBlock(bytes);
  const key = block && keys.find((candidate) => fits(candidate, block));
  if (!block || !key) return null;
  const authenticated = Buffer.concat([Buffer.from('wardkeep/v1/manifest/'), block.hint]);
  const { body, nonce } = block;
  const padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, authenticated, nonce, key);
  return decode(sodium.unpad(padded, padded.length));
}

interface ManifestBlock {
  readonly hint: Uint8Array;
  readonly nonce: Uint8Array;
  readonly body: Uint8Array;
}

function manifestBlock(bytes: Uint8Array): ManifestBlock | null {
  try {
    const block = decode<Partial<ManifestBlock> & { v?: number }>(bytes);
    const { hint, nonce, body } = block;
    return block.v === 1 && hint && nonce && body ? { hint, nonce, body } : null;
  } catch {
    return null;
  }
}

function fits(key: Uint8Array, { hint, nonce }: ManifestBlock): boolean {
  const keyId = hkdf(key, 'wardkeep/v1/key-id', 16);
  return timingSafeEqual(createHmac('sha256', keyId).update(nonce).digest().subarray(0, 16), hint);
}

function openBlob(blob: Blob | null, blocks: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (!blob) throw new Error('The manifest names neither a resource nor a blob');
  const stream = Buffer.concat(
    blob.digests.map((digest) => {
      const bytes = blocks.get(digest);
      if (!bytes) throw new Error(`The block ${digest} is missing`);
      return bytes;
    }),
  );
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(stream.subarray(0, 24), blob.key);
  const plain: Uint8Array[] = [];
  const step = 1024 * 1024 - 24;
  for (let at = 24; at < stream.length; at += step) {
    const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, stream.subarray(at, at + step), null);
    if (pulled === false) throw new Error('A block was altered');
    const isFinal = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    plain.push(isFinal ? sodium.unpad(pulled.message, pulled.message.length) : pulled.message);
    if (isFinal !== at + step >= stream.length) throw new Error('The file is incomplete');
  }
  return Buffer.concat(plain);
}

function hkdf(key: Uint8Array, label: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), label, length));
}
