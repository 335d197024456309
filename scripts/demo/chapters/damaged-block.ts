import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { press } from '../keyboard.ts';
import type { Stage } from '../stage.ts';
import { PATIENT } from '../words.ts';
import { openPatient } from './offline-day.ts';
import { approve, ask, showTab } from './second-hospital.ts';

/** OBJ4: a changed byte on disk is noticed, refused and replaced from the other hospital. */
export async function damagedBlock(stage: Stage): Promise<void> {
  const page = stage.app('b').page;
  await ask(stage, page, ['Documents and scans'], 'The letter of the last visit');
  await approve(stage, page);
  await openLetter(page);
  await stage.picture('b', 'document');
  stage.say('B is also allowed the letter, and opens it inside the application.');
  await stage.close('b');
  const damaged = damageLargestBlock(join(stage.folder.profile('b'), 'net'));
  stage.say(`One byte is changed on the disk of hospital B, in ${damaged}.`);
  const again = await stage.open('b', 'n.haddad');
  await openPatient(again, PATIENT.family);
  await openLetter(again);
  await again.keyboard.press('Escape');
  await again.keyboard.press('Alt+5');
  await again.getByText('Replaced by a good copy').first().waitFor();
  await stage.picture('b', 'damaged-block');
  stage.say('B refused the damaged block, fetched it again from A, and says so.');
}

async function openLetter(page: Page): Promise<void> {
  await showTab(page, 'Documents');
  await page.getByText('discharge-letter').first().waitFor();
  await press(page, /^discharge-letter/);
  await page.getByText(/^Page 1 of 1/).waitFor();
}

/** Flips one byte in the middle of the largest block that has a file of its own. */
function damageLargestBlock(folder: string): string {
  const [largest] = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes(`${folder}/blocks`))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((one, other) => statSync(other).size - statSync(one).size);
  if (!largest) throw new Error(`there are no blocks in ${folder}`);
  const bytes = readFileSync(largest);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(largest, bytes);
  return largest.slice(folder.length + 1);
}
