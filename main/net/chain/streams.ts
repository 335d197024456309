import type { WorkstationAddress } from '../../../preload/api/ids.ts';
import { readWorkstation } from '../../registry/reads.ts';
import { callAt, headerAt } from './calls.ts';
import type { Rpc } from './rpc.ts';

export interface StreamsAtBlock {
  readonly blockHash: string;
  readonly streams: { workstation: WorkstationAddress; sequence: number; head: string }[];
}

/**
 * Where the registry says the streams of these workstations stood after a block.
 * @returns null if the chain has no such block any more
 */
export async function readStreams(
  rpc: Rpc,
  registry: string,
  blockNumber: number,
  workstations: readonly WorkstationAddress[],
): Promise<StreamsAtBlock | null> {
  const questions = workstations.map((workstation) => ({ workstation, question: readWorkstation(workstation) }));
  const answers = await rpc.callAll(questions.map(({ question }) => callAt(registry, question.data, blockNumber)));
  // Asked for last: the block is still there, so all answers are of one chain.
  const header = await rpc.call(headerAt(blockNumber));
  if (!header) return null;
  const streams = questions.map(({ workstation, question }, index) => {
    const { sequence, head } = question.decode(answers[index] ?? '0x');
    return { workstation, sequence, head };
  });
  return { blockHash: header.hash, streams };
}
