import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openStage, type Stage } from '../../scripts/demo/stage.ts';
import { CHAPTERS } from '../../scripts/demo/tell-story.ts';

/** The chapters check what they tell: each waits for the words on screen, and throws when they do not come. */
describe('the main job, in two real windows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardkeep-story-'));
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({ folder, pictures: null, say: () => undefined });
  });
  afterAll(async () => {
    await stage?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { title, play } of CHAPTERS) it(title, () => play(stage));
});
