import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Finding } from './slither.ts';

const entrySchema = z.strictObject({
  check: z.string().min(1),
  where: z.string().min(1),
  /** Why it is no fault. */
  reason: z.string().min(20),
  /** The day on which somebody has to look again. */
  expires: z.iso.date(),
});

export type TriageEntry = z.infer<typeof entrySchema>;

/** What fails the check when nobody has looked at it. */
const GATED = new Set<Finding['impact']>(['High', 'Medium', 'Low']);

export function readTriage(root: string): TriageEntry[] {
  return z.array(entrySchema).parse(JSON.parse(readFileSync(resolve(root, 'contracts/slither-triage.json'), 'utf8')));
}

/**
 * Complaints in words; none if every finding is triaged, and every triage is of a finding and not out of date.
 * @param today YYYY-MM-DD
 */
export function complaintsAbout(findings: readonly Finding[], triage: readonly TriageEntry[], today: string): string[] {
  const isSame = (entry: TriageEntry, finding: Finding) =>
    entry.check === finding.check && entry.where === finding.where;
  const untriaged = findings
    .filter((finding) => GATED.has(finding.impact) && !triage.some((entry) => isSame(entry, finding)))
    .map(({ impact, check, description }) => `${impact} ${check}: ${description.trim()}`);
  const expired = triage
    .filter(({ expires }) => expires < today)
    .map(({ check, where, expires }) => `look again, the triage expired on ${expires}: ${check} in ${where}`);
  const gone = triage
    .filter((entry) => !findings.some((finding) => isSame(entry, finding)))
    .map(({ check, where }) => `take it out, there is no such finding: ${check} in ${where}`);
  return [...untriaged, ...expired, ...gone];
}
