import { beforeAll, describe, expect, it } from 'vitest';
import { sealBlob } from '../../../main/vault/crypto/blob.ts';
import { categoryKey, keyId, newEpochKey } from '../../../main/vault/crypto/epoch.ts';
import { type ManifestBody, sealManifest } from '../../../main/vault/crypto/manifest.ts';
import { readySodium, systemRandom } from '../../../main/vault/crypto/sodium.ts';
import { CATEGORIES } from '../../../preload/api/categories.ts';
import { RecordId } from '../../../preload/api/ids.ts';
import { recoverEpoch } from '../../../scripts/recover/recover-epoch.ts';

const MiB = 1024 * 1024;
const epochKey = newEpochKey(systemRandom);
const blocks = new Map<string, Uint8Array>();

function keep({ digest, bytes }: { digest: string; bytes: Uint8Array }): void {
  blocks.set(digest, bytes);
}

function blobOf(bytes: Uint8Array) {
  const { key, blocks: sealed } = sealBlob(bytes, systemRandom);
  sealed.forEach(keep);
  return { key, digests: sealed.map(({ digest }) => digest), sizeBytes: bytes.length };
}

function sealed(key: Uint8Array, index: number, changes: Partial<ManifestBody>): ManifestBody {
  const body: ManifestBody = {
    recordId: RecordId.parse(`018f3c1e-7b2a-7c3d-8e4f-${String(index).padStart(12, '0')}`),
    version: 1,
    category: 'observation',
    resourceType: 'Observation',
    resource: `{"resourceType":"Observation","note":"${index} °C"}`,
    resourceBlob: null,
    author: 'Dr Ruth Okafor',
    at: 1_767_225_600_000,
    reason: null,
    previousPointer: null,
    attachment: null,
    ...changes,
  };
  const secret = categoryKey(key, body.category);
  keep(sealManifest({ keyId: keyId(secret), categoryKey: secret, body }));
  return body;
}

beforeAll(readySodium);

describe('the exit door', () => {
  it('[OBJ5] [R-18] opens every record and file of an epoch without the application, and nothing of another', async () => {
    const file = systemRandom(2 * MiB + 12_345);
    const long = JSON.stringify({ resourceType: 'DocumentReference', description: 'x'.repeat(100_000) });
    const plain = CATEGORIES.map((category, index) => sealed(epochKey, index, { category }));
    const withFile = sealed(epochKey, 20, {
      attachment: { ...blobOf(file), title: 'Scan', mediaType: 'application/pdf' },
      reason: 'Better scan',
    });
    sealed(epochKey, 21, { resource: null, resourceBlob: blobOf(new TextEncoder().encode(long)) });
    sealed(newEpochKey(systemRandom), 30, {});
    blocks.set('not dag-cbor', new Uint8Array([1, 2, 3]));

    const recovered = await recoverEpoch(epochKey, blocks);
    const byId = new Map(recovered.map((record) => [record.recordId, record]));
    expect(recovered).toHaveLength(CATEGORIES.length + 2);
    for (const body of plain) expect(byId.get(body.recordId)).toMatchObject({ resource: body.resource, file: null });
    const scan = byId.get(withFile.recordId);
    expect(scan).toMatchObject({ reason: 'Better scan', file: { title: 'Scan', mediaType: 'application/pdf' } });
    expect(Buffer.compare(scan?.file?.bytes ?? new Uint8Array(0), file)).toBe(0);
    expect(recovered.find(({ resource }) => resource === long)).toBeDefined();
  });

  it('[OBJ1] says which block of a file is missing', async () => {
    const lost = new Map(blocks);
    const blob = blobOf(new Uint8Array(10));
    sealed(epochKey, 40, { attachment: { ...blob, title: 'Lost', mediaType: 'image/png' } });
    for (const [digest, bytes] of blocks)
      if (!blob.digests.some((wanted) => wanted === digest)) lost.set(digest, bytes);
    await expect(recoverEpoch(epochKey, lost)).rejects.toThrow(blob.digests[0]);
  });
});
