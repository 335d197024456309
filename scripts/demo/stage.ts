import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type LaunchedApp, launchApp } from '../application/launch.ts';
import { type DemoNetwork, startDemoNetwork } from '../demo-network/demo-network.ts';
import { type DemoFolder, type DemoHospital, demoFolder } from '../demo-network/folder.ts';
import { DEMO_PASSPHRASE } from '../demo-network/hospitals.ts';
import { press, typeInto } from './keyboard.ts';

export interface StageOptions {
  /** Where the network of the story lives; emptied first. */
  readonly folder: string;
  /** Where the pictures go; null takes none. */
  readonly pictures: string | null;
  readonly say: (line: string) => void;
}

/** Two hospitals, a chain between them, and somebody who tells what is happening. */
export interface Stage {
  readonly folder: DemoFolder;
  readonly say: (line: string) => void;
  /** Starts the chain; both windows find it by themselves. */
  connect(): Promise<void>;
  /** Stops it: from here on everybody is offline. */
  disconnect(): Promise<void>;
  /** Starts the application of a hospital and signs somebody in with the keyboard. */
  open(hospital: DemoHospital, login: string): Promise<Page>;
  /** Ends it as a power cut does. */
  kill(hospital: DemoHospital): Promise<void>;
  close(hospital: DemoHospital): Promise<void>;
  app(hospital: DemoHospital): LaunchedApp;
  picture(hospital: DemoHospital, name: string): Promise<void>;
  /** A picture of every open window, for whoever looks for what went wrong. */
  pictureOfEverything(name: string): Promise<void>;
  /** A file the story leaves behind, such as the picture of a card. */
  file(name: string): string;
  end(): Promise<void>;
}

export async function openStage({ folder: root, pictures, say }: StageOptions): Promise<Stage> {
  rmSync(root, { recursive: true, force: true });
  const folder = demoFolder(root);
  const windows = new Map<DemoHospital, LaunchedApp>();
  let network: DemoNetwork | null = await startDemoNetwork(folder);
  let pictureCount = 0;
  if (pictures) {
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
  }

  const app = (hospital: DemoHospital): LaunchedApp => {
    const found = windows.get(hospital);
    if (!found) throw new Error(`Hospital ${hospital} is not open.`);
    return found;
  };
  const picture = async (hospital: DemoHospital, name: string) => {
    if (!pictures) return;
    pictureCount += 1;
    const file = `${String(pictureCount).padStart(2, '0')}-${name}.png`;
    await app(hospital).page.screenshot({ path: join(pictures, file) });
  };
  const disconnect = async () => {
    await network?.stop();
    network = null;
  };
  const close = async (hospital: DemoHospital) => {
    await windows.get(hospital)?.close();
    windows.delete(hospital);
  };

  return {
    folder,
    say,
    app,
    disconnect,
    close,
    connect: async () => {
      network ??= await startDemoNetwork(folder);
    },
    open: async (hospital, login) => {
      const opened = await launchApp({ profile: folder.profile(hospital), demo: folder.root });
      windows.set(hospital, opened);
      await signIn(opened.page, login);
      return opened.page;
    },
    kill: async (hospital) => {
      await app(hospital).kill();
      windows.delete(hospital);
    },
    picture,
    pictureOfEverything: async (name) => {
      for (const hospital of windows.keys()) await picture(hospital, `${name}-${hospital}`);
    },
    file: (name) => join(root, name),
    end: async () => {
      for (const hospital of [...windows.keys()]) await close(hospital);
      await disconnect();
    },
  };
}

/** Signs in on the lock screen, with the keyboard. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByRole('button', { name: 'Unlock' }).waitFor();
  await typeInto(page, 'User', login);
  await typeInto(page, 'Passphrase', DEMO_PASSPHRASE);
  await press(page, 'Unlock');
  await page.getByRole('navigation').waitFor();
}
