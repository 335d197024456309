import { statfsSync } from 'node:fs';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import type { VaultContext } from '../services/context.ts';
import { listBlockEvents } from '../store/queries/block-events.ts';
import { countOutbox, getLastConfirmedAt } from '../store/queries/outbox-sending.ts';
import { hasWaitingForOthers } from '../store/queries/outbox-waiting.ts';
import { waitingSpan } from './publication-rhythm.ts';

const LOW_DISK_BYTES = 512 * 1024 * 1024;
const SHOWN_BLOCK_EVENTS = 20;

/** What the status pill and the sync screen say: what was seen, nothing that is hoped for (A8). */
export function syncStatusOf(context: VaultContext): SyncStatus {
  const { db, sync } = context;
  const waiting = waitingSpan(context);
  return {
    ...countOutbox(db),
    nextBatchAt: hasWaitingForOthers(db, waiting) ? waiting.untilMs : null,
    lastConfirmedAt: getLastConfirmedAt(db),
    ...sync.health(),
    disk: diskOf(context),
    blockEvents: listBlockEvents(db, SHOWN_BLOCK_EVENTS),
  };
}

function diskOf({ profile, sync }: VaultContext): SyncStatus['disk'] {
  const { bavail, bsize } = statfsSync(profile);
  const freeBytes = bavail * bsize;
  if (sync.isDiskFull()) return { state: 'full', freeBytes };
  return { state: freeBytes < LOW_DISK_BYTES ? 'low' : 'ok', freeBytes };
}
