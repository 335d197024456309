import type { Digest, HospitalId, PatientRef, WorkstationAddress } from '../../preload/api/ids.ts';
import { packTerms } from './grant-terms.ts';
import type { GuardianSet } from './guardians.ts';
import {
  type Grant,
  type GuardianChoice,
  grantIdOf,
  type KeyChange,
  type RecoveryCancellation,
  type Revocation,
} from './typed-data.ts';

/** One record on its way to the chain. */
export interface RecordEntry {
  /** 32 bytes, 0x-prefixed hex. */
  readonly tag: string;
  readonly pointer: Digest;
}

/** A write to the registry; the kind is the name of the contract's function. */
export type RegistryIntent =
  | { readonly kind: 'addHospital'; readonly args: { administrator: string; sealKey: string; profile: Digest } }
  | { readonly kind: 'removeHospital'; readonly args: { hospital: HospitalId } }
  | { readonly kind: 'offerAdministration'; readonly args: { administrator: string } }
  | { readonly kind: 'acceptAdministration'; readonly args: { hospital: HospitalId } }
  | { readonly kind: 'setHospitalSealKey'; readonly args: { sealKey: string } }
  | { readonly kind: 'setHospitalProfile'; readonly args: { profile: Digest } }
  | { readonly kind: 'enrolWorkstation'; readonly args: { workstation: WorkstationAddress } }
  | { readonly kind: 'revokeWorkstation'; readonly args: { workstation: WorkstationAddress } }
  | { readonly kind: 'addPatient'; readonly args: { patient: PatientRef; keyring: Digest } }
  | { readonly kind: 'rotateEpoch'; readonly args: { patient: PatientRef; epoch: number; keyring: Digest } }
  | { readonly kind: 'addPatientRecord'; readonly args: { sequence: number } & RecordEntry }
  | {
      readonly kind: 'addPatientRecords';
      readonly args: { firstSequence: number; entries: readonly RecordEntry[] };
    }
  | { readonly kind: 'removePatientRecord'; readonly args: { sequence: number } & RecordEntry }
  | { readonly kind: 'requestAccess'; readonly args: { to: HospitalId; request: Digest } }
  | { readonly kind: 'grantAccess'; readonly args: { grant: Grant; signature: string } }
  | { readonly kind: 'revokeAccess'; readonly args: { revocation: Revocation; signature: string } }
  | {
      readonly kind: 'emergencyAccess';
      /** Unix seconds, a day apart at most. */
      readonly args: { keeper: HospitalId; startedAt: number; endsAt: number; report: Digest };
    }
  | { readonly kind: 'rotatePatientKey'; readonly args: { rotation: KeyChange; signature: string } }
  | { readonly kind: 'chooseGuardians'; readonly args: { choice: GuardianChoice; signature: string } }
  | { readonly kind: 'proposeRecovery'; readonly args: { patient: PatientRef; key: string } }
  | {
      readonly kind: 'proposeRecoveryByGuardians';
      /** One signature for each member in turn, `0x` for a member that did not sign. */
      readonly args: { recovery: KeyChange; guardians: GuardianSet; signatures: readonly string[] };
    }
  | { readonly kind: 'cancelRecovery'; readonly args: { cancellation: RecoveryCancellation; signature: string } }
  | { readonly kind: 'finishRecovery'; readonly args: { patient: PatientRef } }
  | { readonly kind: 'transferOwnership'; readonly args: { registrar: string } }
  | { readonly kind: 'acceptOwnership'; readonly args: Record<string, never> }
  | { readonly kind: 'anchorAudit'; readonly args: { head: string; report: Digest } }
  | { readonly kind: 'pause'; readonly args: Record<string, never> }
  | { readonly kind: 'unpause'; readonly args: Record<string, never> };

/** The arguments in the contract's order and vocabulary. */
export function contractArguments(intent: RegistryIntent): unknown[] {
  switch (intent.kind) {
    case 'addHospital':
      return [intent.args.administrator, intent.args.sealKey, bytes32(intent.args.profile)];
    case 'removeHospital':
    case 'acceptAdministration':
      return [intent.args.hospital];
    case 'offerAdministration':
      return [intent.args.administrator];
    case 'setHospitalSealKey':
      return [intent.args.sealKey];
    case 'setHospitalProfile':
      return [bytes32(intent.args.profile)];
    case 'enrolWorkstation':
    case 'revokeWorkstation':
      return [intent.args.workstation];
    case 'addPatient':
      return [intent.args.patient, bytes32(intent.args.keyring)];
    case 'rotateEpoch':
      return [intent.args.patient, intent.args.epoch, bytes32(intent.args.keyring)];
    case 'addPatientRecord':
    case 'removePatientRecord':
      return [intent.args.sequence, intent.args.tag, bytes32(intent.args.pointer)];
    case 'addPatientRecords':
      return [intent.args.firstSequence, intent.args.entries.map((entry) => [entry.tag, bytes32(entry.pointer)])];
    case 'requestAccess':
      return [intent.args.to, bytes32(intent.args.request)];
    case 'grantAccess':
      return grantArguments(intent.args);
    case 'revokeAccess':
      return [grantIdOf(intent.args.revocation), intent.args.signature];
    case 'emergencyAccess':
      return [intent.args.keeper, intent.args.startedAt, intent.args.endsAt, bytes32(intent.args.report)];
    case 'rotatePatientKey':
      return [intent.args.rotation, intent.args.signature];
    case 'chooseGuardians':
      return [intent.args.choice, intent.args.signature];
    case 'proposeRecovery':
      return [intent.args.patient, intent.args.key];
    case 'proposeRecoveryByGuardians':
      return [intent.args.recovery, intent.args.guardians, intent.args.signatures];
    case 'cancelRecovery':
      return [intent.args.cancellation, intent.args.signature];
    case 'finishRecovery':
      return [intent.args.patient];
    case 'anchorAudit':
      return [intent.args.head, bytes32(intent.args.report)];
    case 'transferOwnership':
      return [intent.args.registrar];
    case 'pause':
    case 'unpause':
    case 'acceptOwnership':
      return [];
  }
}

function grantArguments({ grant, signature }: { grant: Grant; signature: string }): unknown[] {
  return [grant.deadline, grantIdOf(grant), packTerms(grant), bytes32(grant.envelope), signature];
}

function bytes32(digest: Digest): string {
  return `0x${digest}`;
}
