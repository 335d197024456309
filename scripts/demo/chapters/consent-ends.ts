import type { Page } from 'playwright-core';
import { press, typeInto } from '../keyboard.ts';
import type { Stage } from '../stage.ts';
import { PATIENT, PIN } from '../words.ts';
import { openPatient, record } from './offline-day.ts';
import { scanCard, showTab } from './second-hospital.ts';

/** S16, S18: a new result arrives, the patient ends the consent, what is added later stays closed, and every look is listed. */
export async function consentEnds(stage: Stage): Promise<void> {
  const a = stage.app('a').page;
  const b = stage.app('b').page;
  await openPatient(a, PATIENT.family);
  await openPatient(b, PATIENT.family);
  await addAllergy(a, 'Latex');
  await b.getByText('Latex').first().waitFor();
  stage.say('A adds an allergy, and it appears at B.');

  await showTab(a, 'Consents');
  await stage.picture('a', 'consents');
  await stopAccess(stage, a);
  await stopAccess(stage, a);
  await a.getByText('No consent is active').waitFor();
  await b.getByText(/the patient stopped the access/).waitFor();
  stage.say('[S16] The patient stops both consents at A; B says so and shows nothing of A any more.');

  await showTab(a, 'Summary');
  await addAllergy(a, 'Iodine contrast');
  await waitUntilConfirmed(a, 'Iodine contrast');
  await b.getByText(/the patient stopped the access/).waitFor();
  if (await b.getByText('Iodine contrast').isVisible()) throw new Error('B reads what was added after the revocation');
  if (await b.getByText('Penicillin').first().isVisible()) throw new Error('B still shows a shared copy');
  await stage.picture('b', 'chart-revoked');
  stage.say('A adds another record: B cannot read it, and says why.');

  await openPatient(a, PATIENT.family);
  await showTab(a, 'Who looked');
  await a.getByText('Looked at the chart').first().waitFor();
  await a.getByText('Riverside Clinic').first().waitFor();
  await stage.picture('a', 'who-looked');
  stage.say('[S18] "Who looked?" at A lists the views at both hospitals.');
}

/** As Sync shows it for one record: seen in a block, not hoped for. */
async function waitUntilConfirmed(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Alt+5');
  await page.getByRole('row').filter({ hasText: title }).getByText('Confirmed').waitFor();
}

async function stopAccess(stage: Stage, page: Page): Promise<void> {
  await press(page, 'Stop this access');
  await scanCard(stage, page);
  await typeInto(page, '2. PIN', PIN);
  await stage.picture('a', 'revoke');
  await page.keyboard.press('Enter');
  await page.getByText('The access is stopped').waitFor();
  await press(page, 'Done');
}

async function addAllergy(page: Page, substance: string): Promise<void> {
  await record(page, '2', () => typeInto(page, 'Substance', substance));
}
