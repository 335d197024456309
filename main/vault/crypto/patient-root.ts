import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId, PatientRef } from '../../../preload/api/ids.ts';
import { addressOf, CHAIN_KEY_SEED_BYTES, chainKeyFromSeed } from './chain-key.ts';
import { hkdf } from './digest.ts';
import { type Random, sealKeyPair } from './sodium.ts';

export const PATIENT_ROOT_BYTES = 32;

/** What a patient is at one hospital of one consortium. */
export interface PatientIdentity {
  /** The pseudonym on chain: the address of the first key they had there. */
  readonly ref: PatientRef;
  /** Address of `signingKey`. */
  readonly key: PatientRef;
  /** secp256k1: signs consents. */
  readonly signingKey: Uint8Array;
  /** X25519: keyrings are sealed to it. */
  readonly sealPublicKey: Uint8Array;
  readonly sealPrivateKey: Uint8Array;
}

/** Names a hospital worldwide: two consortia may both have a hospital 1, and their pseudonyms must not meet. */
export interface HospitalScope {
  readonly chainId: number;
  /** Address of the registry contract. */
  readonly registry: string;
  readonly hospitalId: HospitalId;
}

/** The one secret a patient owns; it lives on the card (KEY4). */
export function newPatientRoot(random: Random): Uint8Array {
  return random(PATIENT_ROOT_BYTES);
}

/** KEY4: nobody without the root can tell that two refs are of one person. The ref is that of somebody new there. */
export function patientIdentity(root: Uint8Array, scope: HospitalScope): PatientIdentity {
  const place = `${scope.chainId}/${scope.registry.toLowerCase()}/${scope.hospitalId}`;
  const signingKey = chainKeyFromSeed(hkdf(root, `wardkeep/v1/sign/${place}`, CHAIN_KEY_SEED_BYTES));
  const seal = sealKeyPair(hkdf(root, `wardkeep/v1/seal/${place}`));
  // Safe: an EVM address in lower-case hex is what the schema of PatientRef accepts.
  const key = addressOf(signingKey) as string as PatientRef;
  return {
    ref: key,
    key,
    signingKey,
    sealPublicKey: seal.publicKey,
    sealPrivateKey: seal.privateKey,
  };
}

/** 24 words of the English BIP-39 list, the last of which carries a checksum. */
export function wordsOfRoot(root: Uint8Array): string {
  return entropyToMnemonic(root, wordlist);
}

/** `card.unreadable` when a word is unknown, missing or in the wrong place. */
export function rootOfWords(words: string): Uint8Array {
  const normal = words.normalize('NFKD').trim().toLowerCase().split(/\s+/);
  try {
    if (normal.length !== 24) throw new Error('Expected 24 words');
    return mnemonicToEntropy(normal.join(' '), wordlist);
  } catch {
    // The cause would quote the words.
    throw new AppError('card.unreadable', 'The recovery words do not fit together');
  }
}
