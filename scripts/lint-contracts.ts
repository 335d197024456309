/** The Solidity lint of `npm run check`: forge's, because it comes with the npm packages. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { lintContracts } from './check-contracts/lint.ts';
import { FORGE } from './mutate-contracts/lane.ts';

if (existsSync(FORGE)) {
  const complaints = await lintContracts(resolve(import.meta.dirname, '..'));
  if (complaints) console.error(complaints);
  process.exitCode = complaints ? 1 : 0;
} else {
  console.log('skipped: the npm package of forge has no binary for this platform');
}
