import type { RegistryIntent } from './intents.ts';

/**
 * Gas limits in units of gas. They are fixed, so that signing needs no question to a node: what each call was measured to
 * use at most (first write of a slot, no zero bytes in digests), plus about a tenth. A test compares them with a real node.
 */
const LIMITS: Record<Exclude<RegistryIntent['kind'], 'addPatientRecords'>, number> = {
  addHospital: 110_000,
  removeHospital: 45_000,
  offerAdministration: 53_000,
  acceptAdministration: 70_000,
  setHospitalSealKey: 34_000,
  setHospitalProfile: 29_000,
  enrolWorkstation: 53_000,
  revokeWorkstation: 34_000,
  addPatient: 63_000,
  rotateEpoch: 38_000,
  addPatientRecord: 36_000,
  removePatientRecord: 37_000,
  requestAccess: 35_000,
  grantAccess: 180_000,
  revokeAccess: 160_000,
  emergencyAccess: 36_000,
  rotatePatientKey: 180_000,
  chooseGuardians: 180_000,
  proposeRecovery: 63_000,
  proposeRecoveryByGuardians: 1_000_000,
  cancelRecovery: 160_000,
  finishRecovery: 60_000,
  transferOwnership: 35_000,
  acceptOwnership: 40_000,
  anchorAudit: 32_000,
  pause: 33_000,
  unpause: 33_000,
};

const BATCH_BASE = 34_000;
const BATCH_PER_RECORD = 3_400;

/** The most gas this write may use. Grants and revocations leave room for the answer of a contract wallet. */
export function gasLimitOf(intent: RegistryIntent): number {
  if (intent.kind !== 'addPatientRecords') return LIMITS[intent.kind];
  return BATCH_BASE + BATCH_PER_RECORD * intent.args.entries.length;
}
