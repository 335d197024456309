import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../scripts/application/launch.ts';
import { willChoose } from '../../scripts/demo/dialogs.ts';
import { press, typeInto } from '../../scripts/demo/keyboard.ts';
import { signIn } from '../../scripts/demo/stage.ts';
import { aPerson } from '../fixtures/people.ts';
import { seeNotice } from './fixtures/notice.ts';
import { seePatient, typePatient, typePatientWithCard } from './fixtures/patient.ts';
import { aProfile } from './fixtures/profile.ts';

let profile: string;
let app: LaunchedApp;
let page: Page;

beforeAll(async () => {
  profile = await aProfile();
  app = await launchApp({ profile });
  page = app.page;
});
afterAll(async () => {
  await app?.close();
  rmSync(profile, { recursive: true, force: true });
});

async function resize(width: number, height: number): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setSize(...size), [
    width,
    height,
  ] as const);
  await expect.poll(() => page.evaluate(() => window.outerWidth)).toBe(width);
}

/** People who are nobody's match, as a form hands them over. */
async function register(count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => aPerson({ family: `Person ${index}` }));
  await page.evaluate(async (all) => {
    for (const demographics of all) {
      await window.wardkeep.patients.register({ demographics, differentPersonReason: 'Invented' });
    }
  }, people);
}

/** Waits until a key that is pressed now goes to this element. */
async function seeFocused(selector: string): Promise<void> {
  await page.locator(`${selector}:focus`).waitFor();
}

describe('the next key goes to what is to be done next', () => {
  it('the passphrase again, after a wrong one', async () => {
    await typeInto(page, 'User', 'a.silva');
    await typeInto(page, 'Passphrase', 'guessed');
    await press(page, 'Unlock');
    await seeNotice(page, 'session.wrongPassphrase');
    await seeFocused('input[type=password]');
    await signIn(page, 'a.silva');
  });

  it('the PIN that differs, and not the name or the birth date before it', async () => {
    await typePatientWithCard(page, 'Halvorsen');
    await typeInto(page, 'PIN once more', '111111');
    await typeInto(page, 'Address', 'Harbour Street 4');
    await page.keyboard.press('Control+S');
    await page.getByText('The two PINs are different.').waitFor();
    await seeFocused('input[type=password][aria-invalid=true]');
    await page.keyboard.press('Escape');
  });

  it('the chart, when the registration has become one', async () => {
    await typePatient(page, 'Nakamura');
    await page.keyboard.press('Control+S');
    await seePatient(page, 'Nakamura');
    await seeFocused('main');
  });

  it('somebody alike, when the window is too narrow to show them beside the form', async () => {
    await resize(1024, 700);
    await page.keyboard.press('Control+N');
    await typeInto(page, 'Family name', 'Nakamura');
    await typeInto(page, 'Given names', 'Noor');
    await press(page, '1 possible match');
    await expect.poll(() => page.locator(':focus').innerText()).toContain('NAKAMURA, Noor');
    const place = await page.locator(':focus').boundingBox();
    expect(place && place.y + place.height).toBeLessThanOrEqual(700);
    await resize(1366, 768);
    expect(await page.getByRole('button', { name: '1 possible match' }).isVisible()).toBe(false);
    await page.keyboard.press('Escape');
  });

  it('the first entry of Sync that was not shown at once', async () => {
    await register(45);
    await page.keyboard.press('Alt+5');
    await page.getByRole('columnheader', { name: 'Patient' }).waitFor();
    const rows = page.locator('main tbody tr');
    await expect.poll(() => rows.count()).toBe(40);
    await press(page, /^Show \d+ more/);
    await expect.poll(() => rows.count()).toBeGreaterThan(80);
    await rows.nth(40).locator('button:focus').waitFor();
  });

  it('another file, after one that could not be imported', async () => {
    const file = join(profile, 'broken.json');
    writeFileSync(file, '{ "resourceType": "Bundle", ');
    await willChoose(app, file);
    await press(page, 'Import');
    await press(page, 'Choose file');
    await seeNotice(page, 'import.invalid');
    await page.getByText('Line 1, column 29').waitFor();
    expect(await page.locator(':focus').innerText()).toBe('Import another file');
  });
});
