import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp } from '../../scripts/application/launch.ts';
import { openStage, type Stage } from '../../scripts/demo/stage.ts';
import { setScene } from '../../scripts/screens/scene.ts';
import { leave, SCREENS, showTheme, THEMES } from '../../scripts/screens/screens.ts';

/** WCAG 2.2 AA as far as a machine can tell, plus axe's own advice. */
async function violationsOn(page: Page): Promise<string[]> {
  // Legacy mode: an Electron window cannot open the empty second page axe would otherwise use.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

describe('axe finds nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardkeep-axe-'));
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({ folder, pictures: null, say: () => undefined });
    await setScene(stage);
  });
  afterAll(async () => {
    await stage?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('would find a planted violation', async () => {
    const { page } = stage.app('a');
    await page.evaluate(() => document.querySelector('main')?.insertAdjacentHTML('beforeend', '<input id="planted">'));
    expect((await violationsOn(page)).join()).toContain('#planted');
    await page.evaluate(() => document.querySelector('#planted')?.remove());
  });

  for (const theme of THEMES) {
    it(`on any screen, ${theme}`, async () => {
      const found: Record<string, string[]> = {};
      for (const hospital of ['a', 'b'] as const) await showTheme(stage.app(hospital).page, theme);
      for (const { name, hospital, open } of SCREENS) {
        const { page } = stage.app(hospital);
        await open(page);
        const violations = await violationsOn(page);
        if (violations.length > 0) found[name] = violations;
        await leave(page);
      }
      expect(found).toEqual({});
    });
  }

  it('before anybody has signed in', async () => {
    for (const profile of [undefined, stage.folder.profile('a')]) {
      if (profile) await stage.close('a');
      const app = await launchApp({ demo: stage.folder.root, ...(profile ? { profile } : {}) });
      for (const theme of THEMES) {
        await app.page.evaluate((wanted) => window.wardkeep.preferences.set({ theme: wanted }), theme);
        await app.page.reload();
        await app.page.getByRole('heading', { level: 1 }).waitFor();
        expect(await violationsOn(app.page)).toEqual([]);
      }
      await app.close();
    }
  });
});
