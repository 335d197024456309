import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '../preload/api/desktop.ts';
import { query, useCall } from './api/queries.ts';

/** What this workstation remembers of how it is to look and speak, also while nobody is signed in. */
export function usePreferences(): {
  preferences: Preferences | undefined;
  change: (part: Partial<Preferences>) => void;
} {
  const client = useQueryClient();
  const preferences = useQuery(query('preferences.get', {})).data;
  const set = useCall('preferences.set');
  const change = (part: Partial<Preferences>) =>
    set.mutate(part, { onSuccess: (now) => client.setQueryData(query('preferences.get', {}).queryKey, now) });
  return { preferences, change };
}
