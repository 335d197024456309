/** Version 10: everything the first release keeps. Times are integer milliseconds since 1970 unless named otherwise. */
export const version = 10;

export const statements = `
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Keys of this workstation, each sealed again under a key derived from the master key (KEY3).
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;

CREATE TABLE patients (
  id TEXT PRIMARY KEY,
  mrn TEXT NOT NULL UNIQUE,
  -- The record of category demographics that holds the FHIR Patient resource.
  record_id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  local_name TEXT NOT NULL,
  sex TEXT NOT NULL,
  birth_date TEXT,
  birth_estimated INTEGER NOT NULL,
  phone TEXT NOT NULL,
  identifier TEXT NOT NULL,
  next_of_kin TEXT NOT NULL,
  address TEXT NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  seal_public_key BLOB NOT NULL,
  key_state TEXT NOT NULL,
  -- Only while the hospital keeps the key for the patient (KEY5).
  custody_root BLOB,
  registered_at INTEGER NOT NULL,
  registered_by TEXT NOT NULL,
  last_activity_at INTEGER NOT NULL
) STRICT;
CREATE INDEX patients_by_activity ON patients (last_activity_at);
CREATE INDEX patients_by_birth_date ON patients (birth_date);

-- rowid = patients.rowid. Words match by prefix, parts of words and phone tails by trigram.
CREATE VIRTUAL TABLE patient_words USING fts5 (
  family, given, local_name, mrn, phone, identifier, birth_date,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
CREATE VIRTUAL TABLE patient_parts USING fts5 (text, tokenize = "trigram remove_diacritics 1");

-- Phonetic and year keys that fetch the candidates of a possible match.
CREATE TABLE patient_match_keys (
  key TEXT NOT NULL,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  PRIMARY KEY (key, patient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_match_keys_by_patient ON patient_match_keys (patient_id);

CREATE TABLE records (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  category TEXT NOT NULL,
  resource_type TEXT NOT NULL,
  -- Where an imported resource came from (bundle fullUrl); a second import of the same finds it here.
  import_key TEXT,
  version INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX records_by_patient ON records (patient_id, recorded_at DESC);
CREATE UNIQUE INDEX records_by_import_key ON records (patient_id, import_key) WHERE import_key IS NOT NULL;
-- Whose bundle this is, before the patient is known.
CREATE INDEX imported_patients ON records (import_key) WHERE resource_type = 'Patient' AND import_key IS NOT NULL;

CREATE TABLE record_versions (
  record_id TEXT NOT NULL REFERENCES records (id),
  version INTEGER NOT NULL,
  -- FHIR R4 JSON, byte for byte as other hospitals receive it.
  resource TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT,
  epoch INTEGER NOT NULL,
  -- SHA-256 of the manifest block, and the tag it carries on chain; both lower-case hex. No index keeps them unique,
  -- counter and hash do: two entries at random places of two indexes would be half the pages an import writes.
  pointer TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (record_id, version)
) STRICT;

-- The encrypted file of one record version: an ordered list of blocks under its own key (OBJ1).
CREATE TABLE attachments (
  record_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  key BLOB NOT NULL,
  digests TEXT NOT NULL,
  PRIMARY KEY (record_id, version),
  FOREIGN KEY (record_id, version) REFERENCES record_versions (record_id, version)
) STRICT;

-- Ciphertext the block store has not acknowledged yet; net need not run for a record to be saved.
CREATE TABLE pending_blocks (
  digest TEXT PRIMARY KEY,
  codec TEXT NOT NULL,
  bytes BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE epochs (
  patient_id TEXT NOT NULL REFERENCES patients (id),
  epoch INTEGER NOT NULL,
  -- Null once destroyed: "no key yet" and "key destroyed" are different (KEY8).
  key BLOB,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'destroyed')),
  keyring TEXT NOT NULL,
  -- Next number this workstation puts into a tag of this epoch.
  next_tag INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  PRIMARY KEY (patient_id, epoch)
) STRICT;

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  patient_id TEXT,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_user ON drafts (user_id, saved_at DESC);

CREATE TABLE operations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  patient_id TEXT,
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- A hash chain with a MAC (DB6): mac = HMAC(audit key, previous mac || canonical row).
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  who TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  patient_id TEXT,
  mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_by_patient ON audit (patient_id, seq DESC);

-- What other hospitals reported they did with records of ours (S18).
CREATE TABLE reported_audit (
  hospital_id INTEGER NOT NULL,
  workstation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  PRIMARY KEY (workstation, seq, patient_id)
) STRICT, WITHOUT ROWID;

-- What this workstation still owes the network (SYN5).
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  -- 0 is the lane of revocations and emergencies, 1 everything else (SYN8).
  lane INTEGER NOT NULL,
  kind TEXT NOT NULL,
  patient_id TEXT,
  record_id TEXT,
  version INTEGER,
  title TEXT NOT NULL,
  by_name TEXT NOT NULL,
  -- The registry call as JSON; records carry {tag, pointer} and are batched when signed.
  intent TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'signed', 'broadcast', 'mined', 'confirmed', 'failed')),
  error TEXT,
  transaction_hash TEXT,
  block_number INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
-- Within a lane, rows are in the order they were put in.
CREATE INDEX outbox_by_state ON outbox (state, lane);
CREATE INDEX outbox_by_kind ON outbox (kind, patient_id);
CREATE INDEX outbox_confirmed ON outbox (updated_at) WHERE state = 'confirmed';
CREATE INDEX outbox_by_transaction ON outbox (transaction_hash) WHERE transaction_hash IS NOT NULL;
CREATE INDEX outbox_by_record ON outbox (record_id, version);
CREATE INDEX outbox_by_patient ON outbox (patient_id, state);

-- Signed transactions of this workstation's key: nonce, raw bytes and hash are stored before anything is sent.
CREATE TABLE transactions (
  hash TEXT PRIMARY KEY,
  nonce INTEGER NOT NULL UNIQUE,
  raw TEXT NOT NULL,
  first_sequence INTEGER,
  record_count INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('signed', 'broadcast', 'mined', 'confirmed', 'reverted', 'dropped')),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX transactions_by_state ON transactions (state, nonce);

-- The registry's log as last seen; everything derived from it can be rebuilt from it (SYN7).
CREATE TABLE chain_logs (
  block_number INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  block_hash TEXT NOT NULL,
  block_time INTEGER NOT NULL,
  transaction_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  hospital INTEGER,
  other_hospital INTEGER,
  workstation TEXT,
  patient TEXT,
  sequence INTEGER,
  tag TEXT,
  pointer TEXT,
  grant_id TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX chain_logs_by_kind ON chain_logs (kind, hospital) WHERE hospital IS NOT NULL;
CREATE INDEX chain_logs_by_other_hospital ON chain_logs (other_hospital, kind) WHERE other_hospital IS NOT NULL;
-- Records, by far the most, are found by their tags.
CREATE INDEX chain_logs_by_pointer ON chain_logs (pointer) WHERE tag IS NULL;
CREATE INDEX chain_logs_by_patient ON chain_logs (patient, kind) WHERE patient IS NOT NULL;
CREATE INDEX chain_logs_by_tag ON chain_logs (tag) WHERE tag IS NOT NULL;
CREATE INDEX chain_logs_by_workstation ON chain_logs (workstation, sequence) WHERE workstation IS NOT NULL;
CREATE INDEX chain_logs_by_grant ON chain_logs (grant_id) WHERE grant_id IS NOT NULL;

CREATE TABLE chain_cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  block_number INTEGER NOT NULL,
  block_hash TEXT NOT NULL,
  -- Seconds since 1970, of the newest block ever seen: never goes back (SYN10).
  block_time INTEGER NOT NULL,
  head_block INTEGER NOT NULL,
  -- Wall clock when that block was first seen, and the most that has been counted to have passed since.
  seen_at INTEGER NOT NULL,
  elapsed_ms INTEGER NOT NULL
) STRICT;

-- Sealed objects the log names that concern this hospital: which were understood, and which are still to be fetched.
CREATE TABLE inbox (
  digest TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('request', 'envelope', 'keyring', 'report')),
  block_number INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'understood', 'refused')),
  -- Why it was refused, or what the last try met.
  error TEXT,
  tried_at INTEGER,
  PRIMARY KEY (block_number, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_wanted ON inbox (state) WHERE state = 'wanted';

-- Where else a patient of ours is registered, learned while the card was presented.
CREATE TABLE patient_links (
  patient_id TEXT NOT NULL REFERENCES patients (id),
  hospital_id INTEGER NOT NULL,
  ref TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  PRIMARY KEY (patient_id, hospital_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_requests (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  from_hospital INTEGER NOT NULL,
  to_hospital INTEGER NOT NULL,
  -- The patient's ref at the hospital whose records are asked for.
  subject_ref TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  purpose TEXT NOT NULL,
  categories TEXT NOT NULL,
  days INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  object_digest TEXT NOT NULL UNIQUE,
  answer TEXT,
  answered_at INTEGER,
  grant_id TEXT
) STRICT;

-- What the sealed envelope of a grant said. Whether the grant is in force is read from chain_logs, never from here.
CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  subject_ref TEXT NOT NULL,
  hospital_id INTEGER NOT NULL,
  categories TEXT NOT NULL,
  salt TEXT NOT NULL,
  envelope TEXT NOT NULL,
  -- Newest epoch whose keys were handed over under it.
  epoch INTEGER NOT NULL,
  granted_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

-- Keys held under grants of other hospitals' patients; deleted when the grant ends.
CREATE TABLE held_keys (
  grant_id TEXT NOT NULL REFERENCES grants (id),
  epoch INTEGER NOT NULL,
  -- A category, or 'tag' for the key that finds records in the log.
  purpose TEXT NOT NULL,
  key BLOB NOT NULL,
  PRIMARY KEY (grant_id, epoch, purpose)
) STRICT, WITHOUT ROWID;

-- The tags that records of a shared patient will carry next: an event is recognised by them when it arrives. A counter
-- below the newest one found is a gap.
CREATE TABLE awaited_tags (
  grant_id TEXT NOT NULL REFERENCES grants (id),
  epoch INTEGER NOT NULL,
  workstation TEXT NOT NULL,
  counter INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (grant_id, epoch, workstation, counter)
) STRICT, WITHOUT ROWID;
CREATE INDEX awaited_tags_by_tag ON awaited_tags (tag, workstation);

-- Records of other hospitals: found by tag, then fetched and decrypted where the grant allows.
CREATE TABLE shared_records (
  pointer TEXT PRIMARY KEY,
  grant_id TEXT NOT NULL REFERENCES grants (id),
  patient_id TEXT NOT NULL REFERENCES patients (id),
  hospital_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  tag TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'stored', 'notInScope', 'notDecryptable', 'corrupt')),
  tried_at INTEGER,
  record_id TEXT,
  version INTEGER,
  category TEXT,
  resource_type TEXT,
  resource TEXT,
  author_name TEXT,
  at INTEGER,
  reason TEXT,
  attachment TEXT
) STRICT;
CREATE INDEX shared_records_by_patient ON shared_records (patient_id, at DESC);
CREATE INDEX shared_records_by_record ON shared_records (record_id, version);
CREATE INDEX shared_records_wanted ON shared_records (state) WHERE state = 'wanted';

CREATE TABLE block_events (
  at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  outcome TEXT NOT NULL
) STRICT;

CREATE TABLE code_uses (
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  system TEXT,
  code TEXT,
  uses INTEGER NOT NULL,
  PRIMARY KEY (kind, text)
) STRICT;
`;
