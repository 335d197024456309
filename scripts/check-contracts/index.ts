/**
 * `npm run check:contracts`: what Slither finds in the contracts and nobody has looked at. Triaged findings are in
 * contracts/slither-triage.json, each with a reason and a day on which to look again.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { FORGE, openLane } from '../mutate-contracts/lane.ts';
import { type Finding, findingsIn, findSlither } from './slither.ts';
import { complaintsAbout, readTriage } from './triage.ts';

const root = resolve(import.meta.dirname, '../..');
const slither = existsSync(FORGE) ? await findSlither() : { missing: 'the npm package of forge has no binary here' };

if ('missing' in slither) {
  console.log(`Slither skipped: ${slither.missing}`);
} else {
  const lane = await openLane(root, [], 'false');
  try {
    const findings = await findingsIn(lane, slither);
    const complaints = complaintsAbout(findings, readTriage(root), new Date().toISOString().slice(0, 10));
    for (const complaint of complaints) console.error(complaint);
    console.log(`Slither: ${countsOf(findings)}; ${complaints.length} complaints`);
    process.exitCode = complaints.length > 0 ? 1 : 0;
  } finally {
    lane.close();
  }
}

function countsOf(findings: readonly Finding[]): string {
  return (['High', 'Medium', 'Low', 'Informational', 'Optimization'] satisfies Finding['impact'][])
    .map((impact) => `${findings.filter((finding) => finding.impact === impact).length} ${impact}`)
    .join(', ');
}
