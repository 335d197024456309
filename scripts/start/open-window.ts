import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { applicationCommand } from '../application/command.ts';
import type { DemoFolder, DemoHospital } from '../demo-network/folder.ts';

/** Opens one hospital of the demo network in the real application and waits until the person closes it. */
export async function openWindow(folder: DemoFolder, hospital: DemoHospital): Promise<number> {
  const { executable, args, env } = await applicationCommand(folder.profile(hospital), folder.root);
  const application = spawn(executable, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code] = await once(application, 'exit');
  return Number(code ?? 1);
}
