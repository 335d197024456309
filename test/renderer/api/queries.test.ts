import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventName } from '../../../preload/api/contract.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { call } from '../../../renderer/api/client.ts';
import { createQueryClient, keepFresh, query } from '../../../renderer/api/queries.ts';

type Listener = (payload: unknown) => void;

/** Stands where the preload puts its bridge: this test is the other side of it. */
function theBridge(answers: Record<string, () => unknown>) {
  const listeners = new Map<EventName, Listener>();
  const domains: Record<string, Record<string, () => Promise<unknown>>> = {};
  for (const [name, answer] of Object.entries(answers)) {
    const [domain = '', method = ''] = name.split('.');
    domains[domain] = { ...domains[domain], [method]: async () => answer() };
  }
  const on = (name: EventName, listener: Listener) => {
    listeners.set(name, listener);
    return () => listeners.delete(name);
  };
  vi.stubGlobal('window', { wardkeep: { ...domains, on } });
  return { emit: (name: EventName, payload: unknown) => listeners.get(name)?.(payload), listeners };
}

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('answers with the value of an envelope', async () => {
    theBridge({ 'drafts.list': () => ({ ok: true, value: [] }) });
    expect(await call('drafts.list', {})).toEqual([]);
  });

  it('throws a refusal as the error it is, with its code and details', async () => {
    const error = { code: 'patient.stale', message: 'Changed meanwhile', details: { version: 3 } };
    theBridge({ 'drafts.list': () => ({ ok: false, error }) });
    const refused = await call('drafts.list', {}).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: 'patient.stale', details: { version: 3 } });
  });
});

describe('keepFresh', () => {
  const envelope = (value: unknown) => () => ({ ok: true, value });

  it('marks what an event makes out of date, and nothing else', async () => {
    const { emit } = theBridge({ 'drafts.list': envelope([]), 'audit.list': envelope([]) });
    const client = createQueryClient();
    keepFresh(client);
    const drafts = query('drafts.list', {});
    const audit = query('audit.list', {});
    await client.fetchQuery(drafts);
    await client.fetchQuery(audit);
    emit('data.changed', { topics: ['drafts'] });
    expect(client.getQueryState(drafts.queryKey)?.isInvalidated).toBe(true);
    expect(client.getQueryState(audit.queryKey)?.isInvalidated).toBe(false);
  });

  it('takes the new synchronisation status from the event itself', () => {
    const { emit } = theBridge({});
    const client = createQueryClient();
    keepFresh(client);
    emit('sync.changed', { waiting: 3 });
    expect(client.getQueryData(query('sync.status', {}).queryKey)).toEqual({ waiting: 3 });
  });

  it('asks again for the states of what was saved when one may have moved, and not for every block', async () => {
    const { emit } = theBridge({ 'patients.recent': envelope([]) });
    const client = createQueryClient();
    keepFresh(client);
    const recent = query('patients.recent', { limit: 20 });
    emit('sync.changed', { waiting: 1, sent: 0, attention: 0, lastConfirmedAt: null });
    await client.fetchQuery(recent);
    emit('sync.changed', { waiting: 1, sent: 0, attention: 0, lastConfirmedAt: null, chain: { blockNumber: 7 } });
    expect(client.getQueryState(recent.queryKey)?.isInvalidated).toBe(false);
    emit('sync.changed', { waiting: 0, sent: 1, attention: 0, lastConfirmedAt: null });
    expect(client.getQueryState(recent.queryKey)?.isInvalidated).toBe(true);
  });

  it('forgets what was read when the session ends, and keeps what anybody may know', async () => {
    const { emit } = theBridge({ 'drafts.list': envelope(['secret']), 'preferences.get': envelope('light') });
    const client = createQueryClient();
    keepFresh(client);
    await client.fetchQuery(query('drafts.list', {}));
    await client.fetchQuery(query('preferences.get', {}));
    emit('session.changed', { phase: 'locked', user: null });
    expect(client.getQueryData(query('drafts.list', {}).queryKey)).toBeUndefined();
    expect(client.getQueryData(query('preferences.get', {}).queryKey)).toBe('light');
    expect(client.getQueryData(query('session.status', {}).queryKey)).toMatchObject({ phase: 'locked' });
  });

  it('stops when told to', () => {
    const { listeners } = theBridge({});
    keepFresh(createQueryClient())();
    expect(listeners.size).toBe(0);
  });
});
