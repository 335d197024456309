import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { AppError } from '../../preload/api/errors.ts';

export type DemoHospital = 'a' | 'b';

/** The demo network beside this application, as far as a window needs to know it. */
export interface DemoNetwork {
  isAvailable(): boolean;
  /** Opens a hospital in an application of its own. Refuses with `setup.notAvailable`. */
  open(hospital: DemoHospital): void;
}

/** @param folder of the demo network, holding one profile per hospital; null where there is none. */
export function createDemoNetwork(folder: string | null): DemoNetwork {
  const profileOf = (hospital: DemoHospital): string => join(folder ?? '', `hospital-${hospital}`);
  const isAvailable = (): boolean => folder !== null && existsSync(profileOf('a'));
  return {
    isAvailable,
    open: (hospital) => {
      if (!isAvailable()) throw new AppError('setup.notAvailable', 'No demo network is running here');
      const own = app.isPackaged ? [] : [app.getAppPath()];
      const sandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
      const args = [...sandbox, ...own, `--profile=${profileOf(hospital)}`, `--demo=${folder}`];
      spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
    },
  };
}
