import { openLane } from '../mutate-contracts/lane.ts';

/**
 * What forge's lint, set up in contracts/foundry.toml, has to say of the contracts below `root`.
 * @returns undefined if nothing
 */
export async function lintContracts(root: string): Promise<string | undefined> {
  const lane = await openLane(root, [], 'false');
  try {
    const { exitCode, output } = await lane.forge(['lint', 'contracts', '--deny', 'notes'], {
      FOUNDRY_TEST: 'contracts',
    });
    return exitCode === 0 ? undefined : output;
  } finally {
    lane.close();
  }
}
