import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPolicy } from '../../../main/shell/policy.ts';
import { readySodium, systemRandom } from '../../../main/vault/crypto/sodium.ts';
import { absentSync } from '../../../main/vault/operations/absent-sync.ts';
import { unlock } from '../../../main/vault/services/session.ts';
import type { WritableDb } from '../../../main/vault/store/handles.ts';
import { sql } from '../../../main/vault/store/sql.ts';
import { type LaunchedApp, launchApp } from '../../../scripts/application/launch.ts';
import { press, typeInto } from '../../../scripts/demo/keyboard.ts';
import { signIn } from '../../../scripts/demo/stage.ts';
import { TEST_PASSPHRASE } from '../../fixtures/vault.ts';
import { seeNotice } from '../fixtures/notice.ts';
import { seePatient, typePatient } from '../fixtures/patient.ts';
import { aProfile } from '../fixtures/profile.ts';

const LOGIN = 'a.silva';
let profile: string;
let otherProfile: string;
let app: LaunchedApp;
let page: Page;

const database = (folder: string) => join(folder, 'vault.db');
const kept = () => join(profile, 'vault.db.kept');

/** Puts the database back as it was before the fault. */
function mend(): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${database(profile)}${suffix}`, { force: true });
  copyFileSync(kept(), database(profile));
}

async function tryToSignIn(): Promise<void> {
  await typeInto(page, 'User', LOGIN);
  await typeInto(page, 'Passphrase', TEST_PASSPHRASE);
  await press(page, 'Unlock');
}

/** Does something to the closed database that no screen can do. */
async function inDatabase(work: (db: WritableDb) => void): Promise<void> {
  await readySodium();
  const policy = await readPolicy(profile);
  if (!policy) throw new Error('the profile has a policy');
  const context = await unlock(
    { profile, policy, login: LOGIN, passphrase: TEST_PASSPHRASE, deviceSecret: null, nativeBinding: null },
    {
      now: Date.now,
      random: systemRandom,
      net: () => null,
      emit: () => undefined,
      onBug: (error) => {
        throw error;
      },
      startSync: () => absentSync(Date.now()),
    },
  );
  work(context.db);
  context.db.close();
}

beforeAll(async () => {
  profile = await aProfile();
  otherProfile = await aProfile();
  app = await launchApp({ profile });
  page = app.page;
  await signIn(page, LOGIN);
  await typePatient(page, 'Before');
  await page.keyboard.press('Control+S');
  await seePatient(page, 'Before');
  await page.keyboard.press('Control+L');
  await page.getByRole('button', { name: 'Unlock' }).waitFor();
  // The last writer folded the journal into the file when it closed it.
  await vi.waitUntil(() => !existsSync(`${database(profile)}-wal`), { timeout: 60_000 });
  copyFileSync(database(profile), kept());
});
afterAll(async () => {
  await app?.close();
  for (const folder of [profile, otherProfile]) rmSync(folder, { recursive: true, force: true });
});

describe('a profile that is not as it was left', () => {
  it('says when the database was made with another key, and leaves it alone', async () => {
    copyFileSync(database(otherProfile), database(profile));
    await tryToSignIn();
    await seeNotice(page, 'store.wrongKey');
    expect(readFileSync(database(profile)).equals(readFileSync(database(otherProfile)))).toBe(true);
    mend();
  });

  it('says when the database is damaged, and leaves it alone', async () => {
    const bytes = readFileSync(kept());
    bytes.fill(0xa5, 64, 4096);
    writeFileSync(database(profile), bytes);
    await tryToSignIn();
    await seeNotice(page, 'store.damaged');
    expect(readFileSync(database(profile)).equals(bytes)).toBe(true);
    mend();
  });

  it('says when a newer version wrote the database', async () => {
    await inDatabase((db) => db.transaction((tx) => tx.run(sql`PRAGMA user_version = 990`)));
    await tryToSignIn();
    await seeNotice(page, 'store.fromFuture');
    mend();
  });

  it('says when the database is missing, and makes no empty one', async () => {
    rmSync(database(profile));
    await tryToSignIn();
    await seeNotice(page, 'store.damaged');
    expect(existsSync(database(profile))).toBe(false);
    mend();
  });

  it('says when the network settings are invalid, and goes on once they are right', async () => {
    const path = join(profile, 'network.json');
    const settings = readFileSync(path, 'utf8');
    writeFileSync(path, settings.replace('"chainId"', '"chainID"'));
    await page.reload();
    await seeNotice(page, 'policy.invalid');
    writeFileSync(path, settings);
    await press(page, 'Try again');
    await page.getByRole('button', { name: 'Unlock' }).waitFor();
  });

  it('opens with everything that was saved when the fault is gone', async () => {
    await signIn(page, LOGIN);
    await page.keyboard.press('Alt+2');
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    await page.getByText('BEFORE', { exact: false }).first().waitFor();
  });
});
