import type { Digest, HospitalId, PatientRef, WorkstationAddress } from '../../../../preload/api/ids.ts';
import type { ReadableDb } from '../handles.ts';
import { sql } from '../sql.ts';

/** The members of the consortium and their patients' pseudonyms, read from the log in `chain_logs`. */
export interface RegisteredHospital {
  readonly hospitalId: HospitalId;
  /** X25519 public key, 0x-prefixed hex. */
  readonly sealKey: string;
}

/** Admitted and not removed, with the key it named last. */
const REGISTERED = sql`
  SELECT hospital AS hospitalId, coalesce(
    (SELECT body ->> 'sealKey' FROM chain_logs WHERE kind = 'HospitalSealKeyChanged' AND hospital = added.hospital
      ORDER BY block_number DESC, log_index DESC LIMIT 1), body ->> 'sealKey') AS sealKey
  FROM chain_logs AS added
  WHERE kind = 'HospitalAdded' AND hospital IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM chain_logs WHERE kind = 'HospitalRemoved' AND hospital = added.hospital)`;

/** By number. */
export function listRegisteredHospitals(db: ReadableDb): RegisteredHospital[] {
  return db.all(sql`${REGISTERED} ORDER BY hospital`);
}

/** Undefined for a hospital that was never admitted or has been removed. */
export function getRegisteredHospital(db: ReadableDb, hospitalId: HospitalId): RegisteredHospital | undefined {
  return db.get(sql`${REGISTERED} AND hospital = ${hospitalId}`);
}

/** Every workstation that ever wrote for the hospital, in the order they were enrolled. */
export function listWorkstations(db: ReadableDb, hospitalId: HospitalId): WorkstationAddress[] {
  const rows = db.all<{ workstation: WorkstationAddress }>(sql`
    SELECT workstation FROM chain_logs WHERE kind = 'WorkstationEnrolled' AND hospital = ${hospitalId}
    ORDER BY block_number, log_index`);
  return rows.map((row) => row.workstation);
}

export function getHospitalOfWorkstation(db: ReadableDb, workstation: WorkstationAddress): HospitalId | undefined {
  return db.get<{ hospital: HospitalId }>(sql`
    SELECT hospital FROM chain_logs WHERE workstation = ${workstation} AND sequence IS NULL AND kind = 'WorkstationEnrolled'`)
    ?.hospital;
}

/** The hospital that registered this pseudonym, or undefined. */
export function getHospitalOfPatient(db: ReadableDb, patient: PatientRef): HospitalId | undefined {
  return db.get<{ hospital: HospitalId }>(sql`
    SELECT hospital FROM chain_logs WHERE patient = ${patient} AND kind = 'PatientAdded'`)?.hospital;
}

export interface PublishedKeyring {
  readonly epoch: number;
  readonly keyring: Digest;
}

/** The keyring of every epoch the hospital has published for this pseudonym, oldest first. */
export function listKeyrings(db: ReadableDb, patient: PatientRef): PublishedKeyring[] {
  return db.all(sql`
    SELECT CASE kind WHEN 'PatientAdded' THEN 1 ELSE body ->> 'epoch' END AS epoch, pointer AS keyring
    FROM chain_logs WHERE patient = ${patient} AND kind IN ('PatientAdded', 'EpochRotated')
    ORDER BY epoch`);
}
