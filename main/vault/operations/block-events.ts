import type { BlockEvent } from '../../../preload/api/sync.ts';
import type { VaultContext } from '../services/context.ts';
import { insertBlockEvent } from '../store/queries/block-events.ts';
import { BY_SYNC } from './by-sync.ts';
import { commitOperation } from './commit.ts';

/** A block on disk was not what its name says, or a peer has replaced such a one (OBJ4): kept, and audited. */
export function noteBlockEvent(context: VaultContext, event: BlockEvent): void {
  const action = event.outcome === 'quarantined' ? 'blockQuarantined' : 'blockRestored';
  const audit = { action, subject: event.digest, patientId: null, ...BY_SYNC } as const;
  commitOperation(context, { kind: 'blocks.event', patientId: null, audit }, (db) => insertBlockEvent(db, event));
}
