import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BlockStore, type StoredBlock } from '../../main/net/ipfs/store/block-store.ts';
import { ParcelQueue } from '../../main/net/parcels/parcel-queue.ts';
import { aBlock, blocksOf } from '../main/net/ipfs-fixture.ts';

const DISK_BYTES = 1024 * 1024;
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** A real file system of one MiB. */
describe.skipIf(!canMount)(
  '[R-04] a full disk (skipped where a small disk cannot be mounted: root on Linux only)',
  () => {
    let disk: string;

    beforeEach(() => {
      disk = mkdtempSync(join(tmpdir(), 'wardkeep-disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk]);
    });

    afterEach(() => {
      // Lazily: a test that failed may have left a file open.
      execFileSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true });
    });

    async function filledUntil(put: () => Promise<void>): Promise<void> {
      for (let i = 0; i < 200; i++) await put();
    }

    it('refuses blocks with disk.full, keeps every acknowledged one, and goes on once there is space', async () => {
      const folder = join(disk, 'small');
      let store = await BlockStore.open(folder, { onOutcome: () => undefined });
      await writeFile(join(disk, 'ballast'), new Uint8Array(200_000));
      const acknowledged: StoredBlock[] = [];
      const fill = filledUntil(async () => {
        const group = blocksOf(3, 20_000);
        await store.putMany(group);
        acknowledged.push(...group);
      });
      await expect(fill).rejects.toMatchObject({ code: 'disk.full' });
      expect(acknowledged.length).toBeGreaterThan(10);
      await rm(join(disk, 'ballast'));
      const later = blocksOf(3, 20_000);
      await store.putMany(later);
      acknowledged.push(...later);
      await store.close();
      store = await BlockStore.open(folder, { onOutcome: () => undefined });
      const read = await store.getMany(acknowledged.map(({ digest }) => digest));
      expect([...read.keys()]).toEqual(acknowledged.map(({ digest }) => digest));
      await store.close();
    });

    it('takes back a block file that does not fit', async () => {
      const folder = join(disk, 'large');
      const store = await BlockStore.open(folder, { onOutcome: () => undefined });
      const large = aBlock(1_200_000);
      await expect(store.putMany([large])).rejects.toMatchObject({ code: 'disk.full' });
      expect(store.has(large.digest)).toBe(false);
      const names = await readdir(join(folder, 'blocks'), { recursive: true });
      const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, 'blocks', name))).isFile()));
      expect(sizes).not.toContain(true);
      const small = aBlock();
      await store.putMany([small]);
      expect(await store.get(small.digest)).toEqual(small.bytes);
      await store.close();
    });

    it('refuses a parcel with disk.full and keeps those before it', async () => {
      const folder = join(disk, 'parcels');
      const Job = z.strictObject({ text: z.string() });
      const queue = await ParcelQueue.open(folder, Job);
      let count = 0;
      const fill = filledUntil(async () => {
        await queue.add([{ id: String(count), job: { text: 'x'.repeat(50_000) } }]);
        count++;
      });
      await expect(fill).rejects.toMatchObject({ code: 'disk.full' });
      expect((await ParcelQueue.open(folder, Job)).values()).toHaveLength(count);
      await queue.remove(['0']);
      await queue.add([{ id: 'z', job: { text: 'after' } }]);
      expect((await ParcelQueue.open(folder, Job)).values()).toHaveLength(count);
    });
  },
);
