import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ApplicationCommand, applicationCommand } from '../../../scripts/application/command.ts';
import { type ElectronRuntime, ensureElectronRuntime } from '../../../scripts/electron-runtime/ensure.ts';
import { ensureDisplay } from '../../../scripts/electron-runtime/virtual-display.ts';
import { aProfile } from '../../e2e/fixtures/profile.ts';
import { median, type Row, timed } from '../row.ts';
import { Screen } from '../screen.ts';

const RUNS = 7;
/** The teal of the unlock button and of the bare window's box. */
const ACCENT = 0x0f766e;
/** A column through the unlock button and the box, of the virtual display's full height. */
const COLUMN = 560;
const HEIGHT = 900;
const LOOK_EVERY_MS = 4;
const TIMEOUT_MS = 60_000;

/** From the start of the process to the lock screen's button on the glass, with profile and files warm. */
export async function measure(): Promise<Row[]> {
  // A display of its own: what else is on a person's screen may have any colour.
  delete process.env.DISPLAY;
  // Brings the display server too, where it is missing.
  const runtime = await ensureElectronRuntime();
  const display = await ensureDisplay();
  if (!display.isVirtual || !display.name) throw new Error('first paint is measured on a virtual X display');
  const screen = await Screen.open(display.name);
  const folder = mkdtempSync(join(tmpdir(), 'wardkeep-bare-'));
  const profile = await aProfile();
  const wardkeep = await applicationCommand(profile, undefined);
  const bare = bareCommand(runtime, folder);
  const env = { ...process.env, DISPLAY: display.name };
  const ours: number[] = [];
  const floor: number[] = [];
  await startUntilPainted(bare, env, screen);
  await startUntilPainted(wardkeep, env, screen);
  for (let run = 0; run < RUNS; run++) {
    floor.push(await startUntilPainted(bare, env, screen));
    ours.push(await startUntilPainted(wardkeep, env, screen));
  }
  screen.close();
  display.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(profile, { recursive: true, force: true });
  const [value, bareMs] = [median(ours), median(floor)];
  return [
    {
      name: 'first paint: from the start to the lock screen',
      value,
      unit: 'ms',
      floor: bareMs,
      floorIs: 'a bare window of the same Electron',
      ratio: value / bareMs,
      better: 'lower',
      boundOn: 'ratio',
      ship: 1.25,
      goal: 1.1,
      runs: RUNS,
    },
  ];
}

function bareCommand({ executable, args }: ElectronRuntime, folder: string): ApplicationCommand {
  const application = join(folder, 'application');
  cpSync(join(import.meta.dirname, '..', 'bare-window'), application, { recursive: true });
  return { executable, args: [...args, application, join(folder, 'profile')], env: {} };
}

/** @returns milliseconds */
async function startUntilPainted(command: ApplicationCommand, env: NodeJS.ProcessEnv, screen: Screen): Promise<number> {
  const child = spawn(command.executable, command.args, {
    env: { ...env, ...command.env },
    stdio: 'ignore',
    detached: true,
  });
  const ended = once(child, 'exit');
  try {
    return await timed(() => untilPainted(screen, true));
  } finally {
    // It leads a group of its own: Chromium's other processes end with it.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await ended;
    await untilPainted(screen, false);
  }
}

async function untilPainted(screen: Screen, isPainted: boolean): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  while ((await screen.columnShows(COLUMN, HEIGHT, ACCENT)) !== isPainted) {
    if (performance.now() > deadline) throw new Error('the window was not painted in time');
    await pause(LOOK_EVERY_MS);
  }
}
