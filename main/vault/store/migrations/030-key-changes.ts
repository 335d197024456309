/** Version 30: cards on their way to a patient, and whose key counts where. */
export const version = 30;

export const statements = `
-- Cards that were made, until one of them is in the patient's hand; kept then as cards that were not. No key is in
-- here: what is public of the card's key, and what the key before it signed in its favour.
CREATE TABLE offered_cards (
  patient_id TEXT NOT NULL REFERENCES patients (id),
  label TEXT NOT NULL,
  -- Address of the card's key at this hospital.
  key TEXT NOT NULL UNIQUE,
  seal_public_key BLOB NOT NULL,
  -- JSON array of key changes, one per hospital; null once a card of this patient is in hand.
  changes TEXT,
  -- 1: no key signed for it. It counts when the registry's wait is over.
  by_recovery INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (patient_id, label)
) STRICT, WITHOUT ROWID;

CREATE INDEX offered_cards_waiting ON offered_cards (patient_id) WHERE by_recovery = 1 AND changes IS NOT NULL;

-- Address of the key of a card that was made elsewhere and presented here. The patient's seal key is of the same card,
-- unless it is of one in offered_cards.
ALTER TABLE patients ADD COLUMN followed_key TEXT;
CREATE INDEX patients_by_followed_key ON patients (followed_key) WHERE followed_key IS NOT NULL;

-- Address that signs with the card the keyring opens with; null where it opens with none.
ALTER TABLE epochs ADD COLUMN patient_key TEXT;
UPDATE epochs SET patient_key = (SELECT ref FROM patients WHERE id = patient_id);

-- Whose key this is, for every card that is presented.
CREATE INDEX chain_logs_by_new_key ON chain_logs (body ->> 'key')
  WHERE kind IN ('PatientKeyRotated', 'PatientKeyRecovered');
CREATE INDEX outbox_by_new_key ON outbox (intent ->> '$.args.rotation.key') WHERE kind = 'keyChange';
CREATE INDEX outbox_by_old_key ON outbox (intent ->> '$.args.from') WHERE kind = 'keyChange';
-- What a patient signed here, in the order it was signed.
CREATE INDEX outbox_by_signer ON outbox (coalesce(intent ->> '$.args.rotation.patient',
    intent ->> '$.args.grant.patient', intent ->> '$.args.revocation.patient'))
  WHERE kind IN ('keyChange', 'grant', 'revocation');
`;
