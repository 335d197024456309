import type { WorkstationAddress } from '../../../preload/api/ids.ts';
import { addressOf } from './chain-key.ts';
import { hkdf } from './digest.ts';
import { decryptSecret, encryptSecret } from './secret-box.ts';
import { type Random, type SealKeyPair, sealKeyPair, systemRandom } from './sodium.ts';

/** Derived from the master key and from nothing else (KEY3), 32 bytes each. */
export interface MasterKeys {
  /** SQLite's raw key. */
  readonly databaseKey: Uint8Array;
  /** MACs the audit chain. */
  readonly auditKey: Uint8Array;
  /** Wraps the secrets below. */
  readonly wrapKey: Uint8Array;
}

/** The workstation's secp256k1 key: signs its transactions. */
export interface ChainKey {
  readonly address: WorkstationAddress;
  readonly privateKey: Uint8Array;
}

/** Every key of an unlocked workstation. Held in the vault process only, gone when it is killed. */
export interface WorkstationKeys extends MasterKeys {
  readonly workstation: ChainKey;
  /** X25519 key of the hospital, the same on all its workstations: opens what others seal to it. */
  readonly hospitalSeal: SealKeyPair;
  /** 32 bytes every admitted hospital of the consortium holds; without it a found card cannot be guessed (KEY5). */
  readonly cardSecret: Uint8Array;
}

export function deriveMasterKeys(masterKey: Uint8Array): MasterKeys {
  return {
    databaseKey: hkdf(masterKey, 'wardkeep/v1/database'),
    auditKey: hkdf(masterKey, 'wardkeep/v1/audit'),
    wrapKey: hkdf(masterKey, 'wardkeep/v1/wrap'),
  };
}

export function chainKeyOf(privateKey: Uint8Array): ChainKey {
  // Safe: an EVM address in lower-case hex is what both schemas accept.
  return { address: addressOf(privateKey) as string as WorkstationAddress, privateKey };
}

export function newHospitalSeal(random: Random = systemRandom): SealKeyPair {
  return sealKeyPair(random(32));
}

/** Wraps a secret for the `secrets` table; its name is authenticated, so that two cannot be exchanged. */
export function sealSecret(wrapKey: Uint8Array, name: string, bytes: Uint8Array): Uint8Array {
  return encryptSecret(wrapKey, bytes, secretContext(name));
}

/** `crypto.notDecryptable` for another master key, another name or altered bytes. */
export function openSecret(wrapKey: Uint8Array, name: string, sealed: Uint8Array): Uint8Array {
  return decryptSecret(wrapKey, sealed, secretContext(name));
}

function secretContext(name: string): Uint8Array {
  return new TextEncoder().encode(`wardkeep/v1/secret/${name}`);
}
