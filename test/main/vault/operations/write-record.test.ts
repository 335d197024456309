import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBlob } from '../../../../main/vault/crypto/blob.ts';
import { categoryKey, recordTag, tagKey } from '../../../../main/vault/crypto/epoch.ts';
import { INLINE_MAX_BYTES, keysById, type ManifestBody, openManifest } from '../../../../main/vault/crypto/manifest.ts';
import { commitOperation } from '../../../../main/vault/operations/commit.ts';
import { currentEpoch, listEpochSecrets } from '../../../../main/vault/operations/epochs.ts';
import { newUuid } from '../../../../main/vault/operations/new-id.ts';
import { type NewRecordVersion, writeRecord } from '../../../../main/vault/operations/write-record.ts';
import { getPendingBlock } from '../../../../main/vault/store/queries/pending-blocks.ts';
import { listRecordVersions } from '../../../../main/vault/store/queries/record-versions.ts';
import { sql } from '../../../../main/vault/store/sql.ts';
import { type PatientId, RecordId } from '../../../../preload/api/ids.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

let vault: TestVault;
let patientId: PatientId;

beforeAll(async () => {
  vault = await openTestVault();
  patientId = (await vault.call('patients.register', { demographics: aPerson() })).patient.id;
});
afterAll(() => vault.remove());

function write(changes: Partial<NewRecordVersion>): NewRecordVersion {
  const { context } = vault;
  const record: NewRecordVersion = {
    patientId,
    recordId: RecordId.parse(newUuid(context)),
    version: 1,
    category: 'observation',
    resourceType: 'Observation',
    resource: '{"resourceType":"Observation"}',
    title: 'Pulse',
    ...changes,
  };
  const audit = { action: 'recordAdded', subject: record.title, patientId } as const;
  commitOperation(context, { kind: 'test', patientId, audit }, (db) => {
    writeRecord(context, db, currentEpoch(context, db, patientId), record);
  });
  return record;
}

/** The newest version as whoever holds the key of this category reads it. */
function read({ recordId, category }: NewRecordVersion): ManifestBody | null {
  const { db } = vault.context;
  const [secret] = listEpochSecrets(db, patientId);
  const [newest] = listRecordVersions(db, recordId);
  const block = newest && getPendingBlock(db, newest.pointer);
  if (!secret || !block) throw new Error('the record was written');
  return openManifest(block.bytes, keysById([categoryKey(secret.key, category)]));
}

describe('writing a record', () => {
  it('[OBJ2] seals what it says for readers of its category only', () => {
    const record = write({ reason: null });
    expect(read(record)).toMatchObject({ recordId: record.recordId, resource: record.resource, author: 'Ana Silva' });
    expect(read({ ...record, category: 'allergy' })).toBeNull();
  });

  it('[OBJ2] names the version before, so that the chain of versions can be followed', () => {
    const first = write({});
    const [before] = listRecordVersions(vault.context.db, first.recordId);
    const second = write({ ...first, version: 2, reason: 'typing error' });
    expect(read(second)).toMatchObject({ version: 2, reason: 'typing error', previousPointer: before?.pointer });
    expect(() => write({ ...first, version: 9 })).toThrow('does not exist');
  });

  it('[OBJ1] puts a large resource into a blob of its own', () => {
    const resource = JSON.stringify({ resourceType: 'Observation', note: 'é'.repeat(INLINE_MAX_BYTES) });
    const body = read(write({ resource }));
    expect(body?.resource).toBeNull();
    const blob = body?.resourceBlob;
    const pieces = (blob?.digests ?? []).map(
      (digest) => getPendingBlock(vault.context.db, digest)?.bytes ?? new Uint8Array(),
    );
    expect(Buffer.from(openBlob(blob?.key ?? new Uint8Array(), pieces)).toString()).toBe(resource);
  });

  it('[CON2] gives tags in the order of the counter, without a gap, also after one was taken back', () => {
    const { db, keys } = vault.context;
    const [secret] = listEpochSecrets(db, patientId);
    const tags = () => {
      const all = db.all<{ tag: string }>(sql`SELECT tag FROM record_versions ORDER BY rowid`);
      return all.map((row) => row.tag);
    };
    expect(() => write({ resourceType: null as unknown as string })).toThrow();
    write({});
    const expected = tags().map((_, counter) =>
      recordTag(tagKey(secret?.key ?? new Uint8Array()), keys.workstation.address, counter),
    );
    expect(tags()).toEqual(expected);
  });
});
