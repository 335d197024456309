import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../../scripts/application/launch.ts';
import { signIn } from '../../../scripts/demo/stage.ts';
import { seeNotice } from '../fixtures/notice.ts';
import { seePatient, typePatient } from '../fixtures/patient.ts';
import { aProfile } from '../fixtures/profile.ts';

const LOGIN = 'a.silva';
const disk = mkdtempSync(join(tmpdir(), 'wardkeep-small-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk]).status === 0;
const ballast = join(disk, 'ballast');

/** Takes what is left, to the last byte. */
function fillDisk(): void {
  const file = openSync(ballast, 'w');
  for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
    const bytes = Buffer.alloc(size);
    try {
      while (writeSync(file, bytes) === size);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
  closeSync(file);
}

describe.skipIf(!isMounted)('a disk that is full (skipped where a small one cannot be mounted)', () => {
  let app: LaunchedApp;
  let page: Page;

  beforeAll(async () => {
    app = await launchApp({ profile: await aProfile({}, disk) });
    page = app.page;
    await signIn(page, LOGIN);
    await typePatient(page, 'Before');
    await page.keyboard.press('Control+S');
    await seePatient(page, 'Before');
  });
  afterAll(async () => {
    await app?.close();
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('[DB3] is said where the work would be lost, and the typing stays', async () => {
    await typePatient(page, 'Meanwhile');
    fillDisk();
    await page.keyboard.press('Control+S');
    await seeNotice(page, 'disk.full');
    expect(await page.getByRole('textbox', { name: 'Family name' }).inputValue()).toBe('Meanwhile');
  });

  it('[DB3] is forgotten when there is room: the same typing is saved', async () => {
    rmSync(ballast);
    await page.keyboard.press('Control+S');
    await seePatient(page, 'Meanwhile');
  });

  it('lost nothing that was saved', async () => {
    await page.keyboard.press('Control+L');
    await signIn(page, LOGIN);
    await page.keyboard.press('Alt+2');
    for (const family of ['BEFORE', 'MEANWHILE']) await page.getByRole('row').filter({ hasText: family }).waitFor();
  });
});
