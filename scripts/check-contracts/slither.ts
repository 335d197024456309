import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { cachedDirectory } from '../electron-runtime/cache.ts';
import { FORGE, type Lane } from '../mutate-contracts/lane.ts';

/** Pinned, so that a new detector arrives with a change that somebody reads. */
const PACKAGES = ['slither-analyzer==0.11.6', 'crytic-compile==0.4.2'];

const reportSchema = z.object({
  success: z.boolean(),
  error: z.string().nullable(),
  results: z.object({
    detectors: z
      .array(
        z.object({
          check: z.string(),
          impact: z.enum(['High', 'Medium', 'Low', 'Informational', 'Optimization']),
          description: z.string(),
        }),
      )
      .default([]),
  }),
});

export interface Finding {
  readonly check: string;
  readonly impact: 'High' | 'Medium' | 'Low' | 'Informational' | 'Optimization';
  /** Contract and function, or what else Slither names first. Without line numbers, which move. */
  readonly where: string;
  readonly description: string;
}

/** Slither, ready to run. */
export interface Slither {
  /** Where its Python modules are. */
  readonly modules: string;
}

/**
 * Slither from the Python package registry, installed once per user.
 * @returns why it cannot be had on this computer, instead
 */
export async function findSlither(): Promise<Slither | { readonly missing: string }> {
  const python = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 10))'], { encoding: 'utf8' });
  if (python.stdout?.trim() !== 'True') return { missing: 'there is no python3 of version 3.10 or newer' };
  try {
    const modules = await cachedDirectory(PACKAGES.join('+'), async (folder) => {
      const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder];
      const { status, stderr } = spawnSync('python3', [...install, ...PACKAGES], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
    });
    return { modules };
  } catch (error) {
    return { missing: `pip cannot install it: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/**
 * What Slither says of the contracts in a lane, ours only.
 * @throws Error with what forge or Slither say when they fail
 */
export async function findingsIn(lane: Lane, { modules }: Slither): Promise<Finding[]> {
  // Slither looks for the configuration at the top, and reads what forge has compiled.
  copyFileSync(resolve(lane.folder, 'contracts/foundry.toml'), resolve(lane.folder, 'foundry.toml'));
  const { exitCode, output } = await lane.forge(['build', '--build-info', '--ast', '--force'], {
    FOUNDRY_TEST: 'contracts',
  });
  if (exitCode !== 0) throw new Error(output);
  const folder = mkdtempSync(join(tmpdir(), 'wardkeep-slither-'));
  try {
    const said = await runSlither(lane.folder, modules, join(folder, 'report.json'));
    const report = reportSchema.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
    // Nothing found in nothing analysed would pass as well.
    if (!report.success || !/\b[1-9]\d* contracts with/.test(said)) throw new Error(report.error ?? said);
    return report.results.detectors.map((finding) => ({ ...finding, where: whereIs(finding.description) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runSlither(folder: string, modules: string, report: string): Promise<string> {
  const compiled = ['--foundry-ignore-compile', '--foundry-out-directory', 'contracts/.forge/out'];
  const args = ['-m', 'slither', '.', ...compiled, '--filter-paths', 'node_modules', '--json', report];
  const env = { ...process.env, PYTHONPATH: modules, PATH: `${dirname(FORGE)}${delimiter}${process.env.PATH ?? ''}` };
  return new Promise((settle) => {
    // It exits with something else than 0 when it finds anything: the report says whether it succeeded.
    execFile('python3', args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
      settle(`${stdout}${stderr}`),
    );
  });
}

/** `Consents.grantAccess(uint40,GrantId) (contracts/Consents.sol#22-34) uses …` → the part before the file. */
function whereIs(description: string): string {
  return description.split(/ \(contracts\//)[0]?.replace(/^\s*-?\s*/, '') ?? description;
}
