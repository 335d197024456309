import { SigningKey } from 'ethers/crypto';
import { TypedDataEncoder } from 'ethers/hash';
import { hexlify } from 'ethers/utils';
import type { Digest, GrantId, HospitalId, PatientRef } from '../../preload/api/ids.ts';

/** The registry a signature counts for. On another chain or for another contract it is worth nothing. */
export interface RegistryDomain {
  readonly chainId: number;
  /** Address of the contract. */
  readonly registry: string;
}

/** The consent a patient signs; fields as in `IHospitalRegistry.Grant`. */
export interface Grant {
  readonly patient: PatientRef;
  readonly grantee: HospitalId;
  /** `scopeCommitment(…)` */
  readonly scope: string;
  /** Block with the sealed category keys. */
  readonly envelope: Digest;
  /** Unix seconds */
  readonly expiresAt: number;
  /** Number of this statement among all the patient signs, from 0. */
  readonly nonce: number;
  /** Unix seconds */
  readonly deadline: number;
}

/** Another key takes the place of the patient's; fields as in `IHospitalRegistry.KeyChange`. */
export interface KeyChange {
  readonly patient: PatientRef;
  /** Address of the new key. */
  readonly key: string;
  /** Number of this statement among all the patient signs, from 0, also when guardians sign it. */
  readonly nonce: number;
  /** Unix seconds */
  readonly deadline: number;
}

/** The patient says who may propose a new key; fields as in `IHospitalRegistry.GuardianChoice`. */
export interface GuardianChoice {
  readonly patient: PatientRef;
  /** `guardianCommitment(…)` */
  readonly guardians: string;
  readonly nonce: number;
  /** Unix seconds */
  readonly deadline: number;
}

/** The patient's key stops the one recovery that is pending; fields as in `IHospitalRegistry.RecoveryCancellation`. */
export interface RecoveryCancellation {
  readonly patient: PatientRef;
  /** Address of the key that was proposed. */
  readonly key: string;
  /** Unix seconds */
  readonly readyAt: number;
}

/** The patient takes the grant with this nonce back. It needs no deadline: it can only take rights away. */
export interface Revocation {
  readonly patient: PatientRef;
  readonly nonce: number;
}

const GRANT_TYPES = {
  Grant: [
    { name: 'patient', type: 'address' },
    { name: 'grantee', type: 'uint24' },
    { name: 'scope', type: 'bytes24' },
    { name: 'envelope', type: 'bytes32' },
    { name: 'expiresAt', type: 'uint40' },
    { name: 'nonce', type: 'uint40' },
    { name: 'deadline', type: 'uint40' },
  ],
};

const REVOCATION_TYPES = {
  Revocation: [
    { name: 'patient', type: 'address' },
    { name: 'nonce', type: 'uint40' },
  ],
};

const KEY_CHANGE_FIELDS = [
  { name: 'patient', type: 'address' },
  { name: 'key', type: 'address' },
  { name: 'nonce', type: 'uint40' },
  { name: 'deadline', type: 'uint40' },
];

const GUARDIAN_CHOICE_TYPES = {
  GuardianChoice: [
    { name: 'patient', type: 'address' },
    { name: 'guardians', type: 'bytes32' },
    { name: 'nonce', type: 'uint40' },
    { name: 'deadline', type: 'uint40' },
  ],
};

const RECOVERY_CANCELLATION_TYPES = {
  RecoveryCancellation: [
    { name: 'patient', type: 'address' },
    { name: 'key', type: 'address' },
    { name: 'readyAt', type: 'uint40' },
  ],
};

/** @returns the 65-byte signature (r, s, v with low s) as 0x-prefixed hex; so do all that follow */
export function signGrant(domain: RegistryDomain, grant: Grant, privateKey: Uint8Array): string {
  return sign(domain, GRANT_TYPES, { ...grant, envelope: `0x${grant.envelope}` }, privateKey);
}

export function signRevocation(domain: RegistryDomain, revocation: Revocation, privateKey: Uint8Array): string {
  return sign(domain, REVOCATION_TYPES, { ...revocation }, privateKey);
}

/** By the patient's present key. */
export function signKeyRotation(domain: RegistryDomain, rotation: KeyChange, privateKey: Uint8Array): string {
  return sign(domain, { KeyRotation: KEY_CHANGE_FIELDS }, { ...rotation }, privateKey);
}

/** By one of the patient's guardians. */
export function signKeyRecovery(domain: RegistryDomain, recovery: KeyChange, privateKey: Uint8Array): string {
  return sign(domain, { KeyRecovery: KEY_CHANGE_FIELDS }, { ...recovery }, privateKey);
}

export function signGuardianChoice(domain: RegistryDomain, choice: GuardianChoice, privateKey: Uint8Array): string {
  return sign(domain, GUARDIAN_CHOICE_TYPES, { ...choice }, privateKey);
}

/** By the patient's present key, the one that the recovery would replace. */
export function signRecoveryCancellation(
  domain: RegistryDomain,
  cancellation: RecoveryCancellation,
  privateKey: Uint8Array,
): string {
  return sign(domain, RECOVERY_CANCELLATION_TYPES, { ...cancellation }, privateKey);
}

/** The id the registry will know the grant by: the patient's address, then the nonce. */
export function grantIdOf(grant: Revocation): GrantId {
  const number = grant.nonce.toString(16).padStart(24, '0');
  // Safe: 20 bytes of a parsed ref and 12 bytes of number are the 32 lower-case bytes a grant id consists of.
  return `${grant.patient}${number}` as GrantId;
}

/** What a grant id says: whose grant it is, and which one. */
export function grantOf(grantId: GrantId): Revocation {
  // Safe: the first 20 bytes of a parsed grant id are the patient's address.
  return { patient: grantId.slice(0, 42) as PatientRef, nonce: Number.parseInt(grantId.slice(42), 16) };
}

function sign(
  domain: RegistryDomain,
  types: Record<string, { name: string; type: string }[]>,
  value: Record<string, unknown>,
  privateKey: Uint8Array,
): string {
  const digest = TypedDataEncoder.hash(
    { name: 'Wardkeep HospitalRegistry', version: '1', chainId: domain.chainId, verifyingContract: domain.registry },
    types,
    value,
  );
  return new SigningKey(hexlify(privateKey)).sign(digest).serialized;
}
