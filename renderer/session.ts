import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { SessionStatus, SessionUser } from '../preload/api/session.ts';
import { call } from './api/client.ts';
import { query } from './api/queries.ts';
import { flushDrafts } from './drafts/use-draft.ts';

export const SessionUserContext = createContext<SessionUser | null>(null);

/** The signed-in person; only for screens, which exist only while somebody is. */
export function useUser(): SessionUser {
  const user = useContext(SessionUserContext);
  if (!user) throw new Error('useUser needs somebody signed in');
  return user;
}

export function useSessionStatus(): SessionStatus | undefined {
  return useQuery(query('session.status', {})).data;
}

/** Locks after everything typed has been saved as drafts. */
export async function lock(): Promise<void> {
  await flushDrafts();
  await call('session.lock', {});
}
