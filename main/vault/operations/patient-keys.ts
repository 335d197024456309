import type { HospitalId, PatientRef } from '../../../preload/api/ids.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import { getKeyOnTheWay, getKeyReplacedAt, getLoggedKey, listRefsOfKey } from '../store/queries/key-changes.ts';
import { getPatientByRef } from '../store/queries/patients.ts';
import { getHospitalOfPatient } from '../store/queries/registry-members.ts';

/** Whose key an address is, or was. */
export interface KeyOwner {
  readonly ref: PatientRef;
  /** When another key took its place, in milliseconds since 1970; null while it counts. */
  readonly replacedAt: number | null;
}

/** Whose signature counts for this patient: what was signed here counts before the chain has it. */
export function currentKeyOf(db: ReadableDb, ref: PatientRef): string {
  let key = getLoggedKey(db, ref) ?? ref;
  for (;;) {
    const next = getKeyOnTheWay(db, ref, key);
    if (next === undefined) return key;
    key = next;
  }
}

/**
 * The patient of this hospital who had this key first, the only one it can be the key of: the registry lets anybody name
 * a key that is another's, dead or alive. Undefined when nobody there ever had it.
 */
export function findKeyOwner(context: VaultContext, key: string, hospitalId: HospitalId): KeyOwner | undefined {
  const { db } = context;
  const [ref] = listRefsThere(context, key, hospitalId);
  if (!ref) return undefined;
  return { ref, replacedAt: currentKeyOf(db, ref) === key ? null : (getKeyReplacedAt(db, ref, key) ?? 0) };
}

function listRefsThere({ db, policy }: VaultContext, key: string, hospitalId: HospitalId): PatientRef[] {
  const isOwn = hospitalId === policy.hospital.id;
  const refs = listRefsOfKey(db, key);
  // Safe: what is looked up is the address of a first key, or nothing is found.
  const own = isOwn ? getPatientByRef(db, key as PatientRef)?.ref : undefined;
  if (own && !refs.includes(own)) refs.unshift(own);
  return refs.filter(
    (ref) => getHospitalOfPatient(db, ref) === hospitalId || (isOwn && getPatientByRef(db, ref) !== undefined),
  );
}
