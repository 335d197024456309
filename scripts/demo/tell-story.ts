import { join } from 'node:path';
import { checkoutDirectory } from '../electron-runtime/checkout.ts';
import { consentEnds } from './chapters/consent-ends.ts';
import { damagedBlock } from './chapters/damaged-block.ts';
import { offlineDay } from './chapters/offline-day.ts';
import { secondHospital } from './chapters/second-hospital.ts';
import { synchronise } from './chapters/synchronise.ts';
import { openStage, type Stage } from './stage.ts';

export interface Chapter {
  readonly title: string;
  readonly play: (stage: Stage) => Promise<void>;
}

/** The main job, end to end. Each chapter begins where the one before it ended. */
export const CHAPTERS: readonly Chapter[] = [
  { title: '[S01–S04] A day without a network', play: offlineDay },
  { title: 'The network is back', play: synchronise },
  { title: '[S14, S15, S21] At another hospital', play: secondHospital },
  { title: '[OBJ4] A damaged disk', play: damagedBlock },
  { title: '[S16, S18] The patient ends it', play: consentEnds },
];

/** Tells the whole story in two real windows, with commentary, pictures and times. @returns the exit status. */
export async function tellStory(): Promise<number> {
  const pictures = join(checkoutDirectory, 'artifacts', 'story');
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`;
  const say = (line: string) => console.log(`${elapsed()}  ${line}`);
  const stage = await openStage({ folder: join(checkoutDirectory, '.demo', 'story'), pictures, say });
  try {
    for (const { title, play } of CHAPTERS) {
      console.log(`\n${title}`);
      await play(stage);
    }
  } catch (error) {
    console.error(error);
    await stage.pictureOfEverything('where-it-stopped');
    return 1;
  } finally {
    await stage.end();
  }
  console.log(`\nTold in ${elapsed().trim()}. The pictures are in ${pictures}.`);
  return 0;
}
