/** `npm run screens`: takes a picture of every screen in both themes into docs/screens. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp } from '../application/launch.ts';
import { openStage, signIn } from '../demo/stage.ts';
import { checkoutDirectory } from '../electron-runtime/checkout.ts';
import { setScene } from './scene.ts';
import { leave, SCREENS, showTheme, THEMES } from './screens.ts';

const pictures = join(checkoutDirectory, 'docs', 'screens');
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });

const stage = await openStage({
  folder: join(checkoutDirectory, '.demo', 'screens'),
  pictures: null,
  say: console.log,
});
try {
  await takeFirstRunAndLock();
  await setScene(stage);
  for (const theme of THEMES) {
    for (const hospital of ['a', 'b'] as const) await showTheme(stage.app(hospital).page, theme);
    for (const { name, hospital, open } of SCREENS) {
      const { page } = stage.app(hospital);
      await open(page);
      await page.mouse.move(683, 5);
      await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: 'disabled' });
      await leave(page);
      console.log(`${name} ${theme}`);
    }
  }
  await takeAudit();
} finally {
  await stage.end();
}
process.exit(0);

/** The screens before anybody has signed in: a new computer, and a locked one. */
async function takeFirstRunAndLock(): Promise<void> {
  const places = [
    { name: 'first-run', profile: undefined },
    { name: 'lock', profile: stage.folder.profile('a') },
  ];
  for (const { name, profile } of places) {
    const app = await launchApp({ demo: stage.folder.root, ...(profile ? { profile } : {}) });
    for (const theme of THEMES) {
      await app.page.evaluate((wanted) => window.wardkeep.preferences.set({ theme: wanted }), theme);
      await app.page.reload();
      await app.page.getByRole('heading', { level: 1 }).waitFor();
      await app.page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: 'disabled' });
    }
    await app.close();
  }
}

/** What only a privacy officer sees. */
async function takeAudit(): Promise<void> {
  const { page } = stage.app('a');
  await page.keyboard.press('Control+L');
  await signIn(page, 'p.lund');
  for (const theme of THEMES) {
    await showTheme(page, theme);
    await page.getByRole('navigation').getByText('Audit').press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await page.getByRole('row').nth(1).waitFor();
    await page.screenshot({ path: join(pictures, `audit-${theme}.png`), animations: 'disabled' });
  }
}
