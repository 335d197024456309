import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_HOSPITALS, type DemoHospital } from '../demo-network/folder.ts';
import { checkoutDirectory } from '../electron-runtime/checkout.ts';

export interface StartOptions {
  readonly hospital: DemoHospital;
  /** Folder of the demo network. */
  readonly folder: string;
}

export const USAGE = `npm start [-- options]
  --hospital a|b   which hospital to open (a)
  --folder <dir>   where the demo network keeps everything (.demo); delete it to begin anew`;

/** @throws Error with a sentence about the argument that is wrong. */
export function readOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { hospital: { type: 'string', default: 'a' }, folder: { type: 'string' } },
  });
  const hospital = DEMO_HOSPITALS.find((known) => known === values.hospital);
  if (!hospital)
    throw new Error(`--hospital is ${DEMO_HOSPITALS.join(' or ')}, not ${JSON.stringify(values.hospital)}.`);
  return { hospital, folder: values.folder ?? join(checkoutDirectory, '.demo') };
}
