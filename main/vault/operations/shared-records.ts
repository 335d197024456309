import { AppError } from '../../../preload/api/errors.ts';
import type { Digest, HospitalId, PatientId } from '../../../preload/api/ids.ts';
import { openBlob } from '../crypto/blob.ts';
import { keysById, type ManifestBody, openManifest } from '../crypto/manifest.ts';
import { fromText, valueAt } from '../exchange/resource-tree.ts';
import type { NetConnection, VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import type { WritableDb } from '../store/handles.ts';
import { type HeldKey, listCategoryKeys } from '../store/queries/held-keys.ts';
import {
  listWantedRecords,
  markSharedRecord,
  type SharedRecordState,
  type SharedVersion,
  updateSharedRecord,
  type WantedRecord,
} from '../store/queries/shared-records.ts';
import { fetchBlocks } from './block-fetch.ts';
import { BY_SYNC } from './by-sync.ts';
import { commitOperation } from './commit.ts';
import { RETRY_MS } from './sealed-objects.ts';
import type { SharedAttachment } from './shared-reading.ts';

const BATCH = 500;

/** What became of a record that was fetched. */
type Outcome =
  | { readonly state: 'stored'; readonly record: WantedRecord; readonly version: SharedVersion }
  | { readonly state: Exclude<SharedRecordState, 'stored'>; readonly record: WantedRecord };

/**
 * Fetches the records that were found in the log and decrypts those the patient gave, one transaction per patient and
 * batch. What cannot be had or opened is kept by name (S21) and asked for again later.
 */
export async function fetchSharedRecords(context: VaultContext, net: NetConnection): Promise<void> {
  for (;;) {
    const wanted = listWantedRecords(context.db, context.now() - RETRY_MS, BATCH);
    if (wanted.length === 0) return;
    const { blocks, missing } = await fetchBlocks(
      net,
      wanted.map(({ pointer }) => pointer),
    );
    for (const group of byPatientAndHospital(wanted)) {
      const outcomes = await openGroup(context, net, group, blocks, missing);
      storeGroup(context, group, outcomes);
    }
  }
}

interface Group {
  readonly patientId: PatientId;
  readonly hospitalId: HospitalId;
  readonly records: readonly WantedRecord[];
}

function byPatientAndHospital(wanted: readonly WantedRecord[]): Group[] {
  const groups = new Map<string, Group & { readonly records: WantedRecord[] }>();
  for (const record of wanted) {
    const { patientId, hospitalId } = record;
    const key = `${patientId} ${hospitalId}`;
    const group = groups.get(key);
    if (group) group.records.push(record);
    else groups.set(key, { patientId, hospitalId, records: [record] });
  }
  return [...groups.values()];
}

async function openGroup(
  context: VaultContext,
  net: NetConnection,
  { patientId, hospitalId, records }: Group,
  blocks: ReadonlyMap<Digest, Uint8Array>,
  missing: ReadonlyMap<Digest, { readonly code: string }>,
): Promise<Outcome[]> {
  const held = listCategoryKeys(context.db, patientId, hospitalId);
  const keys = keysById(held.map(({ key }) => key));
  const opened = records.map((record) => {
    const bytes = blocks.get(record.pointer);
    if (bytes) return open(record, bytes, held, keys);
    return { state: missing.get(record.pointer)?.code === 'blocks.corrupt' ? 'corrupt' : 'wanted', record } as const;
  });
  const large = opened.flatMap((entry) => ('body' in entry ? (entry.body.resourceBlob?.digests ?? []) : []));
  const pieces = large.length > 0 ? await fetchBlocks(net, large) : null;
  return opened.map((entry) => ('body' in entry ? withResource(entry, pieces?.blocks ?? new Map()) : entry));
}

interface Opened {
  readonly record: WantedRecord;
  readonly body: ManifestBody;
}

function open(
  record: WantedRecord,
  bytes: Uint8Array,
  held: readonly HeldKey[],
  keys: ReadonlyMap<string, Uint8Array>,
): Opened | Outcome {
  try {
    const body = openManifest(bytes, keys);
    if (!body) return { state: 'notInScope', record };
    // The key of one category must not bring in a record of another.
    if (!held.some(({ purpose }) => purpose === body.category)) return { state: 'notDecryptable', record };
    return { record, body };
  } catch (error) {
    if (error instanceof AppError) return { state: 'notDecryptable', record };
    throw error;
  }
}

/** A large resource travels as a blob beside its manifest. */
function withResource({ record, body }: Opened, pieces: ReadonlyMap<Digest, Uint8Array>): Outcome {
  if (body.resource !== null) return toOutcome(record, body, body.resource);
  if (!body.resourceBlob) return { state: 'notDecryptable', record };
  const blob = body.resourceBlob.digests.map((digest) => pieces.get(digest));
  if (!blob.every((piece) => piece !== undefined)) return { state: 'wanted', record };
  try {
    return toOutcome(record, body, new TextDecoder().decode(openBlob(body.resourceBlob.key, blob)));
  } catch (error) {
    if (error instanceof AppError) return { state: 'notDecryptable', record };
    throw error;
  }
}

function toOutcome(record: WantedRecord, body: ManifestBody, resource: string): Outcome {
  if (!isResource(resource, body.resourceType)) return { state: 'notDecryptable', record };
  return { state: 'stored', record, version: toVersion(record, body, resource) };
}

/** Another hospital's program wrote it: what is no resource of this type never reaches the chart. */
function isResource(text: string, resourceType: string): boolean {
  try {
    return valueAt(fromText(text), 'resourceType') === resourceType;
  } catch {
    return false;
  }
}

function toVersion(record: WantedRecord, body: ManifestBody, resource: string): SharedVersion {
  const { recordId, version, category, resourceType, at, reason, author, attachment } = body;
  const { pointer, grantId, patientId, hospitalId } = record;
  return {
    pointer,
    grantId,
    patientId,
    hospitalId,
    recordId,
    version,
    category,
    resourceType,
    resource,
    at,
    reason,
    authorName: author,
    attachment: attachment && toText(attachment),
  };
}

function toText({ key, ...rest }: NonNullable<ManifestBody['attachment']>): string {
  const attachment: SharedAttachment = { ...rest, key: Buffer.from(key).toString('hex') };
  return JSON.stringify(attachment);
}

function storeGroup(context: VaultContext, { patientId, hospitalId }: Group, outcomes: readonly Outcome[]): void {
  const stored = outcomes.filter(({ state }) => state === 'stored').length;
  const effect = (db: WritableDb) => {
    for (const outcome of outcomes) {
      if (outcome.state === 'stored') updateSharedRecord(db, outcome.version, context.now());
      else markSharedRecord(db, outcome.record.pointer, outcome.state, context.now());
    }
  };
  if (stored === 0) {
    context.db.transaction(effect);
    return;
  }
  const subject = `${hospitalNamed(context.policy, hospitalId).name} · ${stored}`;
  const audit = { action: 'sharedRecordsReceived', subject, patientId, ...BY_SYNC } as const;
  commitOperation(context, { kind: 'records.received', patientId, audit, changes: ['records'] }, effect);
}
