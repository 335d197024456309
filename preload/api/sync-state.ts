import { z } from 'zod';

/** What a clerk sees; each is what the code has seen, never what it hopes. */
export const SyncState = z.enum(['saved', 'sent', 'confirmed', 'attention']);
export type SyncState = z.infer<typeof SyncState>;
