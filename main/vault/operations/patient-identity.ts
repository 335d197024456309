import { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId, PatientRef } from '../../../preload/api/ids.ts';
import { type PatientIdentity, patientIdentity } from '../crypto/patient-root.ts';
import type { VaultContext } from '../services/context.ts';
import { listRegisteredHospitals } from '../store/queries/registry-members.ts';
import { findKeyOwner } from './patient-keys.ts';

/** What a root gives at a hospital of our consortium (KEY4), whether or not anybody there has this key. */
export function keysAt({ policy }: VaultContext, root: Uint8Array, hospitalId: HospitalId): PatientIdentity {
  const { chainId, registry } = policy.chain;
  return patientIdentity(root, { chainId, registry, hospitalId });
}

/**
 * Who the owner of this root is at a hospital: the patient whose key it is now, else somebody new there. Refuses with
 * `card.replaced` when another key took its place (KEY9).
 */
export function identityAt(context: VaultContext, root: Uint8Array, hospitalId: HospitalId): PatientIdentity {
  const keys = keysAt(context, root, hospitalId);
  const owner = findKeyOwner(context, keys.key, hospitalId);
  if (!owner) return keys;
  if (owner.replacedAt !== null) throw cardReplaced(owner.replacedAt);
  return { ...keys, ref: owner.ref };
}

export interface KnownAt {
  readonly hospitalId: HospitalId;
  /** The pseudonym there. */
  readonly ref: PatientRef;
}

/** The other hospitals where this root is somebody's now, as far as the log is known here. */
export function findHospitalsOf(context: VaultContext, root: Uint8Array): KnownAt[] {
  return ownersElsewhere(context, root).flatMap(({ hospitalId, ref, replacedAt }) =>
    replacedAt === null ? [{ hospitalId, ref }] : [],
  );
}

/** `card.replaced` when the root was somebody's at another hospital and is not any more. */
export function refuseReplacedElsewhere(context: VaultContext, root: Uint8Array): void {
  for (const { replacedAt } of ownersElsewhere(context, root)) {
    if (replacedAt !== null) throw cardReplaced(replacedAt);
  }
}

function ownersElsewhere(context: VaultContext, root: Uint8Array) {
  return listRegisteredHospitals(context.db)
    .filter(({ hospitalId }) => hospitalId !== context.policy.hospital.id)
    .flatMap(({ hospitalId }) => {
      const owner = findKeyOwner(context, keysAt(context, root, hospitalId).key, hospitalId);
      return owner ? [{ hospitalId, ...owner }] : [];
    });
}

/** @param at when, in milliseconds since 1970; null for a card that was never in anybody's hand */
export function cardReplaced(at: number | null): AppError {
  return new AppError('card.replaced', 'Another card took the place of this one', { details: { at } });
}
