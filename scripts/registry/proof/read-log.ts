import { type Header, headerAt } from '../../../main/net/chain/calls.ts';
import { LogReader, type Stretch } from '../../../main/net/chain/log-reader.ts';
import { decodeLog, type RegistryEvent } from '../../../main/registry/logs.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import type { RegistryConnection } from '../network/connect.ts';

/**
 * All events of a registry up to and including one block, in the chain's order and in pieces that fit into memory.
 * @throws CommandFailure `chain` if the chain changes while it is read; AppError `chain.*`
 */
export async function* readLog(
  { rpc, registry, startBlock }: RegistryConnection,
  head: Header,
): AsyncGenerator<readonly RegistryEvent[]> {
  const reader = new LogReader(registry, startBlock);
  let stretch: Stretch = { fromBlock: startBlock, after: null, head };
  while (stretch.fromBlock <= head.number) {
    const step = await reader.read(rpc, stretch);
    if (!step) throw changed();
    yield step.logs.map((log) => decodeLog(log));
    stretch = { fromBlock: step.toBlock + 1, after: { number: step.toBlock, hash: step.toBlockHash }, head };
  }
}

/** @throws CommandFailure `chain` if `head` is no longer part of the chain: what was read then belongs to no chain at all. */
export async function requireStillThere({ rpc }: RegistryConnection, head: Header): Promise<void> {
  const now = await rpc.call(headerAt(head.number));
  if (now?.hash !== head.hash) throw changed();
}

function changed(): CommandFailure {
  return new CommandFailure(EXIT.chain, 'The chain was reorganised while it was read. Run the command again.');
}
