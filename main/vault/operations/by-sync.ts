/**
 * Who is named in the audit for what nobody at the desk did: what came of the synchronisation, and sign-ins that were
 * refused to somebody unknown.
 */
export const BY_SYNC = { who: 'Wardkeep', role: 'sync' } as const;
