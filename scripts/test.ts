/** `npm test`: the checks, every module against real parts, then the real application. Stops at the first failure. */
import { spawnSync } from 'node:child_process';

const STEPS = [
  ['node', 'scripts/check.ts'],
  ['vitest', 'run', '--project', 'unit'],
  ['vitest', 'run', '--project', 'e2e'],
] as const;

for (const [command, ...args] of STEPS) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
