import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../scripts/application/launch.ts';
import { aProfile } from './fixtures/profile.ts';

let app: LaunchedApp;

describe('the language, before anybody has signed in', () => {
  let profile: string;

  beforeEach(async () => {
    profile = await aProfile();
  });
  afterEach(async () => {
    await app?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it('is chosen with the keyboard on the lock screen, and remembered', async () => {
    app = await launchApp({ profile });
    const { page } = app;
    await page.getByLabel('User').waitFor();
    await page.getByLabel('User').focus();
    await page.keyboard.press('Shift+Tab');
    await page.locator('select:focus').waitFor();
    await page.keyboard.type('Esp');
    await page.getByRole('button', { name: 'Desbloquear' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    await app.close();

    app = await launchApp({ profile });
    await app.page.getByRole('button', { name: 'Desbloquear' }).waitFor();
    expect(await app.page.getByLabel('Idioma').inputValue()).toBe('es');
  });
});

describe('the language at the first run', () => {
  afterEach(() => app?.close());

  it('is chosen before anything else', async () => {
    app = await launchApp();
    const { page } = app;
    const english = await page.getByRole('heading', { level: 1 }).innerText();
    await page.getByLabel('Language').selectOption('es');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).not.toBe(english);
  });
});
