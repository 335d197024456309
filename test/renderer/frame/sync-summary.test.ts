import { describe, expect, it } from 'vitest';
import { SyncStatus } from '../../../preload/api/sync.ts';
import { summarise } from '../../../renderer/features/frame/sync-summary.ts';

type State = SyncStatus['chain']['state'];

function aStatus(part: Partial<SyncStatus> = {}, chain: State = 'ok'): SyncStatus {
  return SyncStatus.parse({
    waiting: 0,
    sent: 0,
    attention: 0,
    nextBatchAt: null,
    lastConfirmedAt: 42,
    chain: { state: chain, since: 7, blockNumber: null, nextTryAt: null, error: null },
    peers: { state: 'ok', since: 0, connected: 1, known: 1, error: null },
    disk: { state: 'ok', freeBytes: 1 },
    blockEvents: [],
    ...part,
  });
}

describe('[A8] the status pill', () => {
  it('says confirmed only when nothing is on its way and the registry answers', () => {
    expect(summarise(aStatus())).toEqual({
      tone: 'green',
      what: 'confirmed',
      count: 0,
      chain: null,
      chainSince: 7,
      confirmedAt: 42,
    });
    expect(summarise(aStatus({ sent: 2 }))).toMatchObject({ tone: 'blue', what: 'sent', count: 2 });
    expect(summarise(aStatus({ waiting: 1, sent: 2 }))).toMatchObject({ tone: 'amber', what: 'waiting', count: 1 });
  });

  it('[R-36] counts what waits for the others of its interval as waiting', () => {
    expect(summarise(aStatus({ waiting: 2, nextBatchAt: 99 }))).toMatchObject({
      tone: 'amber',
      what: 'waiting',
      count: 2,
    });
  });

  it('puts what needs a person first', () => {
    const status = aStatus({ waiting: 3, sent: 2, attention: 1 }, 'unreachable');
    expect(summarise(status)).toMatchObject({ tone: 'red', what: 'attention', count: 1, chain: 'offline' });
  });

  it('never shows green while the registry does not answer', () => {
    const states: State[] = ['unreachable', 'wrongNetwork', 'notDeployed', 'starting'];
    for (const state of states) {
      const summary = summarise(aStatus({}, state));
      expect(summary.tone).toBe('amber');
      expect(summary.chain).not.toBeNull();
    }
  });

  it('does not claim a confirmation that never came', () => {
    expect(summarise(aStatus({ lastConfirmedAt: null }))).toMatchObject({ tone: 'neutral', what: 'nothing' });
  });
});
