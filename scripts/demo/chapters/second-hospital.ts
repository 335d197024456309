import type { Page } from 'playwright-core';
import { press, tabTo, typeInto } from '../keyboard.ts';
import type { Stage } from '../stage.ts';
import { CARD_PICTURE, PATIENT, PIN } from '../words.ts';

/** S14, S15, S21: the patient stands at another hospital, which sees nothing until card, PIN and a yes. */
export async function secondHospital(stage: Stage): Promise<void> {
  const page = await stage.open('b', 'n.haddad');
  await registerWithCard(stage, page);
  await ask(stage, page, ['Allergies', 'Test results and measurements'], 'Treatment in the emergency department');
  stage.say('B asks for allergies and measurements, for 30 days.');
  await approve(stage, page);
  stage.say('[S14] The patient says yes with card and PIN: no gas, no wallet.');
  await read(stage, page);
}

/** The one thing done with the mouse, because a person does it with a scanner: the picture of the card. */
export async function scanCard(stage: Stage, page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Picture of the card' }).click();
  await (await chooser).setFiles(stage.file(CARD_PICTURE));
  await page.getByText('Card read').waitFor();
}

async function registerWithCard(stage: Stage, page: Page): Promise<void> {
  await page.keyboard.press('Control+N');
  await typeInto(page, 'Family name', PATIENT.family);
  await typeInto(page, 'Given names', PATIENT.given);
  await tabTo(page, /^Sex/);
  await page.keyboard.type('Male');
  await typeInto(page, 'Birth date or age', '1984');
  await tabTo(page, 'New card');
  await page.keyboard.press('ArrowRight');
  await scanCard(stage, page);
  await typeInto(page, 'PIN, six digits', PIN);
  await page.keyboard.press('Control+S');
  await page.getByRole('heading', { name: PATIENT.banner }).waitFor();
  await page.getByText('No allergy is recorded.').waitFor();
  stage.say('Hospital B registers the same person with their own card, and sees nothing of hospital A yet.');
  await stage.picture('b', 'chart-nothing-yet');
}

/** Asks hospital A. The first time the card tells where the patient is known; later that is remembered. */
export async function ask(stage: Stage, page: Page, categories: readonly string[], purpose: string): Promise<void> {
  await showTab(page, 'Consents');
  await press(page, 'Ask for access');
  const dialog = page.getByRole('dialog', { name: 'Ask for access' });
  await dialog.waitFor();
  if (await dialog.getByRole('button', { name: 'Picture of the card' }).isVisible()) {
    await scanCard(stage, page);
    await typeInto(page, '2. PIN', PIN);
    await page.keyboard.press('Enter');
  }
  for (const category of categories) await press(page, category, 'Space');
  await typeInto(page, /^Why/, purpose);
  await stage.picture('b', 'ask');
  await page.keyboard.press('Enter');
  await page.getByText('The request is on its way').waitFor();
}

/** The screen turned to the patient. */
export async function approve(stage: Stage, page: Page): Promise<void> {
  await press(page, 'Show to the patient');
  await page.getByRole('heading', { name: 'Riverside Clinic asks to read some of your records' }).waitFor();
  await scanCard(stage, page);
  await typeInto(page, '2. PIN', PIN);
  await stage.picture('b', 'approval');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Riverside Clinic may read until/ }).waitFor();
  await stage.picture('b', 'approved');
  await press(page, 'Give the screen back');
}

async function read(stage: Stage, page: Page): Promise<void> {
  const startedAt = performance.now();
  await showTab(page, 'Summary');
  await page.getByText('Penicillin').first().waitFor();
  await page.getByText('St. Elsewhere General').first().waitFor();
  const text = await page.getByRole('main').innerText();
  for (const hidden of ['Essential hypertension', 'Amlodipine', 'Headache', 'discharge-letter']) {
    if (text.includes(hidden)) throw new Error(`B must not see ${hidden}`);
  }
  await page.getByRole('region', { name: 'Not shown' }).waitFor();
  await page.getByRole('figure').locator('.recharts-surface').first().waitFor();
  stage.say(
    `[S15, S21] B reads exactly those categories, labelled with their source, ${((performance.now() - startedAt) / 1000).toFixed(1)} s after the yes; the rest is named as not shared.`,
  );
  await stage.picture('b', 'chart-shared');
}

/** Moves through the parts of the chart with the bracket keys. */
export async function showTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).waitFor();
  const names = await page.getByRole('tab').allInnerTexts();
  const wanted = names.indexOf(name);
  const shown = async () => names.indexOf(await page.getByRole('tab', { selected: true }).innerText());
  for (let now = await shown(); now !== wanted; now += Math.sign(wanted - now)) {
    await page.keyboard.press(now < wanted ? ']' : '[');
    const next = names[now + Math.sign(wanted - now)] ?? name;
    await page.getByRole('tab', { name: next, selected: true }).waitFor();
  }
}
