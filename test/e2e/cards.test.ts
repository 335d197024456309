import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../../scripts/application/launch.ts';
import { openPatient } from '../../scripts/demo/chapters/offline-day.ts';
import { willPrint, willSaveAs } from '../../scripts/demo/dialogs.ts';
import { press, typeInto } from '../../scripts/demo/keyboard.ts';
import { signIn } from '../../scripts/demo/stage.ts';
import { PIN } from '../../scripts/demo/words.ts';
import { holdCall } from './fixtures/held-call.ts';
import { seeNotice } from './fixtures/notice.ts';
import { makeCard, seeCard, seePatient, typePatientWithCard } from './fixtures/patient.ts';
import { aProfile } from './fixtures/profile.ts';
import { scan } from './fixtures/scanner.ts';

const LOGIN = 'a.silva';
const NEW_PIN = '730164';
/** Pictures of the cards of one patient, as they are made one after the other. */
const CARDS = ['own', 'recovery', 'replaced', 'recovered'] as const;
const brought = mkdtempSync(join(tmpdir(), 'wardkeep-cards-'));
const pictures = Object.fromEntries(CARDS.map((name) => [name, join(brought, `${name}.png`)])) as Record<
  (typeof CARDS)[number],
  string
>;
let profile: string;
let app: LaunchedApp;
let page: Page;

async function open(): Promise<void> {
  app = await launchApp({ profile });
  page = app.page;
  await signIn(page, LOGIN);
}

/** Registers somebody and waits for their card. */
async function register(family: string): Promise<void> {
  await typePatientWithCard(page, family);
  await page.keyboard.press('Control+S');
  await seeCard(page);
}

const see = (text: string) => page.getByText(text).first().waitFor();
const card = () => page.getByRole('dialog', { name: 'Key card' });
const recovery = () => page.getByRole('dialog', { name: 'Recovery card' });

beforeAll(async () => {
  profile = await aProfile();
  await open();
});
afterAll(async () => {
  await app?.close();
  for (const place of [profile, brought]) rmSync(place, { recursive: true, force: true });
});

describe('[KEY5] the card of a new patient', () => {
  it('is made after the patient is saved, who is no match of themselves', async () => {
    const making = await holdCall(app.electron, 'patients.issueCard');
    await typePatientWithCard(page, 'Halvorsen');
    await page.keyboard.press('Control+S');
    await see('The patient is saved. The card is being made.');
    await see('Nobody alike so far');
    await making.release();
    await seeCard(page);
    await see('The card is only on this screen.');
    await see('Nobody alike so far');
  });

  it('may be closed unprinted: the chart says who keeps the key', async () => {
    await page.keyboard.press('Escape');
    await seePatient(page, 'Halvorsen');
    await see('Key in hospital custody');
  });

  it('is made again from there, and stays the hospital’s to keep when the printer fails or is called off', async () => {
    await makeCard(page);
    await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const reasons = ['Print job failed', 'Print job canceled'];
      if (contents) contents.print = (_options, callback) => callback?.(false, reasons.shift() ?? '');
    });
    await page.keyboard.press('Control+P');
    await seeNotice(page, 'print.failed');
    await page.keyboard.press('Control+P');
    await card().getByRole('alert').waitFor({ state: 'detached' });
    await see('The card is only on this screen.');
    expect(await card().getByRole('button', { name: 'The patient has it' }).isDisabled()).toBe(true);
  });

  it('is handed over when a person says so: the printer knows no more than that it took the job', async () => {
    await willPrint(app);
    await page.keyboard.press('Control+P');
    await see('Sent to the printer.');
    await see('The hospital keeps the key until you say that the patient has the card.');
    await see('Key in hospital custody');
    await page.keyboard.press('Control+Enter');
    await card().waitFor({ state: 'detached' });
    await see('Own card');
  });

  it('[S17] comes with the offer of a recovery card, which may wait', async () => {
    await recovery().waitFor();
    await page.keyboard.press('Escape');
    await recovery().waitFor({ state: 'detached' });
    await see('Own card');
  });

  it('is handed over by nobody but a person: not by Enter twice, and not before there is a card to hand', async () => {
    await register('Castellano');
    await page.keyboard.press('Control+Enter');
    await see('The card is only on this screen.');
    await willSaveAs(app, join(brought, 'castellano.png'));
    await press(page, 'Save picture');
    await see('The picture of the card is saved.');
    expect(existsSync(join(brought, 'castellano.png'))).toBe(true);
    await page.keyboard.press('Enter');
    await see('The hospital keeps the key until you say that the patient has the card.');
    await press(page, 'The patient has it');
    await press(page, 'Not now');
    await seePatient(page, 'Castellano');
    await see('Own card');
  });

  it('that was printed is in hand once it is scanned with its PIN, whoever forgot to say so', async () => {
    await register('Lindqvist');
    await page.keyboard.press('Escape');
    await seePatient(page, 'Lindqvist');
    await see('Key in hospital custody');
    await scan(page, await codeOfAnotherCard('Lindqvist'));
    await typeInto(page, /^PIN/, PIN);
    await page.keyboard.press('Enter');
    await see('Own card');
  });
});

describe('[S17] a card that is lost', () => {
  const PHRASE = 'my goat eats yellow hats';

  it('has a recovery card at home, made when the own one was handed over', async () => {
    await register('Marchetti');
    await willSaveAs(app, pictures.own);
    await press(page, 'Save picture');
    await see('The picture of the card is saved.');
    await press(page, 'The patient has it');
    await typeInto(page, 'PIN of the key card', PIN);
    await typeInto(page, 'Recovery phrase chosen by the patient', PHRASE);
    await typeInto(page, 'The same phrase again', 'my goat eats yellow hat.');
    await see('The two phrases differ.');
    await typeInto(page, 'The same phrase again', PHRASE);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^Recovery card/ }).waitFor();
    await willSaveAs(app, pictures.recovery);
    await press(page, 'Save picture');
    await see('The picture of the card is saved.');
    await page.keyboard.press('Escape');
    await seePatient(page, 'Marchetti');
    await see('Own card');
  });

  it('is replaced with it from the chart, and the old one counts until the new one is in hand', async () => {
    await press(page, 'More actions');
    await page.getByRole('menuitem', { name: 'Replace a lost card' }).press('Enter');
    await choosePicture(pictures.recovery);
    await typeInto(page, 'Recovery phrase, or PIN of the old card', 'My goat  eats yellow hats');
    await typeInto(page, /^PIN of the new card/, NEW_PIN);
    await typeInto(page, 'The same PIN again', NEW_PIN);
    await page.keyboard.press('Enter');
    await seeCard(page);
    await see("The patient's old card still counts.");
    await willSaveAs(app, pictures.replaced);
    await press(page, 'Save picture');
    await see('The old card counts until you say that the patient has this one.');
    await page.keyboard.press('Control+Enter');
    await recovery().waitFor();
    await page.keyboard.press('Escape');
  });

  it('is refused, and so is the recovery card that was of the same key', async () => {
    await press(page, 'More actions');
    await page.getByRole('menuitem', { name: 'Make a recovery card' }).press('Enter');
    await choosePicture(pictures.own);
    await typeInto(page, 'PIN of the key card', PIN);
    await typeInto(page, 'Recovery phrase chosen by the patient', PHRASE);
    await typeInto(page, 'The same phrase again', PHRASE);
    await page.keyboard.press('Enter');
    await seeNotice(page, 'card.replaced');
    await page.keyboard.press('Escape');
  });
});

describe('[KEY9] a key without any card', () => {
  it('is recovered for a reason: the new card waits, and the chart says so', async () => {
    await press(page, 'More actions');
    await page.getByRole('menuitem', { name: 'Recover the key without a card' }).press('Enter');
    await typeInto(page, 'How you know that this is the patient', 'Passport shown');
    await typeInto(page, 'PIN chosen by the patient', PIN);
    await typeInto(page, 'The same PIN again', PIN);
    await page.keyboard.press('Enter');
    await seeCard(page);
    await see('Nothing has been proposed yet.');
    await willSaveAs(app, pictures.recovered);
    await press(page, 'Save picture');
    await press(page, 'The patient has it');
    await card().waitFor({ state: 'detached' });
    await see('A new key for this patient is on its way to the registry');
  });

  it('is stopped with the old card, and never leaves', async () => {
    await press(page, 'Stop it with the old card');
    await choosePicture(pictures.replaced);
    await typeInto(page, 'PIN of the old card', NEW_PIN);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Stop the new key' }).waitFor({ state: 'detached' });
    await page.getByText('A new key for this patient is on its way').waitFor({ state: 'detached' });
  });
});

describe('[S01] a card that is left on screen', () => {
  it('by a lock: whoever comes back finds the chart, and the card can be made', async () => {
    await register('Oyelaran');
    await page.keyboard.press('Control+L');
    await signIn(page, LOGIN);
    await seePatient(page, 'Oyelaran');
    await see('Key in hospital custody');
    await makeCard(page);
    await page.keyboard.press('Escape');
  });

  it('for another screen: Esc comes back to the chart', async () => {
    await register('Petrosyan');
    await page.keyboard.press('Alt+1');
    await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
    await page.keyboard.press('Escape');
    await seePatient(page, 'Petrosyan');
    await see('Key in hospital custody');
  });

  it('[R-01] by a power cut: the key is in custody, and the card can be made', async () => {
    await register('Ferreira');
    await willPrint(app);
    await page.keyboard.press('Control+P');
    await see('Sent to the printer.');
    await app.kill();
    await open();
    await openPatient(page, 'Ferreira', 'FERREIRA, Noor');
    await see('Key in hospital custody');
    await makeCard(page);
    await willSaveAs(app, join(brought, 'ferreira.png'));
    await press(page, 'Save picture');
    await press(page, 'The patient has it');
    await press(page, 'Not now');
    await see('Own card');
  });
});

/** A person chooses the picture of a card; a scanner would type what is on it. */
async function choosePicture(path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Picture of the card' }).click();
  await (await chooser).setFiles(path);
  await see('Card read');
}

/** A card that was made for this patient at another moment, as its scanner reads it. */
function codeOfAnotherCard(family: string): Promise<string> {
  return page.evaluate(
    async ({ text, pin }) => {
      const { patients } = Reflect.get(globalThis, 'wardkeep');
      const found = await patients.search({ text });
      return (await patients.issueCard({ patientId: found.value[0].patient.id, pin })).value.code;
    },
    { text: family, pin: PIN },
  );
}
