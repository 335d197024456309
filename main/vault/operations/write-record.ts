import type { Category } from '../../../preload/api/categories.ts';
import type { Digest, PatientId, RecordId } from '../../../preload/api/ids.ts';
import { type SealedBlob, sealBlob } from '../crypto/blob.ts';
import { type BlobReference, INLINE_MAX_BYTES, type ManifestBody, sealManifest } from '../crypto/manifest.ts';
import type { VaultContext } from '../services/context.ts';
import type { WritableDb } from '../store/handles.ts';
import { type AttachmentRow, insertAttachment } from '../store/queries/attachments.ts';
import { insertPendingBlock } from '../store/queries/pending-blocks.ts';
import { getPointer, insertRecordVersion } from '../store/queries/record-versions.ts';
import { insertRecord, updateRecordVersion } from '../store/queries/records.ts';
import type { OpenEpoch } from './epochs.ts';
import { enqueue } from './outbox-entry.ts';

export interface NewRecordVersion {
  readonly patientId: PatientId;
  readonly recordId: RecordId;
  /** 1 for a new record, one more for an amendment. */
  readonly version: number;
  readonly category: Category;
  readonly resourceType: string;
  /** FHIR R4 JSON text. */
  readonly resource: string;
  /** What the sync list calls it. */
  readonly title: string;
  /** Why it is amended; null for the first version. */
  readonly reason?: string | null;
  readonly importKey?: string | null;
  /** Its blocks were stored before, by `storeBlob` or with an earlier version. */
  readonly attachment?: AttachmentRow | null;
}

/**
 * Stores one version of one record: the resource as it is, and its manifest sealed under the key of its category,
 * waiting for the block store and for the chain (OBJ2, OBJ3).
 */
export function writeRecord(context: VaultContext, db: WritableDb, epoch: OpenEpoch, record: NewRecordVersion): void {
  const { patientId, recordId, version, category, resourceType, resource } = record;
  const { reason = null, importKey = null, attachment = null } = record;
  const at = context.now();
  const body: ManifestBody = {
    recordId,
    version,
    category,
    resourceType,
    author: context.user.name,
    at,
    reason,
    ...resourceInlineOrBlob(context, db, resource),
    previousPointer: version === 1 ? null : requirePointer(db, recordId, version - 1),
    attachment,
  };
  const manifest = sealManifest({ ...epoch.keyFor(category), body }, context.random);
  const tag = epoch.takeTag();
  insertPendingBlock(db, { ...manifest, codec: 'dag-cbor' }, at);
  if (version > 1) updateRecordVersion(db, recordId, version);
  else insertRecord(db, { id: recordId, patientId, category, resourceType, importKey, recordedAt: at });
  insertRecordVersion(db, {
    recordId,
    version,
    resource,
    authorId: context.user.id,
    authorName: context.user.name,
    at,
    reason,
    epoch: epoch.epoch,
    pointer: manifest.digest,
    tag,
  });
  if (attachment) insertAttachment(db, recordId, version, attachment);
  enqueue(context, db, {
    kind: outboxKind(category, version),
    patientId,
    record: { id: recordId, version },
    title: record.title,
    intent: { kind: 'record', args: { tag: `0x${tag}`, pointer: manifest.digest } },
  });
}

/** Keeps the blocks of a blob until the block store has them. */
export function storeBlob(context: VaultContext, db: WritableDb, blob: SealedBlob, sizeBytes: number): BlobReference {
  for (const block of blob.blocks) insertPendingBlock(db, { ...block, codec: 'raw' }, context.now());
  return { key: blob.key, digests: blob.blocks.map((block) => block.digest), sizeBytes };
}

function resourceInlineOrBlob(
  context: VaultContext,
  db: WritableDb,
  resource: string,
): Pick<ManifestBody, 'resource' | 'resourceBlob'> {
  const bytes = Buffer.from(resource);
  if (bytes.length <= INLINE_MAX_BYTES) return { resource, resourceBlob: null };
  return { resource: null, resourceBlob: storeBlob(context, db, sealBlob(bytes, context.random), bytes.length) };
}

function requirePointer(db: WritableDb, recordId: RecordId, version: number): Digest {
  const pointer = getPointer(db, recordId, version);
  if (!pointer) throw new Error('a version is amended that does not exist');
  return pointer;
}

function outboxKind(category: Category, version: number): 'demographics' | 'record' | 'amendment' {
  if (category === 'demographics') return 'demographics';
  return version === 1 ? 'record' : 'amendment';
}
