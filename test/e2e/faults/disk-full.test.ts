import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../../scripts/application/launch.ts';
import { willSaveAs } from '../../../scripts/demo/dialogs.ts';
import { press } from '../../../scripts/demo/keyboard.ts';
import { signIn } from '../../../scripts/demo/stage.ts';
import { holdCall } from '../fixtures/held-call.ts';
import { seeNotice } from '../fixtures/notice.ts';
import { makeCard, seePatient, typePatient, typePatientWithCard } from '../fixtures/patient.ts';
import { aProfile } from '../fixtures/profile.ts';

const LOGIN = 'a.silva';
const disk = mkdtempSync(join(tmpdir(), 'wardkeep-small-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk]).status === 0;
const ballast = join(disk, 'ballast');
/** A disk with room. */
const elsewhere = mkdtempSync(join(tmpdir(), 'wardkeep-elsewhere-'));

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

/** Waits for a notice of this code in words that are not those of the code. */
async function seeSentences(page: Page, code: string, sentences: readonly string[]): Promise<void> {
  const notice = page.getByRole('alert').filter({ hasText: code });
  for (const sentence of sentences) await notice.getByText(sentence, { exact: true }).waitFor();
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
    for (const place of [disk, elsewhere]) rmSync(place, { recursive: true, force: true });
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

  it('[S01] takes the card and not the patient, and the dialog says both', async () => {
    const making = await holdCall(app.electron, 'patients.issueCard');
    await typePatientWithCard(page, 'Cardless');
    await page.keyboard.press('Control+S');
    await page.getByText('The patient is saved. The card is being made.').waitFor();
    fillDisk();
    await making.release();
    await seeSentences(page, 'disk.full', [
      'The card could not be made',
      'The patient is saved. The hospital keeps the key in custody until a card is handed over.',
      'Make the card from the chart: More actions, “Hand the key over with a card”.',
    ]);
    rmSync(ballast);
    await press(page, 'Open the chart');
    await seePatient(page, 'Cardless');
    await page.getByText('Key in hospital custody').waitFor();
  });

  it('[KEY5] keeps the key in custody when there is a card already: it is handed over once there is room', async () => {
    await makeCard(page);
    fillDisk();
    const picture = join(elsewhere, 'card.png');
    await willSaveAs(app, picture);
    await press(page, 'Save picture');
    await press(page, 'The patient has it');
    await seeSentences(page, 'disk.full', [
      'The key was not handed over',
      'The card is valid, and the hospital still keeps the key.',
      'Try again. Later, scan the card, or make one again from the chart: More actions, “Hand the key over with a card”.',
    ]);
    expect(existsSync(picture)).toBe(true);
    await page.getByText('Key in hospital custody').waitFor();
    rmSync(ballast);
    await press(page, 'Try again');
    await page.getByText('Own card').waitFor();
  });

  it('lost nothing that was saved', async () => {
    await page.keyboard.press('Control+L');
    await signIn(page, LOGIN);
    await page.keyboard.press('Alt+2');
    for (const family of ['BEFORE', 'MEANWHILE']) await page.getByRole('row').filter({ hasText: family }).waitFor();
  });
});
