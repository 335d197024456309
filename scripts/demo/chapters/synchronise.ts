import { press } from '../keyboard.ts';
import type { Stage } from '../stage.ts';

/** The network comes back: what waited is sent and confirmed, and every state shown was seen. */
export async function synchronise(stage: Stage): Promise<void> {
  const { page } = stage.app('a');
  await page.keyboard.press('Alt+5');
  await page.getByRole('heading', { name: 'Sync' }).waitFor();
  await stage.picture('a', 'sync-offline');
  const startedAt = performance.now();
  await stage.connect();
  await press(page, 'Sync now');
  await page.getByText('Reachable since').waitFor();
  stage.say('The chain answers again.');
  await page.getByText(/^All confirmed/).waitFor();
  stage.say(`Everything confirmed ${((performance.now() - startedAt) / 1000).toFixed(1)} s later.`);
  await stage.picture('a', 'sync-confirmed');
}
