import type { HospitalId, PatientRef } from '../../../preload/api/ids.ts';
import { type PatientIdentity, patientIdentity } from '../crypto/patient-root.ts';
import type { VaultContext } from '../services/context.ts';
import { getHospitalOfPatient, listRegisteredHospitals } from '../store/queries/registry-members.ts';

/** What the owner of this root is at a hospital of our consortium (KEY4). */
export function identityAt({ policy }: VaultContext, root: Uint8Array, hospitalId: HospitalId): PatientIdentity {
  const { chainId, registry } = policy.chain;
  return patientIdentity(root, { chainId, registry, hospitalId });
}

export interface KnownAt {
  readonly hospitalId: HospitalId;
  /** The pseudonym there. */
  readonly ref: PatientRef;
}

/** The other hospitals of the registry that have registered the owner of this root, as far as the log is known here. */
export function findHospitalsOf(context: VaultContext, root: Uint8Array): KnownAt[] {
  return listRegisteredHospitals(context.db)
    .filter(({ hospitalId }) => hospitalId !== context.policy.hospital.id)
    .map(({ hospitalId }) => ({ hospitalId, ref: identityAt(context, root, hospitalId).ref }))
    .filter(({ hospitalId, ref }) => getHospitalOfPatient(context.db, ref) === hospitalId);
}
