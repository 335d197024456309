import type { Page } from 'playwright-core';
import { openPatient } from '../demo/chapters/offline-day.ts';
import { showTab } from '../demo/chapters/second-hospital.ts';
import { press, typeInto } from '../demo/keyboard.ts';
import { PATIENT, PIN } from '../demo/words.ts';
import type { DemoHospital } from '../demo-network/folder.ts';

/** A screen, and the keys that lead to it from anywhere behind the lock. */
export interface Screen {
  readonly name: string;
  readonly hospital: DemoHospital;
  readonly open: (page: Page) => Promise<void>;
}

const section = (keys: string, heading: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
};

const chart = (tab: string) => async (page: Page) => {
  await openPatient(page, PATIENT.family);
  await showTab(page, tab);
  if (tab === 'Summary') await page.locator('main svg.recharts-surface').first().waitFor();
  if (tab === 'Consents') await page.getByText('Active consents').waitFor();
};

const entry = (key: string, field: string) => async (page: Page) => {
  await openPatient(page, PATIENT.family);
  await page.keyboard.press('n');
  await page.getByText('What do you want to record?').waitFor();
  await page.keyboard.press(key);
  await page.getByText(field, { exact: true }).first().waitFor();
};

/** The versions of one record. */
const record = async (page: Page) => {
  await chart('Problems')(page);
  await press(page, /^Essential hypertension/);
  await page.getByRole('dialog', { name: 'Essential hypertension' }).getByText('Version 1').waitFor();
};

/** The PIN of a patient whose key is in custody. Closed again, the card that comes of it has changed nothing. */
const cardPin = async (page: Page) => {
  await openPatient(page, 'Okafor', 'OKAFOR, Chidi');
  await press(page, 'More actions');
  await page.getByRole('menuitem', { name: 'Hand the key over with a card' }).press('Enter');
  await typeInto(page, 'PIN chosen by the patient', PIN);
  await typeInto(page, 'The same PIN again', PIN);
};

const card = async (page: Page) => {
  await cardPin(page);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: /^Key card/ }).waitFor();
};

/** What is asked before something is done about the card of a patient who has one. */
const ownCard = (item: string, title: string) => async (page: Page) => {
  await openPatient(page, PATIENT.family);
  await press(page, 'More actions');
  await page.getByRole('menuitem', { name: item }).press('Enter');
  await page.getByRole('dialog', { name: title }).waitFor();
};

/** Every screen behind the lock, in the order of a day. First run and lock come before these. */
export const SCREENS: readonly Screen[] = [
  { name: 'desk', hospital: 'a', open: section('Alt+1', 'Desk') },
  { name: 'patients', hospital: 'a', open: section('Alt+2', 'Patients') },
  {
    name: 'search',
    hospital: 'a',
    open: async (page) => {
      await section('Alt+1', 'Desk')(page);
      await page.keyboard.press('Control+K');
      await page.keyboard.type('al');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'register',
    hospital: 'a',
    open: async (page) => {
      await page.keyboard.press('Control+N');
      await typeInto(page, 'Family name', 'Aly');
      await typeInto(page, 'Given names', 'Mohammed');
      await typeInto(page, 'Birth date or age', 'about 42 years');
      await page.getByText('Possible matches').waitFor();
      await page.getByText(/Same name/).waitFor();
    },
  },
  { name: 'card-pin', hospital: 'a', open: cardPin },
  { name: 'card', hospital: 'a', open: card },
  {
    name: 'card-printed',
    hospital: 'a',
    open: async (page) => {
      await card(page);
      await page.keyboard.press('Control+P');
      await page.getByText('Sent to the printer.').waitFor();
    },
  },
  { name: 'card-recovery', hospital: 'a', open: ownCard('Make a recovery card', 'Recovery card') },
  { name: 'card-replace', hospital: 'a', open: ownCard('Replace a lost card', 'Replace the card') },
  {
    name: 'card-recover-key',
    hospital: 'a',
    open: ownCard('Recover the key without a card', 'Recover the key without a card'),
  },
  { name: 'chart', hospital: 'b', open: chart('Summary') },
  { name: 'chart-own', hospital: 'a', open: chart('Summary') },
  { name: 'timeline', hospital: 'b', open: chart('Timeline') },
  { name: 'problems', hospital: 'a', open: chart('Problems') },
  { name: 'medication', hospital: 'b', open: chart('Medication') },
  { name: 'results', hospital: 'b', open: chart('Results') },
  { name: 'documents', hospital: 'a', open: chart('Documents') },
  { name: 'consents', hospital: 'b', open: chart('Consents') },
  { name: 'who-looked', hospital: 'a', open: chart('Who looked') },
  {
    name: 'edit-patient',
    hospital: 'a',
    open: async (page) => {
      await openPatient(page, PATIENT.family);
      await press(page, 'More actions');
      await page.getByRole('menuitem', { name: 'Edit personal data' }).press('Enter');
      await page.getByRole('textbox', { name: 'Family name' }).waitFor();
    },
  },
  { name: 'record', hospital: 'a', open: record },
  {
    name: 'amend',
    hospital: 'a',
    open: async (page) => {
      await record(page);
      await page.keyboard.press('e');
      await page.getByRole('textbox', { name: 'Reason for the change' }).waitFor();
    },
  },
  {
    name: 'record-picker',
    hospital: 'a',
    open: async (page) => {
      await openPatient(page, PATIENT.family);
      await page.keyboard.press('n');
      await page.getByText('What do you want to record?').waitFor();
    },
  },
  { name: 'record-problem', hospital: 'a', open: entry('1', 'Problem') },
  { name: 'record-allergy', hospital: 'a', open: entry('2', 'Substance') },
  { name: 'record-medication', hospital: 'a', open: entry('3', 'Medication') },
  { name: 'record-vitals', hospital: 'a', open: entry('4', 'Systolic pressure') },
  { name: 'record-visit', hospital: 'a', open: entry('5', 'Reason') },
  { name: 'record-document', hospital: 'a', open: entry('6', 'Title') },
  { name: 'requests', hospital: 'a', open: section('Alt+3', 'Requests') },
  {
    name: 'approval',
    hospital: 'a',
    open: async (page) => {
      await section('Alt+3', 'Requests')(page);
      await press(page, 'Show to the patient');
      await page.getByText('Your decision').waitFor();
    },
  },
  {
    name: 'revoke',
    hospital: 'a',
    open: async (page) => {
      await chart('Consents')(page);
      await press(page, 'Stop this access');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'import', hospital: 'a', open: section('Alt+4', 'Import') },
  { name: 'sync', hospital: 'a', open: section('Alt+5', 'Sync') },
  {
    name: 'shortcuts',
    hospital: 'a',
    open: async (page) => {
      await section('Alt+1', 'Desk')(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    },
  },
];

/** Leaves dialogs and full-screen views, so that the next screen starts from the frame. */
export async function leave(page: Page): Promise<void> {
  for (let step = 0; step < 4; step++) await page.keyboard.press('Escape');
  await page.getByRole('navigation').waitFor();
}

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export async function showTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((wanted) => window.wardkeep.preferences.set({ theme: wanted }), theme);
  await page.reload();
  await page.locator(`[data-mantine-color-scheme="${theme}"]`).first().waitFor();
  await page.getByRole('navigation').waitFor();
}
