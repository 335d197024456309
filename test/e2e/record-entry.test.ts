import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../scripts/application/launch.ts';
import { openPatient } from '../../scripts/demo/chapters/offline-day.ts';
import { press, typeInto } from '../../scripts/demo/keyboard.ts';
import { signIn } from '../../scripts/demo/stage.ts';
import { seePatient, typePatient } from './fixtures/patient.ts';
import { aProfile } from './fixtures/profile.ts';

const LOGIN = 'a.silva';
const FAMILY = 'Lindqvist';
let profile: string;
let app: LaunchedApp;
let page: Page;

/** Begins to write a problem, from the chart. */
async function typeProblem(text: string): Promise<void> {
  await page.keyboard.press('n');
  await page.getByText('What do you want to record?').waitFor();
  await page.keyboard.press('1');
  await typeInto(page, 'Problem', text);
}

async function save(): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.getByRole('heading', { name: 'Saved' }).waitFor();
}

async function seeChart(): Promise<void> {
  await seePatient(page, FAMILY);
  await page.getByRole('tab', { name: 'Summary' }).waitFor();
}

async function goToDesk(): Promise<void> {
  await page.keyboard.press('Alt+1');
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
}

beforeAll(async () => {
  profile = await aProfile();
  app = await launchApp({ profile });
  page = app.page;
  await signIn(page, LOGIN);
  await typePatient(page, FAMILY);
  await page.keyboard.press('Control+S');
  await seeChart();
});
afterAll(async () => {
  await app?.close();
  rmSync(profile, { recursive: true, force: true });
});

describe('[S04] a record that is saved', () => {
  it('and left on screen by a lock: whoever comes back finds the chart', async () => {
    await typeProblem('Asthma');
    await save();
    await page.keyboard.press('Control+L');
    await signIn(page, LOGIN);
    await seeChart();
    await page.getByText('Asthma').first().waitFor();
  });

  it('and left for another screen: Esc comes back to the chart, and from there goes on back', async () => {
    await typeProblem('Gout');
    await save();
    await goToDesk();
    await page.keyboard.press('Escape');
    await seeChart();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
  });

  it('from a draft on the desk: its chart is where the button says', async () => {
    await openPatient(page, FAMILY, `${FAMILY.toUpperCase()}, Noor`);
    await typeProblem('Migraine');
    await page.getByText('Draft saved on this computer').waitFor();
    await goToDesk();
    await press(page, /^Problem: Migraine/);
    await page.getByRole('textbox', { name: 'Problem' }).waitFor();
    await save();
    await press(page, 'Back to the chart');
    await seeChart();
  });

  it('is followed by another one', async () => {
    await typeProblem('Eczema');
    await save();
    await press(page, 'Another record');
    await page.getByText('What do you want to record?').waitFor();
    await page.keyboard.press('Escape');
    await seeChart();
  });
});
