import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
const forge = resolve(root, 'node_modules/@foundry-rs/forge-linux-amd64/bin/forge');

/** Why forge cannot run here; false where it can. */
export const forgeMissing = !existsSync(forge) && 'the npm package of forge has no binary for this platform';

export interface ForgeRun {
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Runs a command of forge in the checkout.
 * @param env what differs from the settings in contracts/foundry.toml, as `FOUNDRY_…`
 */
export function runForge(args: readonly string[], env: Record<string, string> = {}): Promise<ForgeRun> {
  const settings = { ...process.env, FOUNDRY_CONFIG: 'contracts/foundry.toml', NO_COLOR: '1', ...env };
  return new Promise((settle) => {
    execFile(forge, args, { cwd: root, env: settings, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      settle({ exitCode: error ? Number(error.code) || 1 : 0, output: `${stdout}${stderr}` });
    });
  });
}
