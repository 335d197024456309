import { AppError } from '../../../preload/api/errors.ts';
import type { PatientRef } from '../../../preload/api/ids.ts';
import type { GranteeKeys } from '../crypto/grantee-keys.ts';
import { openKeyringAsGrantee } from '../crypto/keyring.ts';
import type { VaultContext } from '../services/context.ts';
import { type GrantRow, listHeldGrants } from '../store/queries/grants.ts';
import { hasUnreadEnvelope } from '../store/queries/inbox.ts';
import { isInForce } from './grant-standing.ts';
import { keepKeys } from './held-epochs.ts';
import { requireEqual, type SealedObject } from './sealed-object.ts';

/**
 * A hospital began a new epoch for a patient who gave us a grant: if the grant goes on, the keyring holds its keys.
 * Too early while the grant's own envelope has not been read.
 */
export function readKeyring(context: VaultContext, { event, bytes }: SealedObject): 'understood' | 'tooEarly' {
  const { db } = context;
  if (!event.patient) throw new Error('a keyring is named with its patient');
  if (hasUnreadEnvelope(db, event.patient, context.policy.hospital.id)) return 'tooEarly';
  const { epoch } = JSON.parse(event.body);
  for (const grant of heldGrantsOf(context, event.patient)) {
    const keys = tryOpen(context, bytes, grant);
    if (!keys) continue;
    requireEqual(keys.at(-1)?.epoch, epoch, 'epoch');
    db.transaction((tx) => keepKeys(tx, grant, keys));
  }
  return 'understood';
}

function heldGrantsOf(context: VaultContext, patient: PatientRef): GrantRow[] {
  return listHeldGrants(context.db).filter(
    (grant) => grant.subjectRef === patient && isInForce(context, context.db, grant),
  );
}

/** Null when the keyring has nothing for this grant: the hospital did not count it among those that go on. */
function tryOpen(context: VaultContext, bytes: Uint8Array, grant: GrantRow): GranteeKeys[] | null {
  try {
    return openKeyringAsGrantee(bytes, grant.id, context.keys.hospitalSeal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'crypto.notDecryptable') return null;
    throw error;
  }
}
