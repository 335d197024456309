import type { SyncState } from '../../../preload/api/sync-state.ts';
import type { OutboxState } from '../store/queries/outbox.ts';

/** What a clerk is told of one outbox entry: signed is not sent, and sent is not confirmed (A8). */
export function syncStateOf(state: OutboxState): SyncState {
  switch (state) {
    case 'queued':
    case 'signed':
      return 'saved';
    case 'broadcast':
    case 'mined':
      return 'sent';
    case 'confirmed':
      return 'confirmed';
    case 'failed':
      return 'attention';
  }
}

const LEAST_CERTAIN_FIRST: readonly SyncState[] = ['attention', 'saved', 'sent', 'confirmed'];

/** Of many entries the one that matters most; nothing owed is confirmed. */
export function leastCertain(states: readonly OutboxState[]): SyncState {
  const seen = new Set(states.map(syncStateOf));
  return LEAST_CERTAIN_FIRST.find((state) => seen.has(state)) ?? 'confirmed';
}
