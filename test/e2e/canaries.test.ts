import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPatient, record } from '../../scripts/demo/chapters/offline-day.ts';
import { showTab } from '../../scripts/demo/chapters/second-hospital.ts';
import { willChoose } from '../../scripts/demo/dialogs.ts';
import { press, tabTo, typeInto } from '../../scripts/demo/keyboard.ts';
import { writeLetter } from '../../scripts/demo/paper.ts';
import { openStage, type Stage, signIn } from '../../scripts/demo/stage.ts';
import { PATIENT } from '../../scripts/demo/words.ts';
import { setScene } from '../../scripts/screens/scene.ts';
import { leave, SCREENS } from '../../scripts/screens/screens.ts';
import { filesBelow, formsOf, newCanaries } from './fixtures/canaries.ts';
import { writeCanaryBundle } from './fixtures/canary-bundle.ts';
import { chooseCustody } from './fixtures/patient.ts';

const TOTAL = 1_000;
const startedAt = Date.now();
const canaries = newCanaries();
const folder = mkdtempSync(join(tmpdir(), 'wardkeep-canaries-'));
/** What a person brings: the only place where the canaries may be. */
const brought = mkdtempSync(join(tmpdir(), 'wardkeep-brought-'));
const said: Buffer[] = [];
let stage: Stage;
let page: Page;

/** Where a canary stands: the name of the file and how it is written there. */
function hitsIn(place: string, since = 0): string[] {
  const hits: string[] = [];
  for (const { path, bytes } of filesBelow(place, since)) {
    if (path.startsWith(brought + sep)) continue;
    for (const found of canaries.foundIn(Buffer.concat([Buffer.from(path), bytes]))) hits.push(`${path}: ${found}`);
  }
  return hits;
}

beforeAll(async () => {
  stage = await openStage({ folder, pictures: null, say: () => undefined });
  await setScene(stage);
  page = stage.app('a').page;
  for (const hospital of ['a', 'b'] as const) {
    const { stdout, stderr } = stage.app(hospital).electron.process();
    for (const stream of [stdout, stderr]) stream?.on('data', (text) => said.push(Buffer.from(text)));
  }
});
afterAll(async () => {
  await stage?.end();
  for (const place of [folder, brought]) rmSync(place, { recursive: true, force: true });
});

describe('[R-07] a thousand canaries', () => {
  it('are typed into a registration', async () => {
    await page.keyboard.press('Control+N');
    const family = canaries.next();
    await typeInto(page, 'Family name', family);
    await typeInto(page, 'Given names', canaries.next());
    await tabTo(page, /^Sex/);
    await page.keyboard.type('Female');
    await typeInto(page, 'Birth date or age', '1961');
    await typeInto(page, /^Name in local script/, canaries.next());
    await typeInto(page, 'Phone', canaries.nextNumber());
    await typeInto(page, 'Identifier', canaries.next());
    await typeInto(page, 'Next of kin', canaries.next());
    await typeInto(page, 'Address', canaries.next());
    await chooseCustody(page);
    await page.keyboard.press('Control+S');
    await page.getByRole('heading', { name: family.toUpperCase() }).waitFor();
  });

  it('are typed into records of every kind, shared ones too', async () => {
    await openPatient(page, PATIENT.family);
    const fill =
      (...labels: string[]) =>
      async () => {
        for (const label of labels) await typeInto(page, label, canaries.next());
      };
    await record(page, '1', fill('Problem', 'Note'));
    await record(page, '2', fill('Substance', 'Reaction', 'Note'));
    await record(page, '3', fill('Medication', 'Dose', 'Note'));
    await record(page, '4', async () => {
      await typeInto(page, 'Systolic pressure', '131');
      await typeInto(page, 'Diastolic pressure', '84');
      await fill('Note')();
    });
    await record(page, '5', fill('Reason', 'Note'));
    const letter = join(brought, `${canaries.next()}.pdf`);
    writeLetter(letter, [canaries.next(), canaries.next()]);
    await willChoose(stage.app('a'), letter);
    await record(page, '6', async () => {
      await press(page, 'Choose file');
      await page.getByRole('button', { name: 'Choose another' }).waitFor();
      await fill('Title')();
    });
  });

  it('are looked for, and left behind in a draft', async () => {
    for (let search = 0; search < 12; search++) {
      await page.keyboard.press('Control+K');
      await page.keyboard.type(canaries.next());
      await page.getByText(/^Nobody found for/).waitFor();
      await leave(page);
    }
    await openPatient(page, PATIENT.family);
    await page.keyboard.press('n');
    await page.getByText('What do you want to record?').waitFor();
    await page.keyboard.press('5');
    await typeInto(page, 'Reason', canaries.next());
    await typeInto(page, 'Note', canaries.next());
    await page.getByText('Draft saved on this computer').waitFor();
    await leave(page);
  });

  it('come with an import', async () => {
    const file = join(brought, 'bundle.json');
    writeCanaryBundle(file, canaries, TOTAL);
    expect(canaries.count()).toBeGreaterThanOrEqual(TOTAL);
    await willChoose(stage.app('a'), file);
    await page.keyboard.press('Alt+4');
    await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor();
    await press(page, 'Choose file');
    await press(page, /^Open /);
    for (const tab of ['Timeline', 'Problems', 'Consents', 'Who looked', 'Summary']) await showTab(page, tab);
  });

  it('are shown on every screen', async () => {
    for (const { hospital, open } of SCREENS) {
      const window = stage.app(hospital).page;
      await open(window);
      await leave(window);
    }
    await page.keyboard.press('Control+L');
    await signIn(page, 'p.lund');
    await press(page, 'Audit');
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  });

  it('are nowhere once the application was killed: no profile, temporary file, log or crash dump', async () => {
    const { electron } = stage.app('b');
    const crashed = electron.evaluate(({ webContents }) => {
      const [screens] = webContents.getAllWebContents();
      const gone = new Promise<void>((resolve) => void screens?.once('render-process-gone', () => resolve()));
      screens?.forcefullyCrashRenderer();
      return gone;
    });
    await crashed;
    const streams = (['a', 'b'] as const).map((hospital) => stage.app(hospital).electron.process());
    const ended = streams.map((child) => once(child, 'close'));
    await stage.kill('a');
    await stage.kill('b');
    await Promise.all(ended);

    expect(hitsIn(folder)).toEqual([]);
    expect(hitsIn(tmpdir(), startedAt)).toEqual([]);
    const places = ['.cache', '.config', '.local', '.pki'].map((name) => join(homedir(), name)).filter(existsSync);
    for (const place of places) expect(hitsIn(place, startedAt)).toEqual([]);
    expect(canaries.foundIn(Buffer.concat(said))).toEqual([]);
  });

  it('would be found in a file of the profile, however they are written (planted)', () => {
    const planted = join(stage.folder.profile('a'), 'planted');
    for (const { name, pattern } of formsOf(canaries.word)) {
      writeFileSync(planted, pattern);
      expect(hitsIn(stage.folder.profile('a'))).toContain(`${planted}: ${name}`);
    }
  });
});
