import { anvilMissing } from '../../fixtures/anvil.ts';
import { MEASURED_RECORD, measureGas } from '../../fixtures/measure-gas.ts';
import { startRegistryChain } from '../../fixtures/registry-chain.ts';
import { measurePaper } from '../paper/measure-paper.ts';
import { type Comparison, compare } from './comparison.ts';
import { gasOfVerifiedRead } from './verified-read.ts';

/**
 * Deploys our contract and the re-created one of the paper on one real node and calls every function of both.
 * Gas is the same in every run.
 */
export async function measureComparison(): Promise<Comparison[]> {
  if (anvilMissing) throw new Error(anvilMissing);
  const chain = await startRegistryChain();
  try {
    const ours = await measureGas(chain);
    const readingGas = await gasOfVerifiedRead(chain, MEASURED_RECORD);
    return compare(ours, await measurePaper(chain.node), readingGas);
  } finally {
    await chain.stop();
  }
}
