import type { SyncStatus } from '../../../preload/api/sync.ts';
import type { Tone } from '../../ui/badge.tsx';

/** The status pill in parts: the catalogue words it, `at` is a time the words may name. */
export interface SyncSummary {
  readonly tone: Tone;
  readonly what: 'attention' | 'waiting' | 'sent' | 'confirmed' | 'nothing';
  readonly count: number;
  /** Why nothing moves, null while the registry answers. */
  readonly chain: 'offline' | 'unusable' | 'starting' | null;
  readonly chainSince: number;
  readonly confirmedAt: number | null;
}

/** The most pressing thing the code has seen. Confirmed is said only when nothing is on its way (A8). */
export function summarise(status: SyncStatus): SyncSummary {
  const { waiting, sent, attention, lastConfirmedAt } = status;
  const chain = chainTrouble(status.chain.state);
  const base = { chain, chainSince: status.chain.since, confirmedAt: lastConfirmedAt };
  if (attention > 0) return { ...base, tone: 'red', what: 'attention', count: attention };
  if (waiting > 0) return { ...base, tone: 'amber', what: 'waiting', count: waiting };
  if (sent > 0) return { ...base, tone: chain ? 'amber' : 'blue', what: 'sent', count: sent };
  if (lastConfirmedAt === null) return { ...base, tone: chain ? 'amber' : 'neutral', what: 'nothing', count: 0 };
  return { ...base, tone: chain ? 'amber' : 'green', what: 'confirmed', count: 0 };
}

function chainTrouble(state: SyncStatus['chain']['state']): SyncSummary['chain'] {
  switch (state) {
    case 'ok':
      return null;
    case 'starting':
      return 'starting';
    case 'unreachable':
      return 'offline';
    case 'wrongNetwork':
    case 'notDeployed':
      return 'unusable';
  }
}
