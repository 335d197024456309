import { QueryClient, queryOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { EventPayload } from '../../preload/api/contract.ts';
import type { AppError } from '../../preload/api/errors.ts';
import type { SyncStatus } from '../../preload/api/sync.ts';
import { type Args, asAppError, type CallName, call, listen, type Result } from './client.ts';

type Topic = EventPayload<'data.changed'>['topics'][number] | 'sync' | 'session';

/** Which news make which answer out of date. A method that is not named here is asked again only on purpose. */
const TOPICS: Partial<Record<CallName, readonly Topic[]>> = {
  'patients.search': ['patients'],
  'patients.recent': ['patients', 'records', 'sync'],
  'patients.get': ['patients', 'consent', 'records', 'sync'],
  'patients.findMatches': ['patients'],
  'records.chart': ['patients', 'records', 'consent', 'sync'],
  'records.timeline': ['records', 'consent', 'sync'],
  'records.get': ['records', 'sync'],
  'drafts.list': ['drafts'],
  'consent.overview': ['consent', 'sync'],
  'consent.requests': ['consent', 'patients', 'sync'],
  'consent.approval': ['consent'],
  'audit.list': ['audit'],
  'audit.whoLooked': ['audit'],
  'sync.status': ['sync'],
  'sync.items': ['sync', 'patients', 'records', 'consent'],
};

/**
 * Answers stay until an event says they changed. `networkMode: 'always'` because everything asked here is on this
 * computer: without it the cache would wait for the browser to believe it is online.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** A question to the vault or the shell: `useQuery(query('patients.get', { patientId }))`. */
export function query<N extends CallName>(name: N, args: Args<N>) {
  return queryOptions<Result<N>, AppError>({
    queryKey: [name, args],
    queryFn: async () => {
      try {
        return await call(name, args);
      } catch (error) {
        throw asAppError(error);
      }
    },
  });
}

/** A change: `const register = useCall('patients.register'); register.mutate(args)`. */
export function useCall<N extends CallName>(name: N): UseMutationResult<Result<N>, AppError, Args<N>> {
  return useMutation<Result<N>, AppError, Args<N>>({
    mutationFn: async (args) => {
      try {
        return await call(name, args);
      } catch (error) {
        throw asAppError(error);
      }
    },
  });
}

/** Keeps the answers true: every event of the contract marks what it makes out of date. Returns the stop function. */
export function keepFresh(client: QueryClient): () => void {
  const stops = [
    listen('data.changed', ({ topics }) => invalidate(client, topics)),
    listen('sync.changed', (status) => {
      const { queryKey } = query('sync.status', {});
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, status);
      if (!before || hasMoved(before, status)) invalidate(client, ['sync'], ['sync.status']);
    }),
    listen('session.changed', (status) => {
      // What one person has read must not wait in memory for the next one.
      if (status.phase !== 'open') client.removeQueries({ predicate: ({ queryKey }) => !isPublic(queryKey[0]) });
      client.setQueryData(query('session.status', {}).queryKey, status);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Whether something a person saved may be in another state; a new block or a lost peer alone is not that. */
function hasMoved(before: SyncStatus, now: SyncStatus): boolean {
  const parts = ['waiting', 'sent', 'attention', 'nextBatchAt', 'lastConfirmedAt'] as const;
  return parts.some((part) => before[part] !== now[part]);
}

function isPublic(name: unknown): boolean {
  return name === 'session.status' || name === 'setup.options' || name === 'preferences.get';
}

/** Marks every answer that depends on one of the topics as out of date, except those named. */
function invalidate(client: QueryClient, topics: readonly Topic[], except: readonly CallName[] = []): void {
  client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const name = queryKey[0] as CallName; // Safe: only `query` above makes keys.
      return !except.includes(name) && (TOPICS[name] ?? []).some((topic) => topics.includes(topic));
    },
  });
}
