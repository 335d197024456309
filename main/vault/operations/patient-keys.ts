import { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId, PatientRef } from '../../../preload/api/ids.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import {
  getKeyOnTheWay,
  getKeyReplacedAt,
  getLoggedKey,
  listRefsOfKey,
  listRefsOfKeyHere,
} from '../store/queries/key-changes.ts';
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
 * The patient of this hospital whose key it is or was; undefined when nobody there ever had it. Refuses with
 * `card.ambiguous` when nothing says whose it is.
 */
export function findKeyOwner(context: VaultContext, key: string, hospitalId: HospitalId): KeyOwner | undefined {
  const [owner, rival] = listKeyOwners(context, key, hospitalId);
  if (rival) throw cardAmbiguous(hospitalId);
  return owner;
}

/**
 * Who may be the owner: several where nothing says which is right. The registry lets anybody name a key that is
 * another's, also one that was only seen on its way, so being first says nothing. What was signed or met at this desk
 * does, and so does a registration: only the hospital itself makes one.
 */
export function listKeyOwners(context: VaultContext, key: string, hospitalId: HospitalId): KeyOwner[] {
  const { db } = context;
  const claims = listRefsThere(context, key, hospitalId);
  const known = claims.length > 0 ? listRefsOfKeyHere(db, key) : [];
  const registered = claims.filter((ref) => ref === key);
  const refs = [known, registered, claims].find(({ length }) => length > 0) ?? [];
  return refs.map((ref) => ({
    ref,
    replacedAt: currentKeyOf(db, ref) === key ? null : (getKeyReplacedAt(db, ref, key) ?? 0),
  }));
}

function cardAmbiguous(hospitalId: HospitalId): AppError {
  return new AppError('card.ambiguous', 'Several patients of the hospital claim the key of this card', {
    details: { hospitalId },
  });
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
