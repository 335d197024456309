/** `npm run check`: format, lint and types of every runtime, then the architecture tests. Stops at the first failure. */
import { spawnSync } from 'node:child_process';

const STEPS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings'],
  ...['preload/api', 'preload', 'main', 'renderer', 'scripts', 'test'].map(
    (folder) => [`types of ${folder}`, 'tsc', '-p', folder] as const,
  ),
  ['lint of contracts', 'node', 'scripts/lint-contracts.ts'],
  ['architecture', 'vitest', 'run', '--project', 'unit', 'test/architecture'],
];

for (const [name, command, ...args] of STEPS) {
  const startedAt = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`check: ${name} failed (${[command, ...args].join(' ')})`);
    process.exit(status ?? 1);
  }
  console.log(`check: ${name} passed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
