import { Interface } from 'ethers/abi';
import type { Category } from '../../preload/api/categories.ts';
import { AppError } from '../../preload/api/errors.ts';
import type { GrantId, HospitalId, PatientRef } from '../../preload/api/ids.ts';
import { REGISTRY_ABI } from './generated/abi.ts';
import { categoryBitmapOf, type Scope } from './scope.ts';

const registryInterface = new Interface(REGISTRY_ABI);

/** A free question to the registry: call data for `eth_call`, and how to read the answer. */
export interface RegistryRead<Answer> {
  /** 0x-prefixed hex */
  readonly data: string;
  /** @throws AppError `chain.malformedResponse` */
  decode(result: string): Answer;
}

export interface WorkstationState {
  /** 0 if unknown. */
  readonly hospital: number;
  readonly status: 'unknown' | 'enrolled' | 'revoked';
  /** Entries in its stream, and so the number the next one carries. */
  readonly sequence: number;
  /** 24 bytes, 0x-prefixed hex. */
  readonly head: string;
}

/** Who a workstation writes for, and where its stream stands. */
export function readWorkstation(workstation: string): RegistryRead<WorkstationState> {
  return read('getWorkstation', [workstation], ([hospital, isRevoked, sequence, head]) => ({
    hospital: Number(hospital),
    status: Number(hospital) === 0 ? 'unknown' : isRevoked ? 'revoked' : 'enrolled',
    sequence: Number(sequence),
    head: String(head),
  }));
}

/** null if the hospital is unknown or removed. */
export function readHospital(
  hospital: HospitalId,
): RegistryRead<{ readonly administrator: string; readonly sealKey: string } | null> {
  return read('getHospital', [hospital], ([administrator, sealKey]) => {
    if (BigInt(String(administrator)) === 0n) return null;
    return { administrator: String(administrator).toLowerCase(), sealKey: String(sealKey) };
  });
}

export interface PatientState {
  readonly hospital: number;
  readonly epoch: number;
  /** The number that the next statement the patient signs carries. */
  readonly nonce: number;
  /** Address of the key whose signature counts: at first the ref itself. */
  readonly key: string;
}

/** null if the patient is not registered. */
export function readPatient(patient: PatientRef): RegistryRead<PatientState | null> {
  return read('getPatient', [patient], ([hospital, epoch, nonce, key]) => {
    if (Number(hospital) === 0) return null;
    return { hospital: Number(hospital), epoch: Number(epoch), nonce: Number(nonce), key: String(key).toLowerCase() };
  });
}

export interface PendingRecovery {
  /** Address of the key that is proposed. */
  readonly key: string;
  /** Unix seconds; from this block time on it can be finished. */
  readonly readyAt: number;
  readonly byGuardians: boolean;
}

/** null if nothing is proposed. */
export function readRecovery(patient: PatientRef): RegistryRead<PendingRecovery | null> {
  return read('getRecovery', [patient], ([key, readyAt, byGuardians]) =>
    Number(readyAt) === 0
      ? null
      : { key: String(key).toLowerCase(), readyAt: Number(readyAt), byGuardians: byGuardians === true },
  );
}

/** `guardianCommitment`, or null if the patient has chosen nobody. */
export function readGuardians(patient: PatientRef): RegistryRead<string | null> {
  return read('getGuardians', [patient], ([commitment]) =>
    BigInt(String(commitment)) === 0n ? null : String(commitment),
  );
}

/** Seconds from the proposal of a recovery until it can be finished. */
export function readRecoveryWait(): RegistryRead<number> {
  return read('recoveryWait', [], ([seconds]) => Number(seconds));
}

/** null if the grant was never given or is revoked. */
export function readGrant(
  grantId: GrantId,
): RegistryRead<{ readonly grantee: number; readonly expiresAt: number; readonly scope: string } | null> {
  return read('getGrant', [grantId], ([grantee, expiresAt, scope]) =>
    Number(expiresAt) === 0 ? null : { grantee: Number(grantee), expiresAt: Number(expiresAt), scope: String(scope) },
  );
}

/** Whether the grantee may, at the time of the block asked, read all these categories. */
export function readAuthorization(
  grantId: GrantId,
  grantee: HospitalId,
  categories: readonly Category[],
  disclosed: Scope,
): RegistryRead<boolean> {
  const scope = { categories: categoryBitmapOf(disclosed.categories), salt: disclosed.salt };
  return read('isAuthorized', [grantId, grantee, categoryBitmapOf(categories), scope], ([answer]) => answer === true);
}

/** Hospitals ever admitted; their numbers are 1 to this. */
export function readHospitalCount(): RegistryRead<number> {
  return read('hospitalCount', [], ([count]) => Number(count));
}

/** Patients ever registered, at all hospitals together. */
export function readPatientCount(): RegistryRead<number> {
  return read('patientCount', [], ([count]) => Number(count));
}

/** Address of the consortium's key. */
export function readRegistrar(): RegistryRead<string> {
  return read('owner', [], ([registrar]) => String(registrar).toLowerCase());
}

/** To whom the registrar has offered the registry; null for nobody. */
export function readPendingRegistrar(): RegistryRead<string | null> {
  return read('pendingOwner', [], ([address]) =>
    BigInt(String(address)) === 0n ? null : String(address).toLowerCase(),
  );
}

export function readIsPaused(): RegistryRead<boolean> {
  return read('paused', [], ([isPaused]) => isPaused === true);
}

function read<Answer>(
  name: string,
  values: readonly unknown[],
  decode: (values: readonly unknown[]) => Answer,
): RegistryRead<Answer> {
  return {
    data: registryInterface.encodeFunctionData(name, values),
    decode: (result) => {
      try {
        return decode(registryInterface.decodeFunctionResult(name, result).toArray());
      } catch (cause) {
        throw new AppError('chain.malformedResponse', 'An answer of the registry cannot be read', {
          details: { read: name },
          cause,
        });
      }
    },
  };
}
