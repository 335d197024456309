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
