/** Version 20: how far the streams of the workstations were replayed, and up to where the registry agreed. */
export const version = 20;

export const statements = `
-- Derived from chain_logs and rebuilt from it. Sequences count entries: the replay holds those before it.
CREATE TABLE stream_heads (
  workstation TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  -- 24 bytes, 0x-prefixed hex.
  head TEXT NOT NULL,
  proven_sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
