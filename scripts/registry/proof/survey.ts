import type { Header } from '../../../main/net/chain/calls.ts';
import type { RegistryEvent } from '../../../main/registry/logs.ts';
import type { RegistryConnection } from '../network/connect.ts';
import { say } from '../say.ts';
import { type Comparison, compare } from './compare.ts';
import { readLog, requireStillThere } from './read-log.ts';
import { type RegistryState, readState } from './registry-state.ts';
import { RegistryReplay } from './replay.ts';

export interface Survey extends Comparison {
  readonly replay: RegistryReplay;
  readonly state: RegistryState;
}

/**
 * Reads all events up to a block, then what the registry stores after it, and holds one against the other.
 * @param onEvents gets the events piece by piece, in order
 * @throws CommandFailure `chain` if the chain changes meanwhile; AppError `chain.*`
 */
export async function surveyRegistry(
  connection: RegistryConnection,
  head: Header,
  onEvents: (events: readonly RegistryEvent[]) => Promise<void> = async () => {},
): Promise<Survey> {
  const replay = new RegistryReplay();
  for await (const events of readLog(connection, head)) {
    for (const event of events) replay.apply(event);
    await onEvents(events);
  }
  say(`Events read up to block ${head.number}: ${replay.eventCount}.`);
  const known = [...replay.workstations.keys()];
  const state = await readState(connection.rpc, connection.registry, head.number, known);
  await requireStillThere(connection, head);
  const comparison = compare(replay, state);
  for (const problem of comparison.problems) say(`ALARM: ${problem}`);
  return { replay, state, ...comparison };
}
