import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../main/vault/store/sql.ts';
import { AppError } from '../../preload/api/errors.ts';
import { aPerson } from '../fixtures/people.ts';
import { openTestVault, type TestVault } from '../fixtures/vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]).status === 0;

afterAll(() => {
  if (isMounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!isMounted)('[DB3] a disk that fills up (skipped where a small disk cannot be mounted)', () => {
  let vault: TestVault;
  const ballast = join(folder, 'ballast');
  const saved: string[] = [];

  beforeAll(async () => {
    vault = await openTestVault({ profile: join(folder, 'profile') });
  });
  afterAll(() => vault.remove());

  function fillDisk(): void {
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 64 * 1024)));
  }

  async function saveUntilFull(): Promise<unknown> {
    for (let count = saved.length; count < 500; count++) {
      const demographics = aPerson({ family: `Full${count}`, given: '' });
      try {
        await vault.call('patients.register', { demographics, differentPersonReason: 'a test' });
        saved.push(demographics.family);
      } catch (error) {
        return error;
      }
    }
    return undefined;
  }

  const families = () =>
    vault.context.db.all<{ family: string }>(sql`SELECT family FROM patients ORDER BY rowid`).map((row) => row.family);

  it('is disk.full, and everything acknowledged is there', async () => {
    fillDisk();
    expect(await saveUntilFull()).toBeInstanceOf(AppError);
    expect(await saveUntilFull()).toMatchObject({ code: 'disk.full' });
    expect(families()).toEqual(saved);
  });

  it('goes on without a restart when there is space again', async () => {
    rmSync(ballast);
    const before = saved.length;
    const demographics = aPerson({ family: 'Afterwards', given: '' });
    await vault.call('patients.register', { demographics });
    expect(families()).toHaveLength(before + 1);
    await vault.reopen('p.novak');
    expect(await vault.call('audit.verify', {})).toMatchObject({ intact: true });
    expect(families()).toEqual([...saved, 'Afterwards']);
  });

  it('says so at sign-in too, and opens once there is space', async () => {
    vault.drop();
    writeFileSync(ballast, Buffer.alloc(statfsSync(folder).bavail * statfsSync(folder).bsize));
    await expect(vault.reopen('a.silva')).rejects.toMatchObject({ code: 'disk.full' });
    rmSync(ballast);
    await vault.reopen('a.silva');
    expect(families()).toHaveLength(saved.length + 1);
  });
});
