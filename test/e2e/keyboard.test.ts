import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../scripts/application/launch.ts';
import { press, tabTo, typeInto } from '../../scripts/demo/keyboard.ts';
import { signIn } from '../../scripts/demo/stage.ts';
import { seePatient, typePatient } from './fixtures/patient.ts';
import { aProfile } from './fixtures/profile.ts';

let profile: string;
let app: LaunchedApp;
let page: Page;

const focus = () => page.locator(':focus');
const dialog = () => page.getByRole('dialog');

async function goToDesk(): Promise<void> {
  await page.keyboard.press('Alt+1');
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
}

/** Leaves a registration that is begun. */
async function leaveDraft(family: string): Promise<void> {
  await page.keyboard.press('Control+N');
  await typeInto(page, 'Family name', family);
  await page.getByText('Draft saved on this computer').waitFor();
  await goToDesk();
}

beforeAll(async () => {
  profile = await aProfile();
  app = await launchApp({ profile });
  page = app.page;
  await signIn(page, 'a.silva');
});
afterAll(async () => {
  await app?.close();
  rmSync(profile, { recursive: true, force: true });
});

describe('[S01] with the keyboard alone', () => {
  it('Esc closes a menu and stays on the screen', async () => {
    await typePatient(page, 'Ferreira');
    await page.keyboard.press('Control+S');
    await seePatient(page, 'Ferreira');
    for (const menu of ['More actions', /theme, language, lock$/]) {
      await press(page, menu);
      await page.getByRole('menu').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await expect.poll(() => focus().getAttribute('aria-label')).toMatch(menu);
      await seePatient(page, 'Ferreira');
    }
  });

  it('a dialog gives the focus back to what had it', async () => {
    await tabTo(page, /^New record/);
    await page.keyboard.press('?');
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await focus().innerText()).toContain('New record');
  });

  it('and to the button of the menu it was chosen from', async () => {
    await press(page, 'More actions');
    await page.getByRole('menuitem', { name: 'Hand the key over with a card' }).press('Enter');
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await focus().getAttribute('aria-label')).toBe('More actions');
  });

  it('a button keeps the focus while its work is done', async () => {
    await page.keyboard.press('Alt+5');
    await press(page, 'Sync now');
    await page.getByText(/^Tried at /).waitFor();
    await page.locator('[data-loading]').waitFor({ state: 'detached' });
    expect(await focus().innerText()).toContain('Sync now');
  });

  it('drafts are discarded one after the other', async () => {
    for (const family of ['Oyelaran', 'Petrosyan', 'Halvorsen']) await leaveDraft(family);
    await press(page, 'Discard draft PETROSYAN');
    await press(page, 'Keep it');
    await dialog().waitFor({ state: 'detached' });
    expect(await focus().getAttribute('aria-label')).toBe('Discard draft PETROSYAN');
    for (const next of ['Discard draft OYELARAN', 'Discard draft HALVORSEN']) {
      await page.keyboard.press('Enter');
      await press(page, 'Discard');
      await dialog().waitFor({ state: 'detached' });
      await expect.poll(() => focus().getAttribute('aria-label')).toBe(next);
    }
    await page.keyboard.press('Enter');
    await press(page, 'Discard');
    await page.getByText('No unfinished forms').waitFor();
    await page.keyboard.press('Tab');
    expect(await focus().innerText()).toContain('Register patient');
  });

  it('a draft without a name is called so, also when it is discarded', async () => {
    await page.keyboard.press('Control+N');
    await typeInto(page, 'Phone', '1');
    await page.getByText('Draft saved on this computer').waitFor();
    await goToDesk();
    await press(page, 'Discard draft Without a name yet');
    await dialog().getByText('“Without a name yet”').waitFor();
    await page.keyboard.press('Escape');
  });

  it('a secret can be looked at, and hidden again', async () => {
    await page.keyboard.press('Control+L');
    await page.getByRole('button', { name: 'Unlock' }).waitFor();
    await typeInto(page, 'Passphrase', 'typed');
    const field = page.getByRole('textbox', { name: 'Passphrase' });
    await press(page, 'Show what is typed', 'Space');
    expect(await field.getAttribute('type')).toBe('text');
    await press(page, 'Show what is typed', 'Space');
    expect(await field.getAttribute('type')).toBe('password');
  });
});
