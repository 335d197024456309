import { AppError } from '../../../preload/api/errors.ts';
import type { WorkstationAddress } from '../../../preload/api/ids.ts';
import type { RegistryEvent } from '../../registry/logs.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getBlockOfLastRecord, getNextSequence } from '../store/queries/chain-logs.ts';
import { asWorkstation } from './log-row.ts';

/**
 * The registry numbers what each workstation writes, from 0 and without a gap (CON2). A log in which a number is missing
 * or comes twice was not told whole, whatever the node says: `chain.malformedResponse`, and none of it is used.
 * `details.rereadFrom` names the last block that is known to be whole for this workstation.
 */
export function requireCompleteStreams(db: ReadableDb, events: readonly RegistryEvent[]): void {
  const next = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'RecordAdded' && event.kind !== 'RecordRemoved') continue;
    const { workstation, sequence } = event.args;
    const expected = next.get(workstation) ?? getNextSequence(db, asWorkstation(workstation));
    if (sequence !== expected) throw incomplete(db, asWorkstation(workstation), expected, sequence);
    next.set(workstation, expected + 1);
  }
}

function incomplete(db: ReadableDb, workstation: WorkstationAddress, expected: number, sequence: number): AppError {
  const rereadFrom = getBlockOfLastRecord(db, workstation) ?? 0;
  return new AppError('chain.malformedResponse', 'The log of a workstation is not whole', {
    details: { workstation, expected, sequence, rereadFrom },
  });
}
