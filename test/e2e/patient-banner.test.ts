import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../scripts/application/launch.ts';
import { signIn } from '../../scripts/demo/stage.ts';
import { aProfile } from './fixtures/profile.ts';

const ALLERGIES = ['Penicillin and all other beta-lactam antibiotics', 'Acetylsalicylic acid', 'Latex'];
const WINDOWS = [
  { width: 1366, height: 768, zoom: 1 },
  { width: 1024, height: 768, zoom: 1 },
  { width: 1366, height: 768, zoom: 2 },
];

let profile: string;
let app: LaunchedApp;
let page: Page;

beforeAll(async () => {
  profile = await aProfile();
  app = await launchApp({ profile });
  page = app.page;
  await signIn(page, 'a.silva');
  await register();
});
afterAll(async () => {
  await app?.close();
  rmSync(profile, { recursive: true, force: true });
});

/** Somebody with a long name, several allergies, and their key in custody: as much as a banner has to say. */
async function register(): Promise<void> {
  await page.evaluate(async (substances) => {
    const { patients, records } = Reflect.get(globalThis, 'wardkeep');
    const { value } = await patients.register({
      demographics: {
        family: 'Fernández de la Cruz',
        given: 'María del Carmen',
        localName: '',
        sex: 'female',
        birthDate: { value: '1971', estimated: true },
        phone: '',
        identifier: '',
        nextOfKin: '',
        address: '',
      },
    });
    for (const text of substances) {
      const substance = { text, code: null, system: null };
      const rest = { reaction: 'rash', severity: 'severe', verification: 'confirmed', onset: '2019', note: '' };
      await records.save({ patientId: value.patient.id, entry: { type: 'AllergyIntolerance', substance, ...rest } });
    }
  }, ALLERGIES);
}

async function setWindow({ width, height, zoom }: (typeof WINDOWS)[number]): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, size) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(size.width, size.height);
      window?.webContents.setZoomFactor(size.zoom);
    },
    { width, height, zoom },
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.floor(width / zoom));
}

async function openChart(language: 'en' | 'es'): Promise<void> {
  await page.evaluate((wanted) => Reflect.get(globalThis, 'wardkeep').preferences.set({ language: wanted }), language);
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Cruz');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'FERNÁNDEZ DE LA CRUZ, María del Carmen' }).waitFor();
}

/** Words and buttons of the banner that end in dots, lie under something else or are beyond the window. */
function notWhole(): Promise<string[]> {
  return page.evaluate(() => {
    const isShown = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (element.scrollWidth > element.clientWidth + 1) return false;
      return [left + 1, right - 1].every((x) => element.contains(document.elementFromPoint(x, (top + bottom) / 2)));
    };
    const blocks = [...document.querySelectorAll('header:has(h1) :is(h1, span, button)')];
    return blocks
      .filter((element) => getComputedStyle(element).display !== 'inline' && !isShown(element))
      .map((element) => element.textContent ?? '');
  });
}

describe('the patient banner', () => {
  for (const language of ['en', 'es'] as const) {
    for (const window of WINDOWS) {
      it(`is whole in ${language} at ${window.width} × ${window.height}, ${window.zoom * 100} %`, async () => {
        await setWindow(window);
        await openChart(language);
        expect(await page.locator('header:has(h1)').innerText()).toContain('A7-0000');
        expect(await notWhole()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
      });
    }
  }

  it('would not pass with a word cut off', async () => {
    await page.locator('h1').evaluate(({ style }) => {
      style.width = '60px';
      style.whiteSpace = 'nowrap';
    });
    expect(await notWhole()).toContain('FERNÁNDEZ DE LA CRUZ, María del Carmen');
  });
});
