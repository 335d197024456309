/** Who is named in the audit for what came of the synchronisation, without anybody at the desk having done it. */
export const BY_SYNC = { who: 'Wardkeep', role: 'sync' } as const;
