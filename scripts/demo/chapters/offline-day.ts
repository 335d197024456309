import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { willChoose, willSaveAs } from '../dialogs.ts';
import { press, tabTo, typeInto } from '../keyboard.ts';
import { writeLetter } from '../paper.ts';
import type { Stage } from '../stage.ts';
import { CARD_PICTURE, PATIENT, PIN } from '../words.ts';

/** S01–S04: everything a clerk does without a network, by keyboard, and a power cut at the end. */
export async function offlineDay(stage: Stage): Promise<void> {
  await stage.disconnect();
  stage.say('Hospital A has no network: no chain, no other hospital.');
  const page = await stage.open('a', 'a.silva');
  await stage.picture('a', 'desk');
  await register(stage, page);
  await enterRecords(stage, page);
  await surviveAPowerCut(stage, page);
}

async function register(stage: Stage, page: Page): Promise<void> {
  await page.keyboard.press('Control+N');
  await typeInto(page, 'Family name', PATIENT.family);
  await typeInto(page, 'Given names', PATIENT.given);
  await tabTo(page, /^Sex/);
  await page.keyboard.type('Male');
  await typeInto(page, 'Birth date or age', PATIENT.age);
  await page.getByText('(estimated)').waitFor();
  stage.say(`[S03] "${PATIENT.age}" is stored as an estimated year.`);
  const match = page.getByText('ALI, Mohamed');
  await match.waitFor();
  stage.say('[S02] Somebody alike is registered already: ALI, Mohamed, with the reasons beside the form.');
  await typeInto(page, 'Phone', '+20 10 5550 1842');
  await typeInto(page, 'Address', '12 Canal Street');
  await typeInto(page, 'PIN, six digits', PIN);
  await typeInto(page, 'PIN once more', PIN);
  await stage.picture('a', 'register');
  await page.keyboard.press('Control+Enter');
  await typeInto(page, /^Why is this not/, 'Other mother, other village');
  const startedAt = performance.now();
  await page.keyboard.press('Enter');
  await page.getByText('Saved on this computer', { exact: true }).first().waitFor();
  stage.say(`[S01] Registered without a network, ${Math.round(performance.now() - startedAt)} ms after Enter.`);
  await page.getByRole('img', { name: /^Key card/ }).waitFor();
  await stage.picture('a', 'card');
  await willSaveAs(stage.app('a'), stage.file(CARD_PICTURE));
  await page.getByText('The hospital keeps the key.').waitFor();
  await press(page, 'Save picture');
  await page.getByText('The picture of the card is saved.').waitFor();
  if (!existsSync(stage.file(CARD_PICTURE))) throw new Error('the picture of the card was not written');
  await press(page, 'The patient has it');
  await page.getByRole('dialog', { name: 'Recovery card' }).waitFor();
  await stage.picture('a', 'recovery-card');
  await press(page, 'Not now');
  await page.getByRole('heading', { name: PATIENT.banner }).waitFor();
  await page.getByText('Own card').waitFor();
  stage.say('[KEY5] The patient has the card, and only now the hospital no longer keeps the key.');
}

async function enterRecords(stage: Stage, page: Page): Promise<void> {
  await record(page, '1', async () => {
    await typeInto(page, 'Problem', 'Essential hypertension');
    await typeInto(page, 'Since', '3/2019');
  });
  await record(page, '2', async () => {
    await typeInto(page, 'Substance', 'Penicillin');
    await typeInto(page, 'Reaction', 'rash');
  });
  await record(page, '3', async () => {
    await typeInto(page, 'Medication', 'Amlodipine 5 mg');
    await typeInto(page, 'Dose', '1-0-0');
  });
  await record(page, '4', async () => {
    await typeInto(page, 'Systolic pressure', '152');
    await typeInto(page, 'Diastolic pressure', '96');
    await typeInto(page, 'Temperature', '36.8');
  });
  await record(page, '5', async () => {
    await typeInto(page, 'Reason', 'Headache for three days');
    await typeInto(page, 'Note', 'No neurological deficit. Blood pressure to be checked again in two weeks.');
  });
  const letter = stage.file('discharge-letter.pdf');
  writeLetter(letter, ['Discharge letter', 'Hypertensive episode, treated as an outpatient.', 'Review in two weeks.']);
  await willChoose(stage.app('a'), letter);
  await record(page, '6', async () => {
    await press(page, 'Choose file');
    await page.getByText('discharge-letter.pdf').waitFor();
  });
  await page.getByRole('heading', { name: PATIENT.banner }).waitFor();
  await page.getByText('Penicillin').first().waitFor();
  stage.say('Six kinds of record and a PDF: each "Saved on this computer".');
  await stage.picture('a', 'chart-offline');
}

/** Opens the entry of one type, fills it, saves it and waits until it is said to be saved. */
export async function record(page: Page, type: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('tab', { name: 'Summary' }).waitFor();
  await page.keyboard.press('n');
  await page.getByText('What do you want to record?').waitFor();
  await page.keyboard.press(type);
  await page.getByRole('checkbox', { name: 'Mark as sensitive' }).waitFor();
  await fill();
  await page.keyboard.press('Control+S');
  await page.getByText('Saved on this computer').first().waitFor();
  await press(page, 'Back to the chart');
}

async function surviveAPowerCut(stage: Stage, page: Page): Promise<void> {
  await page.keyboard.press('n');
  await page.getByText('What do you want to record?').waitFor();
  await page.keyboard.press('1');
  await typeInto(page, 'Problem', 'Suspected sleep apn');
  await page.getByText('Draft saved on this computer').waitFor();
  await stage.kill('a');
  stage.say('[S04] Power cut: the application is killed in the middle of a word.');
  const again = await stage.open('a', 'a.silva');
  await again.getByText('Problem: Suspected sleep apn').waitFor();
  await again.getByText('Nobody asks for access').waitFor();
  await press(again, /^Problem: Suspected sleep apn/);
  const field = again.getByRole('textbox', { name: 'Problem' });
  await field.waitFor();
  if ((await field.inputValue()) !== 'Suspected sleep apn') throw new Error('the draft did not come back');
  await stage.picture('a', 'draft-again');
  await again.keyboard.press('Escape');
  await openPatient(again, PATIENT.family);
  for (const text of ['Penicillin', 'Essential hypertension', 'Amlodipine 5 mg', 'Headache for three days']) {
    await again.getByText(text).first().waitFor();
  }
  stage.say('After the restart everything is there, the half-typed word too.');
}

/** Finds a patient by typing into the search, and opens the chart. `banner`: as the ward writes the name. */
export async function openPatient(page: Page, text: string, banner: string = PATIENT.banner): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(text);
  await page.getByRole('option').filter({ hasText: banner }).waitFor();
  while (!(await page.getByRole('option', { selected: true }).filter({ hasText: banner }).isVisible())) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: banner }).waitFor();
}
