import type { RegistryIntent } from './intents.ts';

/**
 * Gas limits in units of gas. They are fixed, so that signing needs no question to a node: what each call was measured to
 * use at most (first write of a slot, no zero bytes in digests), plus about a tenth. A test compares them with a real node.
 */
const LIMITS: Record<Exclude<RegistryIntent['kind'], 'addPatientRecords'>, number> = {
  addHospital: 125_000,
  removeHospital: 50_000,
  enrolWorkstation: 55_000,
  revokeWorkstation: 36_000,
  addPatient: 65_000,
  rotateEpoch: 40_000,
  addPatientRecord: 37_000,
  removePatientRecord: 37_000,
  requestAccess: 36_000,
  grantAccess: 190_000,
  revokeAccess: 165_000,
  anchorAudit: 33_000,
  pause: 50_000,
  unpause: 50_000,
};

const BATCH_BASE = 36_000;
const BATCH_PER_RECORD = 3_600;

/** The most gas this write may use. Grants and revocations leave room for the answer of a contract wallet. */
export function gasLimitOf(intent: RegistryIntent): number {
  if (intent.kind !== 'addPatientRecords') return LIMITS[intent.kind];
  return BATCH_BASE + BATCH_PER_RECORD * intent.args.entries.length;
}
