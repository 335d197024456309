import type { Digest, HospitalId, PatientRef, WorkstationAddress } from '../../preload/api/ids.ts';
import type { Grant, Revocation } from './typed-data.ts';

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
  | { readonly kind: 'anchorAudit'; readonly args: { head: string; report: Digest } }
  | { readonly kind: 'pause'; readonly args: Record<string, never> }
  | { readonly kind: 'unpause'; readonly args: Record<string, never> };

/** The arguments in the contract's order and vocabulary. */
export function contractArguments(intent: RegistryIntent): unknown[] {
  switch (intent.kind) {
    case 'addHospital':
      return [intent.args.administrator, intent.args.sealKey, bytes32(intent.args.profile)];
    case 'removeHospital':
      return [intent.args.hospital];
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
      return [{ ...intent.args.grant, envelope: bytes32(intent.args.grant.envelope) }, intent.args.signature];
    case 'revokeAccess':
      return [intent.args.revocation, intent.args.signature];
    case 'anchorAudit':
      return [intent.args.head, bytes32(intent.args.report)];
    case 'pause':
    case 'unpause':
      return [];
  }
}

function bytes32(digest: Digest): string {
  return `0x${digest}`;
}
