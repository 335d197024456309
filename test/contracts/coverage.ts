import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ForgeRun, runForge } from './forge.ts';

/** What was never run, one line each, by file: `line 12`, `branch 1 of line 12`, `function Patients.addPatient`. */
export type Gaps = Map<string, readonly string[]>;

export interface CoverageRun extends ForgeRun {
  /** Every file of contracts/ that forge measured, also those without a gap. */
  readonly gaps: Gaps;
}

/**
 * Runs the unit tests against the registry as the plain code generator compiles it, without optimiser, and says what
 * they never run. That it is another generator than the deployed one's is welcome: both have to pass.
 * @param filters which tests to run, as forge's `--match-…`
 */
export async function measureCoverage(...filters: string[]): Promise<CoverageRun> {
  const folder = mkdtempSync(join(tmpdir(), 'wardkeep-coverage-'));
  const report = join(folder, 'lcov.info');
  try {
    // Artifacts of their own, so that the tests of the deployed code do not meet these.
    const run = await runForge(
      ['coverage', '--report', 'lcov', '--report-file', report, '--exclude-tests', ...filters],
      { FOUNDRY_OUT: join(folder, 'out'), FOUNDRY_CACHE_PATH: join(folder, 'cache') },
    );
    return { ...run, gaps: run.exitCode === 0 ? gapsIn(readFileSync(report, 'utf8')) : new Map() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads a report in the format of lcov's `geninfo`, version 1, and keeps what is below contracts/. */
export function gapsIn(lcov: string): Gaps {
  const gaps = new Map<string, readonly string[]>();
  for (const record of lcov.split('end_of_record')) {
    const file = /^SF:(.+)$/m.exec(record)?.[1];
    if (file?.startsWith('contracts/')) gaps.set(file, record.split('\n').flatMap(gapIn));
  }
  return gaps;
}

function gapIn(entry: string): string[] {
  const [kind = '', values = ''] = entry.split(/:(.*)/s);
  const fields = values.split(',');
  if (kind === 'DA' && fields[1] === '0') return [`line ${fields[0]}`];
  if (kind === 'BRDA' && (fields[3] === '0' || fields[3] === '-')) return [`branch ${fields[2]} of line ${fields[0]}`];
  if (kind === 'FNDA' && fields[0] === '0') return [`function ${fields[1]}`];
  return [];
}
