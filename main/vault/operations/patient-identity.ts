import { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId, PatientRef } from '../../../preload/api/ids.ts';
import { type PatientIdentity, patientIdentity } from '../crypto/patient-root.ts';
import type { VaultContext } from '../services/context.ts';
import { listRegisteredHospitals } from '../store/queries/registry-members.ts';
import { findKeyOwner, listKeyOwners } from './patient-keys.ts';

/** What a root gives at a hospital of our consortium (KEY4), whether or not anybody there has this key. */
export function keysAt({ policy }: VaultContext, root: Uint8Array, hospitalId: HospitalId): PatientIdentity {
  const { chainId, registry } = policy.chain;
  return patientIdentity(root, { chainId, registry, hospitalId });
}

/**
 * Who the owner of this root is at a hospital: the patient whose key it is now, else somebody new there. Refuses with
 * `card.replaced` when another key took its place (KEY9), and `card.ambiguous` when nothing says whose it is.
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

/**
 * The other hospitals where this root is somebody's now, as far as the log is known here. Where nothing says whose it is,
 * it is nobody's: one hospital's patient cannot close a card at all the others.
 */
export function findHospitalsOf(context: VaultContext, root: Uint8Array): KnownAt[] {
  return ownersElsewhere(context, root).flatMap(({ hospitalId, owners: [owner, rival] }) =>
    owner && !rival && owner.replacedAt === null ? [{ hospitalId, ref: owner.ref }] : [],
  );
}

/**
 * `card.replaced` when the root was somebody's at another hospital and is not any more, `card.ambiguous` when it may be
 * so.
 */
export function refuseReplacedElsewhere(context: VaultContext, root: Uint8Array): void {
  for (const { hospitalId, key, owners } of ownersElsewhere(context, root)) {
    if (owners.every(({ replacedAt }) => replacedAt === null)) continue;
    const owner = findKeyOwner(context, key, hospitalId);
    if (owner) throw cardReplaced(owner.replacedAt);
  }
}

function ownersElsewhere(context: VaultContext, root: Uint8Array) {
  return listRegisteredHospitals(context.db)
    .filter(({ hospitalId }) => hospitalId !== context.policy.hospital.id)
    .map(({ hospitalId }) => {
      const { key } = keysAt(context, root, hospitalId);
      return { hospitalId, key, owners: listKeyOwners(context, key, hospitalId) };
    });
}

/** @param at when, in milliseconds since 1970; null for a card that was never in anybody's hand */
export function cardReplaced(at: number | null): AppError {
  return new AppError('card.replaced', 'Another card took the place of this one', { details: { at } });
}
