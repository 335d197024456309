import { readFile, stat } from 'node:fs/promises';
import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { Digest, FileId } from '../../../preload/api/ids.ts';
import { ATTACHMENT_MAX_BYTES, type ATTACHMENT_MEDIA_TYPES, type records } from '../../../preload/api/records.ts';
import { openBlob } from '../crypto/blob.ts';
import { fetchBlocks } from '../operations/block-fetch.ts';
import { commitOperation } from '../operations/commit.ts';
import { readableVersions } from '../operations/shared-reading.ts';
import { getAttachment } from '../store/queries/attachments.ts';
import { getPendingBlock } from '../store/queries/pending-blocks.ts';
import { getRecord } from '../store/queries/records.ts';
import type { VaultContext } from './context.ts';

type Attachment = (typeof records)['attachment'];
type MediaType = (typeof ATTACHMENT_MEDIA_TYPES)[number];

/** A file the person chose, whole in memory. */
export interface ChosenFile {
  readonly mediaType: MediaType;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
}

/** Refuses with `files.gone`, `files.tooLarge` or `files.unsupported`. */
export async function readChosenFile(context: VaultContext, fileId: FileId): Promise<ChosenFile> {
  const grant = context.files.get(fileId);
  const info = grant && (await stat(grant.path).catch(() => null));
  if (!grant || !info?.isFile()) throw new AppError('files.gone', 'The chosen file is no longer there');
  if (info.size > ATTACHMENT_MAX_BYTES) {
    throw new AppError('files.tooLarge', 'The file is too large', {
      details: { sizeBytes: info.size, maxBytes: ATTACHMENT_MAX_BYTES },
    });
  }
  const bytes = new Uint8Array(await readFile(grant.path));
  const mediaType = mediaTypeOf(bytes);
  if (!mediaType) throw new AppError('files.unsupported', 'Only PDF, PNG and JPEG files can be attached');
  return { mediaType, sizeBytes: bytes.length, bytes };
}

/** The first bytes decide, not the name: what a file is called says nothing about what a viewer will meet. */
const SIGNATURES: readonly (readonly [MediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];

function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  return SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0];
}

/** The decrypted file of the newest version of a record, own or shared. */
export async function openAttachment(
  context: VaultContext,
  { recordId }: ParsedArgsOf<Attachment>,
): Promise<ResultOf<Attachment>> {
  const found = ownAttachment(context, recordId) ?? sharedAttachment(context, recordId);
  if (!found) throw new AppError('record.notFound', 'There is no such file', { details: { recordId } });
  const { title, mediaType, key, digests, patientId } = found;
  // A copy: a view into a shared buffer would take its neighbours along to the screen.
  const bytes = new Uint8Array(openBlob(key, await readBlocks(context, digests)));
  const audit = { action: 'attachmentOpened', subject: title, patientId } as const;
  commitOperation(context, { kind: 'records.attachment', patientId, audit }, () => undefined);
  return { title, mediaType, bytes };
}

function ownAttachment({ db }: VaultContext, recordId: ParsedArgsOf<Attachment>['recordId']) {
  const record = getRecord(db, recordId);
  const attachment = record && getAttachment(db, recordId, record.version);
  return attachment && { ...attachment, patientId: record.patientId };
}

function sharedAttachment(context: VaultContext, recordId: ParsedArgsOf<Attachment>['recordId']) {
  const [newest] = readableVersions(context, recordId);
  if (!newest?.attachment) return undefined;
  return { ...newest.attachment, key: Buffer.from(newest.attachment.key, 'hex'), patientId: newest.patientId };
}

/** From the database while the block store has not taken them over, then from there or from peers. */
async function readBlocks({ db, net }: VaultContext, digests: readonly Digest[]): Promise<Uint8Array[]> {
  const waiting = new Map(digests.map((digest) => [digest, getPendingBlock(db, digest)?.bytes]));
  const elsewhere = digests.filter((digest) => !waiting.get(digest));
  const connection = net();
  if (elsewhere.length > 0 && !connection) throw new AppError('net.unavailable', 'The block store is not running');
  const fetched = connection && elsewhere.length > 0 ? await fetchBlocks(connection, elsewhere) : null;
  return digests.map((digest) => {
    const bytes = waiting.get(digest) ?? fetched?.blocks.get(digest);
    if (bytes) return bytes;
    const error = fetched?.missing.get(digest);
    throw error ? AppError.from(error) : new AppError('blocks.missing', 'A block is not here', { details: { digest } });
  });
}
